#include <Python.h>

PyObject *wrong(PyObject *self, PyObject *args)
{
    int number = 0;
    PyArg_ParseTuple(args, "i", &number); // 5 unchecked-parse
    if (number) PyArg_ParseTuple(args, "i", &number); // 17 unchecked-parse
    if (PyArg_ParseTuple(args, "i", &number) < 0) return NULL; // 9 unchecked-parse
    if ((PyArg_ParseTuple(args, "i", &number)) == -1) return NULL; // 10 unchecked-parse
    for (;;) PyArg_ParseTuple(args, "i", &number); // 14 unchecked-parse
    return NULL;
}

PyObject *right(PyObject *self, PyObject *args)
{
    int number, ok;
    PyObject *own = PyTuple_New(0), *first;
    (void) PyArg_ParseTuple(args, "i", &number);
    if (!PyArg_ParseTuple(args, "i", &number)) return NULL;
    if (PyArg_ParseTuple(args, "i", &number) == 0) return NULL;
    if (PyArg_ParseTuple(args, "i", &number) <= 0) return NULL;
    if (self && PyArg_ParseTuple(args, "i", &number)) return NULL;
    ok = PyArg_ParseTuple(args, "i", &number);
    while (!PyArg_ParseTuple(args, "i", &number)) ok = 0;
    PyArg_UnpackTuple(own, "", 0, 1, &first);
    return ok ? NULL : self;
}
