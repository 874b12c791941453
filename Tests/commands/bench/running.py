"""Runs of `argot bench` under the interpreter that runs the tests, short ones: no figure of time is looked at."""

import json
import sys


def bench(project, *words, code=0, python=sys.executable, **options):
    """The ended process, whose exit code must be `code`."""
    return project.argot("bench", "--python", python, "--rounds", "3", "--calls", "50", *words, code=code, **options)


def measured(project, *words, **options):
    """The calls of the report, by their formats."""
    report = json.loads(bench(project, "--output-format", "json", *words, **options).stdout)
    return {call["format"]: call for call in report["calls"]}
