"""The source of the module that `--pool` measures: a function for every parse unit, as an extension's author writes it.

Imported by the program that prints the table and by the measured interpreters alike; standard library only.
"""

import os
import re
from typing import NamedTuple, Tuple

_GRAMMAR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Grammar", "parse.units")

#: What stands for the C arguments that a unit reads: one function is made for each.
_INPUTS = {
    "PyTypeObject *": ("&PyLong_Type", "&PyUnicode_Type", "&PyList_Type", "(PyTypeObject *)own_class"),
    "const char *": ('"utf-8"', '"latin-1"', '"utf-16"', "NULL"),
    "int (*)(PyObject *, void *)": ("converter",),
}

_STRUCTURES = ("Py_buffer", "Py_complex")

#: How a unit is written into a format, which API reads that, and how the value is then given.
SHAPES = {
    "U": ("{}", False),
    "|U": ("|{}", False),
    "(U)": ("({})", False),
    "keyword": ("{}", True),
}

_BEGINNING = """\
#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* The class behind `O!`, and that whose instances tell the converter what to do. */
static PyObject *own_class, *converting_class;

static PyObject *set_classes(PyObject *Py_UNUSED(self), PyObject *classes) {
  Py_INCREF(classes);
  own_class = PyTuple_GET_ITEM(classes, 0);
  converting_class = PyTuple_GET_ITEM(classes, 1);
  Py_RETURN_NONE;
}

/* 0 succeeds, 1 too and asks for cleaning up, 2 fails, 3 fails with an exception. */
static int converter(PyObject *object, void *address) {
  if (!object) return 1;
  long mode = 0;
  if ((PyObject *)Py_TYPE(object) == converting_class) {
    PyObject *result = PyObject_CallMethod(object, "hook", NULL);
    if (!result) return 0;
    Py_DECREF(result);
    result = PyObject_GetAttrString(object, "mode");
    mode = PyLong_AsLong(result);
    Py_DECREF(result);
  }
  if (mode == 3) PyErr_SetString(PyExc_LookupError, "the converter refuses");
  if (mode == 2 || mode == 3) return 0;
  *(PyObject **)address = object;
  return mode == 1 ? Py_CLEANUP_SUPPORTED : 1;
}

/* Has compilers think that the value is needed. */
#define USE(value) __asm__ volatile("" : : "m"(value))
"""

_ENDING = """\
    {"set_classes", set_classes, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "pool", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_pool(void) { return PyModule_Create(&module); }
"""


#: Calls of each function with each value: those that warm up, and those that are counted.
WARM_UP = 1
CALLS = 2


class Unit(NamedTuple):
    """An entry of Grammar/parse.units: its C arguments as pairs of role and type."""

    spelling: str
    arguments: Tuple


class Function(NamedTuple):
    """One function of the module: its name there, the unit, its shape, and what the unit reads, or ""."""

    name: str
    unit: Unit
    shape: str
    read: str

    @property
    def format(self):
        return SHAPES[self.shape][0].format(self.unit.spelling)

    @property
    def gets_everything(self):
        """Whether it is called with all values: of the functions that differ in what the unit reads, the first."""
        inputs = [kind for role, kind in self.unit.arguments if role == "input" and kind in _INPUTS]
        return self.shape == "U" and (not inputs or self.read == _INPUTS[inputs[0]][0])

    @property
    def takes_keywords(self):
        return SHAPES[self.shape][1]


def units():
    """All units of the grammar, in its order."""
    with open(_GRAMMAR, encoding="utf-8") as file:
        entries = re.split(r"(?m)^(?=unit |shared |group |# )", file.read())
    fields = {}
    for entry in entries:
        kind, _, rest = entry.partition(" ")
        name, _, body = rest.partition("\n")
        fields[kind, name] = re.findall(r"(?m)^  (argument|use): (.*)$", body)

    def arguments(found):
        for field, text in found:
            if field == "use":
                yield from arguments(fields["shared", text])
            else:
                role, _, kind = text.partition(" ")
                yield role, kind

    return [Unit(name, tuple(arguments(found))) for (kind, name), found in fields.items() if kind == "unit"]


def _reads(inputs, shape):
    """What a unit reads in each of its functions: everything that is listed where the format is the unit alone."""
    if not inputs:
        return ("",)
    return _INPUTS[inputs[0]] if shape == "U" else _INPUTS[inputs[0]][:1]


def functions():
    """All functions of the module."""
    made = []
    for unit in units():
        inputs = [kind for role, kind in unit.arguments if role == "input" and kind in _INPUTS]
        for shape in SHAPES:
            for read in _reads(inputs, shape):
                made.append(Function(f"f{len(made)}", unit, shape, read))
    return made


def _declaration(kind, name, value):
    space = "" if kind.endswith("*") else " "
    return f"  {kind}{space}{name}{value};"


def _text(function):
    """The C function."""
    declared, passed, after = [], [], []
    for place, (role, kind) in enumerate(function.unit.arguments):
        name = f"v{place}"
        if role == "input" and kind in _INPUTS:
            passed.append(function.read)
            continue
        # The address that a converter is given.
        kind = "PyObject *" if role == "input" else kind
        is_read = role == "inout" or function.shape == "|U"
        declared.append(_declaration(kind, name, (" = {0}" if kind in _STRUCTURES else " = 0") if is_read else ""))
        passed.append("&" + name)
        after.append(f"  USE({name});")
        if kind == "Py_buffer":
            after.append(f"  PyBuffer_Release(&{name});")
        elif kind == "char *":
            after.append(f"  PyMem_Free({name});")
    parameters, call = "PyObject *args", f'PyArg_ParseTuple(args, "{function.format}"'
    if function.takes_keywords:
        parameters += ", PyObject *kwargs"
        declared.insert(0, '  static char *keywords[] = {"a", NULL};')
        call = f'PyArg_ParseTupleAndKeywords(args, kwargs, "{function.format}", keywords'
    lines = [f"static PyObject *{function.name}(PyObject *Py_UNUSED(self), {parameters}) {{", *declared]
    lines += [f"  if (!{', '.join([call, *passed])})) return NULL;", *after, "  Py_RETURN_NONE;", "}", ""]
    return "\n".join(lines)


def _entry(function):
    if function.takes_keywords:
        return (
            f'    {{"{function.name}", (PyCFunction)(void (*)(void)){function.name},'
            " METH_VARARGS | METH_KEYWORDS, NULL},\n"
        )
    return f'    {{"{function.name}", {function.name}, METH_VARARGS, NULL}},\n'


def source():
    """The module's C source."""
    made = functions()
    return "\n".join(
        [_BEGINNING, *map(_text, made), "static PyMethodDef methods[] = {\n" + "".join(map(_entry, made)) + _ENDING]
    )
