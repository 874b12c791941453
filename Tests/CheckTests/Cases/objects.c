#include <Python.h>

PyObject *wrong(PyObject *self, PyObject *args)
{
    PyObject *first, *second;
    if (!PyArg_UnpackTuple(args, "f", 1, 2, &first)) return NULL; // 42 object-count
    if (!PyArg_UnpackTuple(args, "f", 1, 1, &first, &second)) return NULL; // 42 object-count
    if (first) return PyTuple_Pack(3, first, second); // 36 object-count
    if (first) return PyObject_CallFunctionObjArgs(self, first, second); // 65 object-sentinel
    if (first) return PyObject_CallMethodObjArgs(self, first, second, 0); // 71 object-sentinel
    if (first) return Py_BuildValue("(iO)", 1, PyLong_FromLong(2)); // 40 new-reference-lost
    if (first) return PyTuple_Pack(1, PyLong_FromLong(2)); // 39 new-reference-lost
    if (first) return PyObject_CallFunctionObjArgs(self, PyTuple_New(0), NULL); // 58 new-reference-lost
    if (first) return Py_BuildValue("(NN)", PyTuple_GetItem(args, 0), first); // 39 borrowed-reference-stolen
    return Py_BuildValue("(iN)", 1, Py_None); // 29 borrowed-reference-stolen
}

PyObject *right(PyObject *self, PyObject *args)
{
    PyObject *first, *second = NULL;
    if (!PyArg_UnpackTuple(args, "f", 1, 2, &first, &second)) return NULL;
    if (first) return PyTuple_Pack(2, first, second);
    if (first) return PyTuple_Pack(0);
    if (first) return PyTuple_Pack(PyTuple_Size(args), first, second);
    if (first) return PyObject_CallFunctionObjArgs(self, first, second, NULL);
    if (first) return PyObject_CallFunctionObjArgs(self, first, second, (PyObject *) NULL);
    if (first) return PyObject_CallFunctionObjArgs(self, first, second ? second : NULL);
    if (first) return PyObject_CallFunctionObjArgs(self, args);
    if (first) return Py_BuildValue("(ON)", Py_None, PyLong_FromLong(1));
    return Py_BuildValue("(NO)", Py_NewRef(first), PyTuple_GetItem(args, 0));
}
