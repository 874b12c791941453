"""Runs the tests; each is told by its function's name. Arguments: names of tests, or of folders of them."""

import importlib
import pathlib
import sys

import support

HERE = pathlib.Path(__file__).resolve().parent
MODULES = sorted(path for folder in ("check", "verify", "bench") for path in (HERE / folder).glob("*.py"))


def main(arguments):
    folders = {}
    for path in MODULES:
        known = set(support.TESTS)
        importlib.import_module(f"{path.parent.name}.{path.stem}")
        folders.setdefault(path.parent.name, []).extend(name for name in support.TESTS if name not in known)
    return support.main([name for argument in arguments for name in folders.get(argument, [argument])])


sys.exit(main(sys.argv[1:]))
