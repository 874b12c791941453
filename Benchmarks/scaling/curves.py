"""The calls that grow by one unit at a time: their C functions, and with what they are called.

Imported by the program that compiles the functions and by the measured interpreters alike; standard library only.
"""

import sys
from typing import NamedTuple, Tuple

from many import module


class Curve(NamedTuple):
    """Calls of `size` units each, for every size in `sizes`. `parses` tells parsing from building."""

    name: str
    about: str
    unit: str
    sizes: Tuple[int, ...]
    parses: bool = True

    def function(self, size):
        return f"{'keywords' if self.name == 'reversed' else self.name}_{size}"


CURVES = (
    Curve("ints", "positional arguments, one `i` each", "argument", tuple(range(1, 33))),
    Curve("keywords", "keywords, given in the order of the parameters", "keyword", tuple(range(1, 33))),
    Curve("reversed", "keywords, given in the opposite order", "keyword", tuple(range(1, 33))),
    Curve("nesting", "one `i` in parentheses in parentheses", "level", tuple(range(1, 11))),
    Curve("dict", "Py_BuildValue, a dict of ints", "key", (*range(1, 17), *range(20, 65, 4)), False),
    Curve("list", "Py_BuildValue, a list of ints", "item", (*range(1, 17), *range(20, 65, 4)), False),
)


def arguments(curve, size):
    """The values of one call, and the names of those that are keywords, or None."""
    if curve.name == "nesting":
        value = 7
        for _ in range(size):
            value = (value,)
        return (value,), None
    if not curve.parses:
        return (), None
    values = tuple(range(size))
    if curve.name == "ints":
        return values, None
    names = tuple(sys.intern(f"key{number:02}") for number in range(size))
    return (values, names) if curve.name == "keywords" else (values[::-1], names[::-1])


def _parsing(name, size, format, count):
    variables = ", ".join(f"v{number}" for number in range(count))
    targets = ", ".join(f"&v{number}" for number in range(count))
    keywords, parameters, call = "", "PyObject *args", f'PyArg_ParseTuple(args, "{format}", {targets})'
    if name == "keywords":
        names = ", ".join(f'"key{number:02}"' for number in range(size))
        keywords = f"  static char *names[] = {{{names}, NULL}};\n"
        parameters += ", PyObject *kwargs"
        call = f'PyArg_ParseTupleAndKeywords(args, kwargs, "{format}", names, {targets})'
    return f"""
static PyObject *{name}_{size}(PyObject *Py_UNUSED(self), {parameters}) {{
{keywords}  int {variables};
  if (!{call}) return NULL;
  Py_RETURN_NONE;
}}
"""


def _building(name, size):
    """Ints that CPython has to make: they are not among those that it keeps, and no compiler knows them."""
    if name == "dict":
        format, values = "{" + ",".join(["s:i"] * size) + "}", [f'"key{number:02}", value' for number in range(size)]
    else:
        format, values = "[" + "i" * size + "]", ["value"] * size
    call = f'Py_BuildValue("{format}", {", ".join(values)})'
    arguments = "PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)"
    return f"\nstatic PyObject *{name}_{size}({arguments}) {{ return {call}; }}\n"


def _function(curve, size):
    if not curve.parses:
        return _building(curve.name, size)
    if curve.name == "nesting":
        return _parsing(curve.name, size, "(" * size + "i" + ")" * size, 1)
    return _parsing(curve.name, size, "i" * size, size)


def source():
    """The extension module `scaling` with the functions of all curves."""
    functions, entries = ["\nstatic volatile int value = 1000;\n"], []
    for curve in CURVES:
        if curve.name == "reversed":  # calls the functions of `keywords`
            continue
        flags = "METH_VARARGS" if curve.parses else "METH_NOARGS"
        flags += " | METH_KEYWORDS" if curve.name == "keywords" else ""
        for size in curve.sizes:
            functions.append(_function(curve, size))
            entries.append((curve.function(size), flags))
    return module("scaling", functions, entries)
