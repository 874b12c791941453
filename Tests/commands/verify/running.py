"""Runs of `argot verify` under the interpreter that runs the tests."""

import json
import sys


def verify(project, *words, code=0, python=sys.executable, **options):
    """The ended process, whose exit code must be `code`."""
    return project.argot("verify", "--python", python, *words, code=code, **options)


def calls(project, *words, **options):
    """The calls of the first run in the report, by their formats."""
    report = json.loads(verify(project, "--output-format", "json", *words, **options).stdout)
    return {call["format"]: call for call in report["runs"][0]["calls"]}
