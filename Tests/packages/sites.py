"""Counts the call sites of a build without Argot: in the preprocessed text of what the compiler was run on."""

import collections
import os
import pathlib
import re
import subprocess

import report

APIS = ("PyArg_ParseTuple", "PyArg_ParseTupleAndKeywords", "PyArg_Parse", "Py_BuildValue", "PyObject_CallFunction",
        "PyObject_CallMethod")
# PY_SSIZE_T_CLEAN gives the functions other names.
CALL = re.compile(rf"\b_?({'|'.join(APIS)})(?:_SizeT)?\s*\(")
LINE_MARKER = re.compile(r'^# (\d+) "((?:[^"\\]|\\.)*)"')
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
SOURCES = (".c", ".cc", ".cpp", ".cxx", ".C")


def recorded_commands(record):
    """The compiler's commands that record.sh wrote to a file, as pairs of working directory and words."""
    if not record.exists():
        return
    for command in record.read_bytes().split(b"\x1e\0")[:-1]:
        folder, *words = (word.decode(errors="surrogateescape") for word in command.split(b"\0")[:-1])
        yield folder, words


def preprocessed(folder, words):
    """The text of a compilation behind the preprocessor, nothing for a command that compiles nothing.

    Build systems try the compiler in folders that they remove again: what was compiled there is not the package's.
    """
    if "-c" not in words or not any(word.endswith(SOURCES) for word in words) or not os.path.isdir(folder):
        return ""
    command, words = [], iter(words)
    for word in words:
        if word in ("-o", "-MF", "-MT", "-MQ"):
            next(words)
        elif word not in ("-c", "-MD", "-MMD"):
            command.append(word)
    return subprocess.run([*command, "-E"], cwd=folder, capture_output=True, text=True, errors="replace").stdout


def calls_in(text):
    """File and line, as the preprocessor names them, of each call in its output."""
    file, line = "", 0
    for row in text.splitlines():
        marker = LINE_MARKER.match(row)
        if marker:
            line, file = int(marker[1]), marker[2]
            continue
        for _ in CALL.findall(LITERAL.sub('""', row)):
            yield file, line
        line += 1


def relative(file, folder, source):
    """A file's path inside the package's source; None for files elsewhere."""
    path = pathlib.Path(folder, file).resolve()
    return str(path.relative_to(source)) if path.is_relative_to(source) else None


def texts(record):
    """The preprocessed text of each recorded compile, with the working folder."""
    return [(folder, preprocessed(folder, words)) for folder, words in recorded_commands(record)]


def count(texts, source):
    """How many calls each line of a build has, by file and line. Files compiled several times count once."""
    total = collections.Counter()
    for folder, text in texts:
        sites = collections.Counter()
        for file, line in calls_in(text):
            path = relative(file, folder, source)
            if path:
                sites[path, line] += 1
        total |= sites
    return total


def reported(path):
    """The calls of Argot's report as dictionaries, one for each place in the sources."""
    entries = {}
    for entry in report.calls(path):
        entries[entry["file"], entry["line"], entry["column"], entry["api"]] = entry
    return list(entries.values())
