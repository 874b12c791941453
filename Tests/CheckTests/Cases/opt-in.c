#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

static PyObject *wrong(PyObject *self, PyObject *args)
{
    Py_ssize_t size;
    long wide;
    int64_t exact;
    int number;
    size_t length = 0;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "l", &size)) return NULL; // 34 data-model-width
    if (!PyArg_ParseTuple(args, "n", &wide)) return NULL; // 34 data-model-width
    if (!PyArg_ParseTuple(args, "L:right", &wide)) return NULL; // 34 data-model-width, 36 function-name
    if (!PyArg_ParseTuple(args, "n:needs a number", &exact)) return NULL; // 34 data-model-width, 36 function-name
    if (!PyArg_ParseTuple(args, "B", &byte)) return NULL; // 34 deprecated-use
    if (!PyArg_ParseTuple(args, "n((iO))", &size, &number, &self)) return NULL; // 35 deprecated-use
    return Py_BuildValue("k", length); // 27 data-model-width
}

static PyObject *right(PyObject *self, PyObject *args)
{
    Py_ssize_t size;
    long wide;
    long long huge;
    int64_t exact;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "nlLL:right", &size, &wide, &huge, &exact)) return NULL;
    if (!PyArg_ParseTuple(args, "b(nl)O:module.right", &byte, &size, &wide, &self)) return NULL;
    return Py_BuildValue("(nl)", size, wide);
}

static PyObject *nothing(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, ":nothing") ? self : NULL; }
static PyObject *fast(PyObject *self, PyObject *none) { return self; }

static PyMethodDef methods[] = {
    {"wrong", wrong, METH_VARARGS, NULL}, // 5 slow-convention
    {"right", right, METH_VARARGS, NULL}, // 5 slow-convention
    {"nothing", nothing, METH_VARARGS, NULL}, // 5 slow-convention
    {"fast", fast, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}
};

PyMethodDef *table = methods;
