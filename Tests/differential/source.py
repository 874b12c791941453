"""The C source of a batch: a function per format, and a table of them."""


def literal(text):
    """A C string literal; bytes outside plain ASCII, and what could make a trigraph, are octal escapes."""
    return '"' + "".join(
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\?' else f"\\{byte:03o}" for byte in text.encode()
    ) + '"'


def parse_function(name, item):
    object_, lines = "args", []
    if item["api"] == "PyArg_ParseTupleAndKeywords":
        names = "".join(literal(name) + ", " for name in item["names"])
        lines.append(f"    static char *names[] = {{{names}NULL}};")
        fixed = f"args, kwargs, {literal(item['format'])}, names"
    else:
        lines.append("    (void)kwargs;")
        fixed = f"{object_}, {literal(item['format'])}"
    lines.append("    (void)s;")
    lines.append(f"    return {item['api']}({', '.join([fixed] + item['arguments'])});")
    return [f"static int {name}(PyObject *args, PyObject *kwargs, Slot *s)", "{", *lines, "}", ""]


def build_function(name, item):
    fixed = {
        "Py_BuildValue": "",
        "PyObject_CallFunction": "self, ",
        "PyObject_CallMethod": "self, name, ",
    }[item["api"]]
    call = f"{item['api']}({fixed}{', '.join([literal(item['format'])] + item['arguments'])})"
    return [
        f"static PyObject *{name}(PyObject *self, const char *name, Input *v)", "{",
        "    (void)self; (void)name; (void)v;", f"    return {call};", "}", "",
    ]


def is_build(item):
    return not item["api"].startswith("PyArg_")


def batch(formats):
    """The source; the table's index of a format is its place in the list."""
    lines = ['#include "harness.h"', "", "static const Environment *environment;", ""]
    entries = []
    for index, item in enumerate(formats):
        name = f"call_{index}"
        lines += build_function(name, item) if is_build(item) else parse_function(name, item)
        entries.append(f"    {{NULL, {name}}}," if is_build(item) else f"    {{{name}, NULL}},")
    lines += ["static const Entry entries[] = {", *entries, "    {NULL, NULL},", "};", TAIL]
    return "\n".join(lines)


TAIL = """
static const Table table = {&environment, entries};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "batch", NULL, -1, NULL, NULL, NULL, NULL, NULL,
};

#define JOINED(a, b) a##b
#define INIT(name) JOINED(PyInit_, name)

PyMODINIT_FUNC INIT(BATCH)(void);

PyMODINIT_FUNC INIT(BATCH)(void)
{
    PyObject *module = PyModule_Create(&definition);
    PyObject *capsule = PyCapsule_New((void *)&table, "table", NULL);
    if (module == NULL || capsule == NULL || PyModule_AddObject(module, "table", capsule) < 0) return NULL;
    return module;
}
"""
