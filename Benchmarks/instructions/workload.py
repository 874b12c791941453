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

#: The methods of rows.c and limits.c, in the order of their tables.
METHODS = tuple(dict.fromkeys(row.function for row in ROWS))

#: The methods that parse arguments, and how many bytes their wrapper may have at -O2.
WRAPPER_LIMITS = {method: 614 for method in METHODS if not method.startswith("h")}
WRAPPER_LIMITS["e"] = 1536  # keywords

#: Rows in which generated code must stay near the hand-written limit, and how many times its instructions it may take.
GATED_ROWS = {name: 1.15 for name in ("b", "c", "d", "e5", "e4k", "f2", "g", "h1", "h2", "h3")}

#: The same for functions that METH_FASTCALL enters: all rows that parse arguments and succeed. `known_excesses.py`
#: lists those that may take more for now.
GATED_VECTOR_ROWS = {name: 1.05 for name in ("a", "b", "bU", "c", "d", "dI", "e5", "e4k", "e0", "f2", "f3", "fB", "g")}
GATED_VECTOR_ROWS.update({name: 1.15 for name in ("h1", "h2", "h3")})

#: Calls per measurement of instructions and allocations.
CALLS = 1000

#: Calls per slice that is timed, how often each slice is, and in how many processes: where things lie in memory can
#: make a row slow in all rounds of one process.
TIMED_CALLS = 2000
ROUNDS = 35
PROCESSES = 3
