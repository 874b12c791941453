#include <Python.h>

static int convert(PyObject *object, void *address);
static int convert_int(PyObject *object, int *address);

PyObject *wrong(PyObject *self, PyObject *args)
{
    PyObject *object;
    char *text = NULL;
    if (!PyArg_ParseTuple(args, "O!", &object, &PyList_Type)) return NULL; // 34 input-argument
    if (!PyArg_ParseTuple(args, "iO!", &self, 1, &object)) return NULL; // 34 parse-target, 35 input-argument
    if (!PyArg_ParseTuple(args, "es", 7, &text)) return NULL; // 34 input-argument
    if (!PyArg_ParseTuple(args, "O&", &object, convert)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", 1, convert)) return NULL; // 34 converter-function
    return Py_BuildValue("O&", object, convert); // 27 converter-function
}

PyObject *right(PyObject *self, PyObject *args)
{
    PyObject *object;
    PyTypeObject *type = &PyList_Type;
    char *text = NULL;
    int number;
    if (!PyArg_ParseTuple(args, "O!O!", type, &object, (PyTypeObject *) self, &object)) return NULL;
    if (!PyArg_ParseTuple(args, "eset", "utf-8", &text, NULL, &text)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", convert, &number, &convert_int, &number)) return NULL;
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &object)) return NULL;
    if (!PyArg_ParseTuple(args, "O&", (void *) convert, &object)) return NULL;
    return NULL;
}
