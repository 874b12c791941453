#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "shared.h"

static PyObject *scale(PyObject *self, PyObject *args)
{
    const char *text;
    int number;
    (void)self;
    if (!PyArg_ParseTuple(args, "si:scale", &text, &number))
        return NULL;
    return Py_BuildValue("(si)", text, number * SHARED_FACTOR);
}

static PyObject *between(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *keywords[] = {(char *)"low", (char *)"high", NULL};
    double low, high = 1;
    (void)self;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "d|d:between", keywords, &low, &high))
        return NULL;
    return Py_BuildValue("{s:d}", "middle", (low + high) / 2);
}

static PyMethodDef methods[] = {
    {"scale", scale, METH_VARARGS, NULL},
    {"between", (PyCFunction)(void (*)(void))between, METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "inc", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_inc(void) { return PyModule_Create(&definition); }
