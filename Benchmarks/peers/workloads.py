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

#: The formats of the functions of rows.c.
_OWN_FORMATS = {
    "a": (_PARSE, ""),
    "b": (_PARSE, "si"),
    "c": (_PARSE, "Oi"),
    "d": (_PARSE, "ddd"),
    "e": (_KEYWORDS, "OO|iiO$pd"),
    "f": (_PARSE, "s#y*|n"),
    "g": (_PARSE, "(ii)(dd)"),
    "h1": (_BUILD, "{s:i,s:(ii)}"),
    "h2": (_BUILD, "[OOO]"),
    "h3": (_BUILD, "(ssi)"),
    "h4": (_BUILD, "s"),
    "h5": (_BUILD, "i"),
    "h6": (_BUILD, "d"),
}

#: Frequent formats with a converter: a C function of the author's own, which no peer calls.
WITHOUT_ROW = {(_PARSE, "O&"), (_PARSE, "O&dd")}


#: How many calls of the packages have a format, by function of CPython's and format.
CALLS_IN_PACKAGES = {(entry["function"], entry["format"]): entry["calls"] for entry in FORMATS["formats"]}


def frequent():
    """The formats that packages use most, without those that have no row."""
    return [key for key, calls in CALLS_IN_PACKAGES.items() if calls >= FREQUENT and key not in WITHOUT_ROW]


def _package_rows():
    for key in frequent():
        if key not in _OWN_FORMATS.values():
            name, arguments = _PACKAGE_CALLS[key]
            yield Row(name, name, f'"{key[1]}"' + (", a keyword parameter" if key[0] == _KEYWORDS else ""), arguments)


PACKAGE_ROWS = tuple(_package_rows())
ALL_ROWS = ROWS + PACKAGE_ROWS


def calls_in_packages(row):
    """How many calls of the packages have the row's format."""
    formats = {**_OWN_FORMATS, **{name: key for key, (name, _) in _PACKAGE_CALLS.items()}}
    return CALLS_IN_PACKAGES.get(formats[row.function], 0)


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
