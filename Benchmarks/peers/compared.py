"""Runs inside a measured interpreter: compares what the columns return or raise with CPython's own functions.

    compared.py DRIVER.so COLUMN=MODULE:FILE…

Prints a JSON object: `wrong` has rows that may not be measured (row, column, what is different), `served` the rows of
each column, and `probes`, by column, the calls that end in another way than CPython's.
"""

import json
import re
import sys

from columns import BASELINE, LEFT_OUT, loaded, module_of
from measured import outcome
from workloads import ALL_PROBES, ALL_ROWS

#: Columns that have to be equal to the last letter of a message; the peers word theirs themselves.
EXACT = ("argot", "kept", "limit", "vector_limit")


def raised(outcome):
    """The exception's type in an outcome, or None: results start with their type and a space, exceptions with
    `Type:`."""
    name, colon, _ = outcome.partition(":")
    return name if colon and " " not in name else None


def difference(expected, found, exact=False):
    """How a call ends in another way than it should: a word for the kind of difference, or None."""
    should, does = raised(expected), raised(found)
    if should and does:
        return "another exception" if should != does or exact and expected != found else None
    if should or does:
        return "accepts" if should else "refuses"
    return "another result" if expected != found else None


def _value(value):
    """A value as text, without addresses; what the probes derive from a built-in type is named."""
    text = re.sub(r"<probes\.(\w+) object at \w+>", r"\1()", repr(value))
    text = re.sub(r"(\d{6})\d{20,}", r"\1…", re.sub(r" at 0x\w+", "", text))
    derived = type(value).__module__ == "probes" and not text.startswith(type(value).__name__)
    return f"{type(value).__name__}({text})" if derived else text


def shown(row):
    """The call as text."""
    values = [_value(value) for value in row.positional]
    for name, value in row.keywords:
        values.append(f"{name}={_value(value)}" if type(name) is str else f"**{{{_value(name)}: {_value(value)}}}")
    return f"{row.function}({', '.join(values)})"


def comparison(columns):
    """The document that is printed."""
    baseline = columns[BASELINE]
    document = {"wrong": [], "served": {label: [] for label in columns}, "probes": {label: [] for label in columns}}
    for rows, measured in ((ALL_ROWS, True), (ALL_PROBES, False)):
        for row in rows:
            expected = outcome(module_of(baseline, row), row)
            for label, modules in columns.items():
                module = module_of(modules, row)
                if not module or measured and (label, row.name) in LEFT_OUT:
                    continue
                found = outcome(module, row)
                kind = difference(expected, found, exact=label in EXACT)
                if measured:
                    document["served"][label].append(row.name)
                    if kind:
                        document["wrong"].append([row.name, label, f"CPython gives {expected}; {label} gives {found}"])
                elif kind:
                    document["probes"][label].append([kind, row.function, shown(row), expected, found])
    return document


def main(driver_path, *column_arguments):
    _, columns = loaded(driver_path, column_arguments)
    json.dump(comparison(columns), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
