"""Runs inside a measured interpreter, under callgrind: counts the calls of all curves.

    counted.py DRIVER.so COLUMN=MODULE:FILE.so…

All columns must give the same result for every call; otherwise nothing is counted and the status is 1. Every call and
column leaves a dump labelled "CURVE:SIZE COLUMN".
"""

import gc
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import shared  # noqa: E402, F401

from curves import CURVES, arguments  # noqa: E402
from measured import loaded  # noqa: E402

#: Calls of one function that are counted.
CALLS = 200


def outcome(function, values, names):
    positional = values[: len(values) - len(names or ())]
    return repr(function(*positional, **dict(zip(names or (), values[len(positional):]))))


def main(driver_path, *column_arguments):
    driver, columns = loaded(driver_path, column_arguments)
    calls = [(curve, size, *arguments(curve, size)) for curve in CURVES for size in curve.sizes]
    for curve, size, values, names in calls:
        outcomes = {
            label: outcome(getattr(module, curve.function(size)), values, names) for label, module in columns.items()
        }
        if len(set(outcomes.values())) > 1:
            print(f"{curve.name}, {size}: {outcomes}", file=sys.stderr)
            return 1
    gc.collect()
    gc.disable()  # a collection in the middle of one call would be counted there
    for curve, size, values, names in calls:
        for label, module in columns.items():
            function = getattr(module, curve.function(size))
            driver.instructions(f"{curve.name}:{size} {label}", function, values, names, CALLS)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
