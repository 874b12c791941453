"""Runs inside a measured interpreter, under callgrind: calls each function of the pool module with each value.

    pooled.py MEASURED.json DRIVER.so COLUMN=MODULE:FILE.so…

The values are those that the comparison with CPython has for the unit (Sources/Differential/Harness/pools.py): all of
them where the format is the unit alone, for keywords those near to what the unit takes, else a few of each kind.
MEASURED.json says which columns of which
functions are measured: {function: [column, …]}. Every call leaves a dump labelled "NUMBER COLUMN"; standard output
gets a line of JSON for each number: [number, function, how it was called, value, what CPython raised or null].

All columns must raise the same type of exception, or none; otherwise the status is 1.
"""

import gc
import json
import os
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "..", "Sources", "Differential", "Harness"))

import parse_cases  # noqa: E402
import pools  # noqa: E402
import user_code  # noqa: E402
from measured import half_filled_pools, loaded  # noqa: E402
from nodes import Group, wrapped  # noqa: E402
from pool_functions import WARM_UP, CALLS, functions  # noqa: E402
from typed_values import Conv, Typed  # noqa: E402


class Forgetful:
    """A list that stays empty: what user code notes takes the same time in all calls."""

    def append(self, what):
        pass


def candidates(function):
    """The values that stand for the one argument, each as a node that makes it."""
    unit = function.unit.spelling
    good = pools.good_typed(function.read) if unit == "O!" else pools.GOOD[unit]
    near = good + [leaf for found in pools.NEAR[unit] for leaf in found]
    if function.shape == "(U)":
        items = [[leaf] for leaf in good + pools.SIMPLE]
        sequences = [wrapped(name, [good[0]]) for name in parse_cases.WRAPPERS]
        return [Group(item) for item in items + [[], [good[0], good[0]]]] + sequences + pools.OBJECTS
    if function.shape == "|U":
        return good + pools.SIMPLE
    return near + (pools.EVERYTHING if function.gets_everything else pools.SIMPLE)


def distinct(nodes):
    return list({node.text: node for node in nodes}.values())


def calls():
    """Every function with each way of calling it and each value: (function, names of keywords, node)."""
    for function in functions():
        for node in distinct(candidates(function)):
            yield function, ("a",) if function.takes_keywords else None, node
        if function.takes_keywords:
            for leaf in pools.SIMPLE:
                yield function, None, leaf


def arguments(node):
    """The values of one call; the object is a new one, and nothing is kept of it for hooks to change."""
    made = (node.make(),)
    user_code.RESETS.clear()
    return made


def main(measured_path, driver_path, *column_arguments):
    driver, columns = loaded(driver_path, column_arguments)
    with open(measured_path, encoding="utf-8") as file:
        measured = json.load(file)
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda _: None
    user_code.LOG = Forgetful()
    for module in columns.values():
        module.set_classes((Typed, Conv))

    # User code takes fewer instructions once it has been run some times: all of it is, before anything is counted.
    for function, _, node in calls():
        if function.gets_everything:
            driver.attempt(getattr(columns["cpython"], function.name), arguments(node))

    kept = half_filled_pools()
    gc.collect()
    gc.disable()
    status = 0
    for number, (function, names, node) in enumerate(calls()):
        raised = {}
        for label in measured.get(function.name, ()):
            tuples = tuple([arguments(node) for _ in range(WARM_UP + CALLS)])
            called = getattr(columns[label], function.name)
            raised[label] = driver.each(f"{number} {label}", called, tuples, names, WARM_UP)
        if not raised:
            continue
        if len(set(raised.values())) > 1:
            print(f"{function.format}, {node.text}: {raised}", file=sys.stderr)
            status = 1
        how = "by name" if names else "by position" if function.takes_keywords else ""
        first = raised["cpython"]
        print(json.dumps([number, function.name, how, node.text, first and first.__name__]))
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
