#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

enum kind { FIRST, SECOND };

PyObject *wrong(PyObject *self, PyObject *args)
{
    unsigned int positive;
    size_t size = 0;
    uint64_t exact;
    int number;
    if (!PyArg_ParseTuple(args, "i", &positive)) return NULL; // 34 signedness
    if (!PyArg_ParseTuple(args, "n", &size)) return NULL; // 34 signedness
    if (!PyArg_ParseTuple(args, "(IL)", &number, &exact)) return NULL; // 35 signedness, 36 signedness
    if (size) return PyObject_CallFunction(self, "O", args); // 51 unpacked-tuple
    if (size) return PyObject_CallMethod(self, "name", "N", PyObject_Str(args)); // 57 unpacked-tuple
    return Py_BuildValue("n", size); // 27 signedness
}

PyObject *right(PyObject *self, PyObject *args)
{
    unsigned int positive;
    long wide;
    enum kind kind;
    unsigned char byte;
    char letter;
    Py_ssize_t size = 1;
    if (!PyArg_ParseTuple(args, "Ilnic", &positive, &wide, &size, &kind, &letter)) return NULL;
    if (!PyArg_ParseTuple(args, "b", &byte)) return NULL;
    if (size) return PyObject_CallFunction(self, "(O)", args);
    if (size > 1) return PyObject_CallFunction(self, "i", positive ? 1 : 0);
    if (size > 2) return PyObject_CallMethod(self, "name", "OO", args, args);
    if (size > 3) return PyObject_CallMethod(self, "name", NULL);
    return Py_BuildValue("O", args);
}
