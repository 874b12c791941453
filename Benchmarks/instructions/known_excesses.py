"""What may be beyond its limit for now, and why. The check fails on an entry that is no longer needed."""

import re
from typing import NamedTuple, Tuple


class KnownExcess(NamedTuple):
    """A figure that may be more than its limit allows.

    `figure` is "row R", the instructions of a function that METH_FASTCALL enters as a multiple of the limit's, or
    "wrapper M", the bytes of a method's wrapper as a multiple of what they may be.
    """

    figure: str
    minors: Tuple[str, ...]  # of CPython
    most: float
    reason: str


#: How far below its limit a figure must be before its entry is in the way: copying depends on where a string lies, and
#: moves some rows by up to one per cent.
MARGIN = 0.01

_OLD, _NEW = ("3.9", "3.10"), ("3.11", "3.12", "3.13", "3.14", "3.15")
_INT = "the result is made by PyLong_FromLong: up to CPython 3.10 each interpreter has small ints of its own"
_VIEW = "rows.c has a Py_buffer filled and releases it; the limit makes none for bytes"

KNOWN_EXCESSES = (
    KnownExcess("row b", _OLD, 1.09, _INT),
    KnownExcess("row bU", _OLD, 1.06, _INT),
    KnownExcess("row e5", _OLD, 1.11, _INT),
    KnownExcess("row e0", _OLD, 1.11, _INT),
    KnownExcess("row f2", _OLD, 1.31, _VIEW),
    KnownExcess("row f3", _OLD, 1.33, _VIEW),
    KnownExcess("row f2", _NEW, 1.22, _VIEW),
    KnownExcess("row f3", _NEW, 1.24, _VIEW),
)


def judged(figure, minor, multiple, allowed):
    """What is wrong with a figure that is `multiple` times its limit, where `allowed` times is the rule; or None."""
    for known in KNOWN_EXCESSES:
        if known.figure == figure and minor in known.minors:
            if multiple > known.most:
                return f"at most {known.most:.2f} times is allowed, although {known.reason}"
            if multiple <= allowed - MARGIN:
                return f"that is within {allowed:.2f}: take the entry out of known_excesses.py"
            return None
    return f"at most {allowed:.2f} times is allowed" if multiple > allowed else None


class SlowCall(NamedTuple):
    """Calls of `--pool` that may take more instructions than their limit allows: those of these units and columns that
    end so ("" for success, else the exception's name), with values whose text the pattern matches."""

    units: Tuple[str, ...]
    columns: Tuple[str, ...]
    raised: str
    values: str
    minors: Tuple[str, ...]
    least: float  # CPython's instructions, divided by those of the compiled call
    reason: str


SLOW_CALLS = ()


def slow_call(unit, column, raised, value, minor):
    """The entry for such a call, or None."""
    for known in SLOW_CALLS:
        if unit in known.units and column in known.columns and (raised or "") == known.raised and minor in known.minors:
            if re.match(known.values, value):
                return known
    return None
