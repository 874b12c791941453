"""C files with any number of formats, all of them different."""

import itertools

#: The units that are combined, with the type of the variable that each fills.
UNITS = {"i": "int", "l": "long", "n": "Py_ssize_t", "d": "double", "s": "const char *", "p": "int", "O": "PyObject *"}

#: How many units each format has, so that one costs as much as another, and how many formats there can be.
LENGTH = 5
MOST = len(UNITS) ** LENGTH

#: Neighbouring formats have little in common: a step that has no divisor in common with MOST meets all of them.
_STEP = 6553

_HEAD = "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n"

_FUNCTION = """
static PyObject *f{number}(PyObject *Py_UNUSED(self), PyObject *args) {{
{declarations}
  if (!PyArg_ParseTuple(args, "{format}", {targets})) return NULL;
  Py_RETURN_NONE;
}}
"""

_TAIL = """
static struct PyModuleDef module = {{PyModuleDef_HEAD_INIT, .m_name = "{name}", .m_size = -1, .m_methods = methods}};

PyMODINIT_FUNC PyInit_{name}(void) {{ return PyModule_Create(&module); }}
"""


def formats(first, count):
    """`count` formats from number `first` on, counted round."""
    for number in range(first, first + count):
        rest, units = number * _STEP % MOST, []
        for _ in range(LENGTH):
            rest, unit = divmod(rest, len(UNITS))
            units.append(list(UNITS)[unit])
        yield "".join(units)


def function(number, format):
    declarations = [f"  {UNITS[unit]} v{place};".replace("* v", "*v") for place, unit in enumerate(format)]
    targets = ", ".join(f"&v{place}" for place in range(len(format)))
    return _FUNCTION.format(number=number, declarations="\n".join(declarations), format=format, targets=targets)


def method_table(entries):
    """The table `methods`, of pairs of a function's name and its flags."""
    lines = [f'    {{"{name}", (PyCFunction)(void (*)(void)){name}, {flags}, NULL}},' for name, flags in entries]
    return "\nstatic PyMethodDef methods[] = {\n" + "\n".join(lines) + "\n    {NULL, NULL, 0, NULL},\n};\n"


def module(name, functions, entries):
    """A whole extension module of the functions given as text."""
    return "".join(itertools.chain([_HEAD], functions, [method_table(entries), _TAIL.format(name=name)]))


def source(name, count, first=0):
    """A module with `count` functions, each with a format of its own."""
    functions = [function(number, format) for number, format in enumerate(formats(first, count))]
    return module(name, functions, [(f"f{number}", "METH_VARARGS") for number in range(count)])
