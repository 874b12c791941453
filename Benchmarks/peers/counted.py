"""Runs inside a measured interpreter, under callgrind: leaves a dump for each row and column.

    counted.py WITHOUT DRIVER.so COLUMN=MODULE:FILE…

WITHOUT is a JSON list of pairs of row and column that are not called.
"""

import json
import sys

from columns import calls, loaded
from measured import count_instructions


def main(without, driver_path, *column_arguments):
    driver, columns = loaded(driver_path, column_arguments)
    count_instructions(calls(columns, set(map(tuple, json.loads(without)))), driver)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
