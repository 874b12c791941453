"""What may be beyond its limit for now, and why. A known excess that is no longer needed fails the check."""

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


#: How far below its limit a figure must be before its entry is in the way: where objects lie moves some rows by about one
#: per cent.
MARGIN = 0.01

_OLD, _NEW = ("3.9", "3.10"), ("3.11", "3.12", "3.13", "3.14", "3.15")
_INT = "the result is made by PyLong_FromLong: up to CPython 3.10 each interpreter has small ints of its own"
_VIEW = "rows.c has a Py_buffer filled and releases it; the limit makes none for bytes"

KNOWN_EXCESSES = (
    KnownExcess("row b", _OLD, 1.09, _INT),
    KnownExcess("row bU", _OLD, 1.07, _INT),
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


class SlowCalls(NamedTuple):
    """Calls of `--pool` that may take more instructions than their limit allows: those of these units, in this column,
    that succeed or that raise. `least` is what CPython's instructions, divided by theirs, must be nevertheless."""

    units: str
    column: str
    succeed: bool
    least: float


#: Values that only CPython's own function serves, and errors that only it words: the tiers in front of it were tried in
#: vain, and keywords were matched twice. Measured with 3.11.2 and 3.14.8. Lowest are `es` with an encoding that has to
#: be looked up, strs of 3.11 whose contents were never made, and nested tuples that are none.
SLOW_CALLS = (
    SlowCalls("b B h H i I l k L K n f d D p", "argot", True, 0.95),
    SlowCalls("c C", "argot", True, 0.93),
    SlowCalls("c C", "kept", True, 0.87),
    SlowCalls("c C", "kept", False, 0.94),
    SlowCalls("s z", "argot", True, 0.95),
    SlowCalls("s# z# y y#", "argot", True, 0.89),
    SlowCalls("s# z# y y#", "kept", True, 0.86),
    SlowCalls("s# z# y y#", "kept", False, 0.94),
    SlowCalls("s* z* y*", "argot", True, 0.90),
    SlowCalls("s* z* y*", "kept", True, 0.86),
    SlowCalls("es et", "argot", True, 0.84),
    SlowCalls("es et", "argot", False, 0.92),
    SlowCalls("es et", "kept", True, 0.84),
    SlowCalls("es et", "kept", False, 0.92),
    SlowCalls("S Y U O O! O& w* es# et# u u# Z Z#", "argot", True, 0.94),
    SlowCalls("S Y U O O! O&", "kept", True, 0.88),
)


def slow_calls(unit, column, succeeds):
    """The entry for such calls, or None."""
    found = (known for known in SLOW_CALLS if unit in known.units.split())
    return next((known for known in found if (known.column, known.succeed) == (column, succeeds)), None)
