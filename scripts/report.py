"""Reads the report that `ARGOT_REPORT` asks for: a line of JSON for each call and each method of what was compiled."""

import json
import pathlib


def _lines(path, kind):
    """Lines that are equal count once: a header is compiled with every source that includes it."""
    path = pathlib.Path(path)
    lines = path.read_bytes().decode().splitlines() if path.exists() else []
    return [line for line in map(json.loads, dict.fromkeys(lines)) if line["kind"] == kind]


def calls(path):
    """What became of the calls, as dictionaries in the order of the report; nothing without a report."""
    return _lines(path, "call")


def methods(path):
    """How CPython enters the methods whose functions parse their arguments, in the same form."""
    return _lines(path, "method")
