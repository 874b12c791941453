"""Makes `units.c`: a module with a function for each unit of both languages, and for some formats of several units.

Each row of the tables is a call: its format, the variables and arguments it needs, and the Python object that shows
what it stored. The rows are C11 and C++17. Run as a program, it prints the file.
"""

import pathlib
import re

GRAMMAR = pathlib.Path(__file__).resolve().parents[2] / "Grammar"
# Units that not every CPython from 3.9 on has.
NOT_EVERYWHERE = {"parse": {"u", "u#", "Z", "Z#"}, "build": {"p"}}

# Calls that only CPython's own function can serve.
LEFT = {("PyArg_ParseTuple", unit) for unit in ("w*", "es#", "et#")}

# What a row needs of the limited API: the version from which on it has it, or none at all.
VIEWS = "!defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030B0000"
FULL = "!defined(Py_LIMITED_API)"

LENGTH = "const char *a = NULL; Py_ssize_t n = -1;"
VIEW = "Py_buffer a;"
OBJECT = "PyObject *a = NULL;"
COPY = "char *a = NULL;"
SIZED_COPY = "char *a = NULL; Py_ssize_t n = 0;"

# PyArg_ParseTuple: format, variables, arguments, result, condition.
PARSE = [
    ("b", "unsigned char a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("B", "unsigned char a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("h", "short a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("H", "unsigned short a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("i", "int a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("I", "unsigned int a = 0;", "&a", "PyLong_FromUnsignedLong(a)", None),
    ("l", "long a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("k", "unsigned long a = 0;", "&a", "PyLong_FromUnsignedLong(a)", None),
    ("L", "long long a = 0;", "&a", "PyLong_FromLongLong(a)", None),
    ("K", "unsigned long long a = 0;", "&a", "PyLong_FromUnsignedLongLong(a)", None),
    ("n", "Py_ssize_t a = 0;", "&a", "PyLong_FromSsize_t(a)", None),
    ("f", "float a = 0;", "&a", "PyFloat_FromDouble((double)a)", None),
    ("d", "double a = 0;", "&a", "PyFloat_FromDouble(a)", None),
    ("D", "Py_complex a = {0, 0};", "&a", "PyComplex_FromCComplex(a)", FULL),
    ("c", "char a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("C", "int a = 0;", "&a", "PyLong_FromLong(a)", None),
    ("p", "int a = 7;", "&a", "PyLong_FromLong(a)", None),
    ("s", "const char *a = NULL;", "&a", "text(a)", None),
    ("z", "const char *a = NULL;", "&a", "text(a)", None),
    ("y", "const char *a = NULL;", "&a", "text(a)", None),
    ("s#", LENGTH, "&a, &n", "bytes(a, n)", None),
    ("z#", LENGTH, "&a, &n", "bytes(a, n)", None),
    ("y#", LENGTH, "&a, &n", "bytes(a, n)", None),
    ("s*", VIEW, "&a", "view(&a)", VIEWS),
    ("z*", VIEW, "&a", "view(&a)", VIEWS),
    ("y*", VIEW, "&a", "view(&a)", VIEWS),
    ("w*", VIEW, "&a", "view(&a)", VIEWS),
    ("S", OBJECT, "&a", "same(a)", None),
    ("Y", OBJECT, "&a", "same(a)", None),
    ("U", OBJECT, "&a", "same(a)", None),
    ("O", OBJECT, "&a", "same(a)", None),
    ("O!", OBJECT, "&PyLong_Type, &a", "same(a)", None),
    ("O&", OBJECT, "PyUnicode_FSConverter, &a", "a", None),
    ("es", COPY, '"latin-1", &a', "owned(a)", None),
    ("et", COPY, '"utf-8", &a', "owned(a)", None),
    ("es#", SIZED_COPY, '"utf-16-le", &a, &n', "owned_bytes(a, n)", None),
    ("et#", SIZED_COPY, '"utf-8", &a, &n', "owned_bytes(a, n)", None),
    ("", "", "", "same(Py_None)", None),
    (":nothing", "", "", "same(Py_None)", None),
    ("(ii)", "int a = 0, b = 0;", "&a, &b", "PyLong_FromLong(a - b)", None),
    ("i|s;an int and perhaps a str", "int a = 0; const char *b = NULL;", "&a, &b", "b ? text(b) : PyLong_FromLong(a)",
     None),
    ("|OO:objects", "PyObject *a = NULL, *b = NULL;", "&a, &b", "same(b ? b : a ? a : Py_None)", None),
    ("s(i(dd))p:nested", "const char *a = NULL; int b = 0, c = 0; double d = 0, e = 0;", "&a, &b, &d, &e, &c",
     "PyFloat_FromDouble(b + c + d + e)", None),
    ("iO&U", 'int a = 0; PyObject *b = NULL, *c = NULL;', "&a, PyUnicode_FSConverter, &b, &c", "b", None),
]

# PyArg_ParseTupleAndKeywords: format, names, variables, arguments, result.
KEYWORDS = [
    ("i:one", ["number"], "int a = 0;", "&a", "PyLong_FromLong(a)"),
    ("s|i$p:three", ["text", "start", "flag"], "const char *a = NULL; int b = 5, c = 6;", "&a, &b, &c",
     "PyLong_FromLong(a[0] * 10000 + b * 100 + c)"),
    ("O|O", ["", "second"], "PyObject *a = NULL, *b = NULL;", "&a, &b", "same(b ? b : a)"),
    ("|$dL", ["text", "number"], "double a = 0; long long b = 0;", "&a, &b", "PyFloat_FromDouble(a + (double)b)"),
]

# PyArg_Parse: format, variables, arguments, result.
SINGLE = [
    ("i", "int a = 0;", "&a", "PyLong_FromLong(a)"),
    ("s#", LENGTH, "&a, &n", "bytes(a, n)"),
    ("(id)", "int a = 0; double b = 0;", "&a, &b", "PyFloat_FromDouble(a + b)"),
]

# Py_BuildValue: format, arguments, condition. Object arguments are made before the call.
BUILD = [
    ("b", "-5", None), ("B", "200", None), ("h", "70000", None), ("H", "65535", None),
    ("i", "-2147483647 - 1", None), ("I", "4294967295u", None), ("l", "-9223372036854775807L", None),
    ("k", "18446744073709551615ul", None), ("L", "-9223372036854775807LL", None),
    ("K", "18446744073709551615ull", None), ("n", "(Py_ssize_t)-7", None), ("c", "'x'", None), ("c", "200", None),
    ("C", "0x20AC", None), ("C", "0x110000", None), ("d", "-0.5", None), ("f", "0.1f", None),
    ("D", "&complex_value", FULL), ("s", '"na\\303\\257ve"', None), ("s", '"\\377"', None), ("s", "no_text", None),
    ("s#", '"a\\0b", (Py_ssize_t)3', None), ("s#", "no_text, (Py_ssize_t)3", None), ("z", "no_text", None),
    ("z", '"z"', None), ("z#", '"zz", (Py_ssize_t)1', None), ("U", '"U"', None), ("U", "no_text", None),
    ("U#", '"UU", (Py_ssize_t)2', None), ("y", '"bytes"', None), ("y", "no_text", None),
    ("y#", '"a\\0b", (Py_ssize_t)3', None), ("u", 'L"wide \\u20ac"', None), ("u", "no_wide", None),
    ("u#", 'L"wide", (Py_ssize_t)2', None), ("O", "Py_Ellipsis", None), ("S", "Py_Ellipsis", None),
    ("N", "PyList_New(0)", None), ("N", "failing()", None), ("O", "failing()", None),
    ("O&", "converter, &number", None), ("S&", "converter, &number", None), ("N&", "converter, &number", None),
    ("O&", "converter, NULL", None), ("", "", None), ("()", "", None), ("[]", "", None), ("{}", "", None),
    ("(i)", "1", None), ("ii", "1, 2", None), ("[si]", '"one", 1', None), ("{s:i,s:(ii)}", '"a", 1, "b", 2, 3', None),
    ("{si,si}", '"a", 1, "a", 2', None), ("{O:[O]}", "Py_None, Py_Ellipsis", None),
    ("{[]:i}", "1", None), ("(iNs)", '1, failing(), "x"', None), ("((i)[{s:d}])", '1, "k", 2.5', None),
]

# PyObject_CallFunction and PyObject_CallMethod, on the function's argument: format, arguments.
CALL = [
    ("", ""), ("i", "1"), ("(i)", "1"), ("si", '"a", 1'), ("((ii))", "1, 2"), ("O", "Py_None"), ("N", "PyList_New(0)"),
    ("N", "failing()"), ("[i]", "3"),
]

HEAD = """
/* One call for each unit of both format languages. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *same(PyObject *object)
{
    Py_INCREF(object);
    return object;
}

static PyObject *bytes(const char *text, Py_ssize_t length)
{
    return text ? PyBytes_FromStringAndSize(text, length) : same(Py_None);
}

static PyObject *text(const char *text)
{
    return text ? PyBytes_FromString(text) : same(Py_None);
}

static PyObject *owned(char *text)
{
    PyObject *result = PyBytes_FromString(text);
    PyMem_Free(text);
    return result;
}

static PyObject *owned_bytes(char *text, Py_ssize_t length)
{
    PyObject *result = PyBytes_FromStringAndSize(text, length);
    PyMem_Free(text);
    return result;
}

#if !defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030B0000
static PyObject *view(Py_buffer *view)
{
    PyObject *result = bytes((const char *)view->buf, view->len);
    PyBuffer_Release(view);
    return result;
}
#endif

static PyObject *failing(void)
{
    PyErr_SetString(PyExc_LookupError, "no object");
    return NULL;
}

static PyObject *converter(void *address)
{
    return address ? PyLong_FromLong(*(int *)address) : failing();
}

#if !defined(Py_LIMITED_API)
static Py_complex complex_value = {1, -2};
#endif
static int number = 42;
static const char *const no_text = NULL;
static const wchar_t *const no_wide = NULL;
"""

FUNCTION = """
static PyObject *{name}(PyObject *self, PyObject *args{keywords})
{{
    {body}
}}
"""

TAIL = """
static PyMethodDef functions[] = {{
{entries}    {{NULL, NULL, 0, NULL}},
}};

static struct PyModuleDef definition = {{
    PyModuleDef_HEAD_INIT, "units", NULL, 0, functions, NULL, NULL, NULL, NULL,
}};

PyMODINIT_FUNC PyInit_units(void)
{{
    return PyModule_Create(&definition);
}}
"""


def conditionally(condition, text):
    return f"#if {condition}\n{text.strip()}\n#endif\n" if condition else text


def joined(*parts):
    return ", ".join(part for part in parts if part)


class Module:
    def __init__(self):
        self.functions, self.entries = [], []

    def add(self, name, body, condition=None, keywords=False):
        lines = [line for line in ("(void)self;", *body) if line]
        function = FUNCTION.format(
            name=name, keywords=", PyObject *keywords" if keywords else "", body="\n    ".join(lines))
        self.functions.append(conditionally(condition, function))
        pointer = f"(PyCFunction)(void (*)(void)){name}" if keywords else name
        flags = "METH_VARARGS | METH_KEYWORDS" if keywords else "METH_VARARGS"
        self.entries.append(conditionally(condition, f'    {{"{name}", {pointer}, {flags}, NULL}},\n'))

    @property
    def text(self):
        return HEAD.lstrip() + "".join(self.functions) + TAIL.format(entries="".join(self.entries))


def parsing(call, result):
    return f"if (!{call}) {{\n        return NULL;\n    }}\n    return {result};"


def source():
    """The text of units.c."""
    module = Module()
    for index, (format, variables, arguments, result, condition) in enumerate(PARSE):
        call = f"PyArg_ParseTuple({joined('args', chr(34) + format + chr(34), arguments)})"
        module.add(f"parse_{index}", [variables, parsing(call, result)], condition)
    for index, (format, names, variables, arguments, result) in enumerate(KEYWORDS):
        listed = ", ".join(f'(char *)"{name}"' for name in names)
        call = f'PyArg_ParseTupleAndKeywords(args, keywords, "{format}", names, {arguments})'
        module.add(f"keywords_{index}", [f"static char *names[] = {{{listed}, NULL}};", variables,
                                         parsing(call, result)], keywords=True)
    for index, (format, variables, arguments, result) in enumerate(SINGLE):
        call = f'PyArg_Parse(object, "{format}", {arguments})'
        module.add(f"single_{index}", ["PyObject *object = PyTuple_GetItem(args, 0);", variables,
                                       "if (object == NULL) {\n        return NULL;\n    }", parsing(call, result)])
    for index, (format, arguments, condition) in enumerate(BUILD):
        body = f'return Py_BuildValue({joined(chr(34) + format + chr(34), arguments)});'
        module.add(f"build_{index}", ["(void)args;", body], condition)
    for index, (format, arguments) in enumerate(CALL):
        for name, function in (("call", "PyObject_CallFunction(object, "),
                               ("method", 'PyObject_CallMethod(object, "method", ')):
            module.add(f"{name}_{index}", [
                "PyObject *object = PyTuple_GetItem(args, 0);", "if (object == NULL) {\n        return NULL;\n    }",
                f'return {function}{joined(chr(34) + format + chr(34), arguments)});'])
    return module.text


def missing():
    """Units of the catalogue that no row has: pairs of language and unit."""
    rows = {"parse": {row[0] for row in PARSE}, "build": {row[0] for row in BUILD}}
    for language in rows:
        text = (GRAMMAR / f"{language}.units").read_text()
        units = re.findall(r"^unit (\S+)$", text, re.MULTILINE)
        for unit in units or ["any unit"]:
            if unit not in rows[language] | NOT_EVERYWHERE[language]:
                yield language, unit


if __name__ == "__main__":
    print(source(), end="")
