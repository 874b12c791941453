"""Runs inside a measured interpreter: times the columns side by side, from C and from a Python loop.

    timed_calls.py SEED ROUNDS WITHOUT DRIVER.so COLUMN=MODULE:FILE…

Prints what timed.py of Benchmarks/instructions prints: CPython's time divided by the column's, for each round.
"""

import json
import sys

from columns import calls, loaded
from timed import ratios_of


def main(seed, rounds, without, driver_path, *column_arguments):
    driver, columns = loaded(driver_path, column_arguments)
    timed = calls(columns, set(map(tuple, json.loads(without))))
    json.dump(ratios_of(timed, driver, int(seed), int(rounds)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
