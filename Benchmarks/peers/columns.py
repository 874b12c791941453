"""Runs inside a measured interpreter: the columns as the command line names them, COLUMN=MODULE:FILE,MODULE:FILE…

A column is what one way to write the rows made: one or several modules, of which the first that has a row's function
serves it. A function that no module has is a row which the column cannot express.
"""

import importlib.util
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import paths  # noqa: E402, F401
from measured import load  # noqa: E402
from left_out import LEFT_OUT  # noqa: E402
from workloads import ALL_ROWS  # noqa: E402

BASELINE = "cpython"


def _module(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    # Some modules look themselves up while they are initialised, and import each other.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def loaded(driver_path, arguments):
    """The driver, and for each column its modules."""
    found = {}
    for argument in arguments:
        label, _, modules = argument.partition("=")
        found[label] = [_module(*each.split(":", 1)) for each in modules.split(",")]
    return load("driver", driver_path), found


def module_of(modules, row):
    """The module that serves a row, or None."""
    return next((module for module in modules if hasattr(module, row.function)), None)


def calls(columns, without=()):
    """Every row and column with the function to be called, but for the pairs of row and column in `without`."""
    for row in ALL_ROWS:
        for label, modules in columns.items():
            module = module_of(modules, row)
            if module and (label, row.name) not in LEFT_OUT and (row.name, label) not in without:
                yield row, label, getattr(module, row.function)
