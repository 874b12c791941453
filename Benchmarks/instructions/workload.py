"""The rows of the table: which function is called, and with what.

Imported by the program that prints the table and by the measured interpreters alike; standard library only.
"""

import sys
from typing import NamedTuple, Tuple


class Row(NamedTuple):
    """One row: `function` of rows.c and limits.c, its positional arguments, its keyword arguments."""

    name: str
    function: str
    about: str
    positional: Tuple = ()
    keywords: Tuple = ()  # pairs of name and value, in the order of the call

    @property
    def values(self):
        """All argument values, as PyObject_Vectorcall takes them."""
        return self.positional + tuple(value for _, value in self.keywords)

    @property
    def keyword_names(self):
        """The names tuple of the call, interned as a compiler's constants are, or None."""
        return tuple(sys.intern(name) for name, _ in self.keywords) or None

    @property
    def empty_function(self):
        """The function of empty.c that has this row's signature."""
        return "with_keywords" if self.function == "e" else "plain"


ROWS = (
    Row("a", "a", '""'),
    Row("b", "b", '"si:string_peek"', ("hello world", 4)),
    Row("bU", "b", "b, str not ASCII", ("h\u00e9llo w\u00f6rld", 4)),
    Row("bX", "b", "b, TypeError raised", ("hello world", "4")),
    Row("aX", "a", "a, two arguments too many", (1, 2)),
    Row("c", "c", '"Oi" -> "(iii)"', (None, 100)),
    Row("d", "d", '"ddd" -> "d"', (1.5, 2.5, 3.5)),
    Row("dI", "d", "d, given ints", (1, 2, 3)),
    Row("e5", "e", '"OO|iiO$pd:f", 5 positional', ("one", "two", 3, 4, "five")),
    Row(
        "e4k",
        "e",
        "e, 2 positional, 4 keywords",
        ("one", "two"),
        (("c", 3), ("d", 4), ("p", True), ("x", 2.5)),
    ),
    Row("e0", "e", "e, 2 positional", ("one", "two")),
    Row("f2", "f", '"s#y*|n", bytes', ("header", b"some bytes")),
    Row("f3", "f", "f, bytes and n", ("header", b"some bytes", 7)),
    Row("fB", "f", "f, bytearray", ("header", bytearray(b"some bytes"))),
    Row("g", "g", '"(ii)(dd)"', ((1, 2), (3.5, 4.5))),
    Row("h1", "h1", '"{s:i,s:(ii)}"'),
    Row("h2", "h2", '"[OOO]"'),
    Row("h3", "h3", '"(ssi)"'),
    Row("h4", "h4", '"s"'),
    Row("h5", "h5", '"i"'),
    Row("h6", "h6", '"d"'),
)

#: Rows in which generated code must stay near the hand-written limit, and how many times its instructions it may take.
#: In f2 the limit makes no view at all, while rows.c has one filled and releases it.
GATED_ROWS = {name: 1.15 for name in ("b", "c", "d", "e5", "e4k", "g", "h1", "h2", "h3")}
GATED_ROWS["f2"] = 1.20

#: The same for functions that METH_FASTCALL enters. Their limit is less than half as long, so that the conversion of the
#: result with PyLong_FromLong, which it does not have in b, e and f, and the view in f count for more.
GATED_VECTOR_ROWS = {"a": 1.02, "b": 1.15, "bU": 1.15, "c": 1.10, "d": 1.02, "dI": 1.05, "e4k": 1.15, "e5": 1.20}
GATED_VECTOR_ROWS.update({"e0": 1.20, "f2": 1.45, "fB": 1.15, "g": 1.05, "h1": 1.15, "h2": 1.15, "h3": 1.15})

#: Calls per measurement.
CALLS = 1000
