// Calls a Python callable many times with valgrind's callgrind counting nothing else: the loop of calls stands between
// two client requests. Without valgrind the requests are a few instructions that do nothing.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <valgrind/callgrind.h>

static PyObject *count(PyObject *self, PyObject *args)
{
    const char *label;
    PyObject *callable;
    PyObject *arguments;
    Py_ssize_t calls;

    (void)self;
    if (!PyArg_ParseTuple(args, "sOO!n:count", &label, &callable, &PyTuple_Type, &arguments, &calls)) {
        return NULL;
    }
    PyObject *const *items = &PyTuple_GET_ITEM(arguments, 0);
    size_t size = (size_t)PyTuple_GET_SIZE(arguments);

    CALLGRIND_ZERO_STATS;
    for (Py_ssize_t i = 0; i < calls; i++) {
        PyObject *result = PyObject_Vectorcall(callable, items, size, NULL);
        if (result == NULL) {
            return NULL;
        }
        Py_DECREF(result);
    }
    CALLGRIND_DUMP_STATS_AT(label);
    Py_RETURN_NONE;
}

static PyMethodDef marker_functions[] = {
    {"count", count, METH_VARARGS, "count(label, callable, arguments, calls): dump callgrind's counts of these calls."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef marker_module = {
    PyModuleDef_HEAD_INIT, "marker", "Marks a loop of calls for callgrind.", 0, marker_functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_marker(void)
{
    return PyModule_Create(&marker_module);
}
