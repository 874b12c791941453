"""Runs inside a measured interpreter, after the same comparison as measured.py: times the columns side by side.

    timed.py SEED ROUNDS DRIVER.so COLUMN=MODULE:FILE.so…

Every round times each row of each column once from C, in one slice of many calls, and once from a Python `for` loop.
The order of rows and of columns is drawn anew for each round, so that whatever disturbs the machine meets all columns.
A JSON object goes to standard output: for "c" and "python", row and column, one number for each round, CPython's time
divided by the column's. What the empty loop takes, timed in the same round, is taken off the Python loop; nothing is
taken off the calls from C.
"""

import json
import os
import random
import sys
from itertools import repeat
from time import perf_counter_ns

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from measured import calls, loaded, refused, steady_memory  # noqa: E402
from workload import TIMED_CALLS  # noqa: E402

BASELINE = "cpython"


def python_loop(row, function):
    """A function of its own for each row and column: the interpreter specialises the call for what it meets there.

    Without `function` the loop is empty.
    """
    names = [f"value{number}" for number in range(len(row.values))]
    count = len(row.positional)
    given = names[:count] + [f"{name}={value}" for (name, _), value in zip(row.keywords, names[count:])]
    call = f"function({', '.join(given)})" if function else "pass"
    parameters = "".join(f", {name}" for name in names)
    body = f"for _ in times: {call}"
    if row.name.endswith("X"):  # the row raises
        body = f"for _ in times:\n  try: {call}\n  except Exception: pass"
    source = f"def loop(times, function{parameters}):\n" + "\n".join(" " + line for line in body.split("\n"))
    scope = {}
    exec(source, scope)  # noqa: S102 - the text is made above, of this folder's names alone
    loop = scope["loop"]

    def timed():
        times = repeat(None, TIMED_CALLS)
        start = perf_counter_ns()
        loop(times, function, *row.values)
        return perf_counter_ns() - start

    return timed


def slices(calls, driver):
    """For each row: what times one slice, by kind and column. The column None of "python" is the empty loop.

    `calls` are triples of row, column and function.
    """
    found = {}
    for row, label, function in calls:
        of_row = found.setdefault(row.name, {"c": {}, "python": {None: python_loop(row, None)}})
        arguments = (function, row.values, row.keyword_names, TIMED_CALLS)
        of_row["c"][label] = lambda arguments=arguments: driver.nanoseconds(*arguments)
        of_row["python"][label] = python_loop(row, function)
    return found


def one_round(of_rows, draw):
    """Yields row, kind, column and CPython's time divided by the column's."""
    for row in draw.sample(list(of_rows), len(of_rows)):
        for kind, of_kind in of_rows[row].items():
            times = {label: of_kind[label]() for label in draw.sample(list(of_kind), len(of_kind))}
            empty = times.pop(None, 0)
            baseline = times.pop(BASELINE) - empty
            for label, time in times.items():
                yield row, kind, label, baseline / max(time - empty, 1)


def ratios_of(calls, driver, seed, rounds):
    """By kind, row and column: one number for each round."""
    kept = steady_memory()  # noqa: F841 - alive until the end
    of_rows, draw = slices(calls, driver), random.Random(seed)
    ratios = {}
    for number in range(rounds + 1):
        for row, kind, label, ratio in one_round(of_rows, draw):
            if number:  # the first one warms up
                ratios.setdefault(kind, {}).setdefault(row, {}).setdefault(label, []).append(ratio)
    return ratios


def main(seed, rounds, driver_path, *column_arguments):
    driver, columns = loaded(driver_path, column_arguments)
    if refused(columns):
        return 1
    json.dump(ratios_of(calls(columns), driver, int(seed), int(rounds)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
