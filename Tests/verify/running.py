"""Runs of `argot verify` under the interpreter that runs the tests."""

import json
import sys

from support import ARGOT, equal


def verify(project, *words, code=0, flags=None, python=sys.executable, **variables):
    """The ended process, whose exit code must be `code`."""
    behind = ["--", *flags] if flags else []
    done = project.run(ARGOT, "verify", "--python", python, *words, *behind, **variables)
    equal(done.returncode, code, done.stdout + done.stderr)
    return done


def calls(project, *words, **options):
    """The calls of the first run in the report, by their formats."""
    report = json.loads(verify(project, "--output-format", "json", *words, **options).stdout)
    return {call["format"]: call for call in report["runs"][0]["calls"]}
