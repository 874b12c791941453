"""Which CPythons are measured."""

import os
import pathlib
import shlex
import shutil
import sys

from problems import CannotMeasure

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))

import interpreters  # noqa: E402


def named(path):
    """The interpreter at `path`, or the one that this name finds. Raises CannotMeasure."""
    found = shutil.which(path)
    if not found:
        raise CannotMeasure(f"{path}: no such program")
    try:
        interpreter = interpreters.describe(os.path.abspath(found))
    except interpreters.Unusable as problem:
        raise CannotMeasure(f"{path} cannot be measured: {problem}")
    if interpreter.free_threaded:
        raise CannotMeasure(f"{path} is a free-threaded build; the limit prototypes need a build with the GIL")
    return interpreter


def chosen():
    """The interpreters named in PYTHONS (a shell-like list), else the newest of each minor version that is found."""
    names = shlex.split(os.environ.get("PYTHONS", ""))
    if names:
        return [named(name) for name in names]
    try:
        return [one for one in interpreters.found(newest=True) if not one.free_threaded]
    except interpreters.TooFew as problem:
        raise CannotMeasure(str(problem))
