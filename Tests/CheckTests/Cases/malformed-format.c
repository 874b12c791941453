#include <Python.h>

PyObject *wrong(PyObject *self, PyObject *args)
{
    int number, other;
    PyObject *object;
    if (!PyArg_ParseTuple(args, "i, i", &number, &other)) return NULL; // 35 malformed-format
    if (!PyArg_ParseTuple(args, "i|i|", &number, &other)) return NULL; // 35 malformed-format
    if (!PyArg_ParseTuple(args, "(i", &number)) return NULL; // 34 malformed-format
    if (!PyArg_ParseTuple(args, "i$i", &number, &other)) return NULL; // 35 malformed-format
    if (!PyArg_ParseTuple(args, "O#", &object)) return NULL; // 35 malformed-format
    if (!PyArg_ParseTuple(args, "q", &number)) return NULL; // 34 malformed-format
    if (number) return Py_BuildValue("{s:i,s}", "a", 1, "b"); // 39 malformed-format
    if (number) return Py_BuildValue("(i]", 1); // 41 malformed-format
    return Py_BuildValue("(i", 1); // 27 malformed-format
}

PyObject *right(PyObject *self, PyObject *args)
{
    int number, other;
    if (!PyArg_ParseTuple(args, "i|i;a message, with anything (in it", &number, &other)) return NULL;
    if (!PyArg_ParseTuple(args, "(i(i)):name", &number, &other)) return NULL;
    return Py_BuildValue("{s:i, s:[i i]}", "a", 1, "b", 2, 3);
}
