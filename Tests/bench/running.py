"""Runs of `argot bench` under the interpreter that runs the tests, short ones: no figure of time is looked at."""

import json
import sys

from support import ARGOT, equal

QUICK = ("--rounds", "3", "--calls", "50")


def bench(project, *words, code=0, flags=None, python=sys.executable, **variables):
    """The ended process, whose exit code must be `code`."""
    behind = ["--", *flags] if flags else []
    done = project.run(ARGOT, "bench", "--python", python, *QUICK, *words, *behind, **variables)
    equal(done.returncode, code, done.stdout + done.stderr)
    return done


def measured(project, *words, **options):
    """The calls of the report, by their formats."""
    report = json.loads(bench(project, "--output-format", "json", *words, **options).stdout)
    return {call["format"]: call for call in report["calls"]}
