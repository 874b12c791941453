"""Runs inside a measured interpreter: compares the columns' results, then drives the calls.

    measured.py instructions|allocations DRIVER.so COLUMN=MODULE:FILE.so…

A column is one extension module. All columns must give the same result, or raise the same exception with the same
text, in every row and probe; otherwise nothing is measured and the status is 1. With `instructions` (under callgrind)
every row and column leaves a dump labelled "ROW COLUMN"; with `allocations` a JSON object goes to standard output.
"""

import gc
import json
import os
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from probes import PROBES  # noqa: E402
from workload import CALLS, ROWS  # noqa: E402


def load(name, path):
    loader = ExtensionFileLoader(name, path)
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def outcome(module, row):
    """What a call gives, in a form that tells 1 from True and from 1.0, at any depth."""
    try:
        value = getattr(module, row.function)(*row.positional, **dict(row.keywords))
    except Exception as error:  # noqa: BLE001 - the exception is the result
        return type(error).__name__ + ": " + str(error)
    shown = repr(value).replace(repr(module), "<this module>")  # row h2 returns its own module
    return type(value).__name__ + " " + shown


def differences(columns):
    """One line for each call about which the columns disagree."""
    for row in PROBES:
        outcomes = {label: outcome(module, row) for label, module in columns.items() if "empty" not in label}
        if len(set(outcomes.values())) > 1:
            call = f"{row.function}{row.positional!r}" + "".join(f" {name}={value!r}" for name, value in row.keywords)
            yield f"{call}: " + "; ".join(f"{label} gives {what}" for label, what in outcomes.items())


def calls(columns):
    """Every row and column with the function to be called."""
    for row in ROWS:
        for label, module in columns.items():
            name = row.empty_function if "empty" in label else row.function
            yield row, label, getattr(module, name)


def half_filled_pools():
    """Leaves free blocks of every size in the object allocator's pools; the answer keeps the rest alive.

    A row whose block happens to be the last of its pool would pay for unlinking and relinking that pool in every call,
    which depends on how much was allocated before: on the environment, on the length of paths.
    """
    pool, header = 16384, sys.getsizeof(b"")
    kept = [[object() for _ in range(2 * pool // 16)], [float(i) for i in range(2 * pool // 32)]]
    for size in range(48, 513, 16):
        kept.append([bytes(size - header) for _ in range(2 * pool // size)])
    return [blocks[::2] for blocks in kept]


def without_collections():
    """Frees what can be collected, and ends collecting: it would be counted in the row during which it happens."""
    gc.collect()
    gc.disable()


def steady_memory():
    """Half-filled pools, and no collections."""
    kept = half_filled_pools()
    without_collections()
    return kept


def count_instructions(calls, driver):
    """Leaves a dump of callgrind's for each triple of row, column and function. The driver sees to the pools."""
    without_collections()
    for row, label, function in calls:
        driver.instructions(f"{row.name} {label}", function, row.values, row.keyword_names, CALLS)


def loaded(driver_path, column_arguments):
    """The driver and the columns' modules by label."""
    columns = {}
    for argument in column_arguments:
        label, _, rest = argument.partition("=")
        name, _, path = rest.partition(":")
        columns[label] = load(name, path)
    return load("driver", driver_path), columns


def refused(columns):
    """Whether the columns disagree, with each difference on standard error."""
    wrong = list(differences(columns))
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
    return bool(wrong)


def main(mode, driver_path, *column_arguments):
    driver, columns = loaded(driver_path, column_arguments)
    if refused(columns):
        return 1

    if mode == "instructions":
        count_instructions(calls(columns), driver)
        return 0

    without_collections()
    counted = {}
    for row, label, function in calls(columns):
        raw, memory, objects, libc = driver.allocations(function, row.values, row.keyword_names, CALLS)
        if libc is None:
            print("the counter of C library allocations is not preloaded", file=sys.stderr)
            return 1
        counted.setdefault(row.name, {})[label] = {"python": raw + memory + objects, "libc": libc}
    json.dump(counted, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
