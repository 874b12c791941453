"""Which CPythons are measured."""

import glob
import json
import os
import shlex
import shutil
import subprocess
from typing import NamedTuple

from problems import CannotMeasure

PYENV_SERIES = ("3.11", "3.13")
SYSTEM_PYTHON = "/usr/bin/python3"

_DESCRIBE = """
import json, sys, sysconfig
print(json.dumps({
    "implementation": sys.implementation.name,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "series": sys.version_info[:2],
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "include": [sysconfig.get_path("include"), sysconfig.get_path("platinclude")],
}))
"""


class Interpreter(NamedTuple):
    """A CPython that can be measured: its headers are installed."""

    path: str
    version: str
    include: tuple


def describe(path):
    """The interpreter at `path`. Raises CannotMeasure when it is not one that can be measured."""
    found = shutil.which(path)
    if not found:
        raise CannotMeasure(f"{path}: no such program")
    answer = subprocess.run([found, "-I", "-S", "-c", _DESCRIBE], capture_output=True, text=True)
    if answer.returncode:
        raise CannotMeasure(f"{path} does not run as a Python interpreter:\n{answer.stderr.rstrip()}")
    facts = json.loads(answer.stdout)
    if facts["implementation"] != "cpython" or tuple(facts["series"]) < (3, 9):
        raise CannotMeasure(f"{path} is {facts['implementation']} {facts['version']}; CPython 3.9 or newer is needed")
    if facts["free_threaded"]:
        raise CannotMeasure(f"{path} is a free-threaded build; the limit prototypes need a build with the GIL")
    include = tuple(dict.fromkeys(facts["include"]))
    if not os.path.exists(os.path.join(include[0], "Python.h")):
        raise CannotMeasure(f"{path} has no Python.h in {include[0]}; install its headers (Debian: python3-dev)")
    return Interpreter(os.path.abspath(found), facts["version"], include)


def _release(path):
    """The numbers of a pyenv version folder, so that 3.11.10 comes after 3.11.9; other builds (3.13.0t) come first."""
    parts = os.path.basename(path).split(".")
    return [int(part) if part.isdigit() else -1 for part in parts]


def _usual_paths():
    root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    for series in PYENV_SERIES:
        versions = sorted(glob.glob(os.path.join(glob.escape(root), "versions", series + ".*")), key=_release)
        if versions:
            yield os.path.join(versions[-1], "bin", "python3")
    if os.path.exists(SYSTEM_PYTHON):
        yield SYSTEM_PYTHON


def chosen(remark):
    """The interpreters named in PYTHONS (a shell-like list), else the usual ones that are there.

    One that was named must work; of the usual ones, those that cannot be measured are left out with a remark.
    """
    named = shlex.split(os.environ.get("PYTHONS", ""))
    if named:
        return [describe(path) for path in named]
    interpreters = []
    for path in _usual_paths():
        try:
            interpreters.append(describe(path))
        except CannotMeasure as problem:
            remark(f"left out: {problem}")
    if not interpreters:
        raise CannotMeasure("no CPython to measure; install python3-dev, or name some: PYTHONS='/path/to/python3 …'")
    return interpreters
