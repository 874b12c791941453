"""The calls: all rows of Benchmarks/instructions, and those formats of public packages that these rows do not have."""

import json
import pathlib

import paths  # noqa: F401
from probes import PROBES
from workload import ROWS, Row

FORMATS = json.loads(pathlib.Path(__file__).with_name("package_formats.json").read_text(encoding="utf-8"))

#: Formats of at least this many calls have a row.
FREQUENT = 6

_PARSE, _KEYWORDS, _BUILD = "PyArg_ParseTuple", "PyArg_ParseTupleAndKeywords", "Py_BuildValue"

#: The calls of package_rows.c by function of CPython's and format: the name of row and function, the arguments.
_PACKAGE_CALLS = {
    (_PARSE, "O!"): ("pT", ([1, 2, 3],)),
    (_PARSE, "i"): ("pi", (1000,)),
    (_PARSE, "dd"): ("pdd", (1.5, 2.5)),
    (_PARSE, "O"): ("pO", ("an object",)),
    (_PARSE, "s"): ("ps", ("hello world",)),
    (_PARSE, "d"): ("pd", (1.5,)),
    (_PARSE, "es"): ("pes", ("hello world",)),
    (_KEYWORDS, "y*"): ("pyk", (b"some bytes",)),
    (_PARSE, "OO"): ("pOO", ("one", "two")),
    (_PARSE, "dddd"): ("pdddd", (1.5, 2.5, 3.5, 4.5)),
    (_PARSE, "ii"): ("pii", (3, 4)),
    (_BUILD, "n"): ("qn", ()),
    (_BUILD, "(dd)"): ("qdd", ()),
    (_BUILD, "(dddd)"): ("qdddd", ()),
    (_BUILD, "nn"): ("qnn", ()),
    (_BUILD, "NN"): ("qNN", ()),
}

#: Frequent formats that the rows of Benchmarks/instructions have already.
SAME_ROWS = {(_PARSE, "ddd"): "d", (_BUILD, "d"): "h6"}

#: Frequent formats with a converter: a C function of the author's own, which no peer calls.
WITHOUT_ROW = {(_PARSE, "O&"), (_PARSE, "O&dd")}


def frequent():
    """(function, format) -> number of calls, of the formats that packages use most."""
    return {
        (entry["function"], entry["format"]): entry["calls"]
        for entry in FORMATS["formats"]
        if entry["calls"] >= FREQUENT
    }


def _package_rows():
    for key, calls in frequent().items():
        if key in _PACKAGE_CALLS:
            name, arguments = _PACKAGE_CALLS[key]
            yield Row(name, name, f'"{key[1]}"' + (", a keyword parameter" if key[0] == _KEYWORDS else ""), arguments)


PACKAGE_ROWS = tuple(_package_rows())
ALL_ROWS = ROWS + PACKAGE_ROWS

#: How many calls of the packages have the row's format; only of those formats that were chosen for their frequency.
FREQUENCIES = {
    _PACKAGE_CALLS[key][0] if key in _PACKAGE_CALLS else SAME_ROWS[key]: calls
    for key, calls in frequent().items()
    if key not in WITHOUT_ROW
}


def building(row):
    """Whether the row builds a value and reads no arguments."""
    return row.function[0] in "hq"


# ---- calls that are compared but not measured ----


def _arguments():
    """The first arguments of all probes, once each: values of every kind."""
    seen = {}
    for probe in PROBES:
        for value in probe.values:
            seen.setdefault((type(value), repr(value).partition(" at 0x")[0]), value)
    return list(seen.values())


def _package_probes():
    values = _arguments() + [[], [1], (1, 2)]
    for row in PACKAGE_ROWS:
        if building(row):
            continue
        yield row.function, (), {}
        yield row.function, (*row.positional, None), {}
        yield row.function, row.positional, {"unknown": 1}
        for value in values:
            yield row.function, (value, *row.positional[1:]), {}
    yield "pyk", (), {"data": b"abc"}


ALL_PROBES = PROBES + PACKAGE_ROWS + tuple(
    Row(f"package probe {number}", function, "", positional, tuple(keywords.items()))
    for number, (function, positional, keywords) in enumerate(_package_probes())
)
