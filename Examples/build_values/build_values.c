// Py_BuildValue turns C values into Python ones; punctuation in the format makes tuples and dictionaries.
// A comma separates nothing that the letters did not: "{si,si}" and "{s:i,s:i}" build the same dictionary.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *string(PyObject *self, PyObject *ignored)
{
    (void)self;
    (void)ignored;
    return Py_BuildValue("s", "x");
}

static PyObject *integer(PyObject *self, PyObject *ignored)
{
    (void)self;
    (void)ignored;
    return Py_BuildValue("i", 17);
}

static PyObject *tuple(PyObject *self, PyObject *ignored)
{
    (void)self;
    (void)ignored;
    return Py_BuildValue("(isi)", 17, "x", 23);
}

static PyObject *dictionary(PyObject *self, PyObject *ignored)
{
    (void)self;
    (void)ignored;
    return Py_BuildValue("{si,si}", "x", 17, "y", 2);
}

static PyObject *nested(PyObject *self, PyObject *ignored)
{
    (void)self;
    (void)ignored;
    return Py_BuildValue("{si,s(ii)}", "x", 17, "y", 2, 3);
}

static PyObject *nothing(PyObject *self, PyObject *ignored)
{
    (void)self;
    (void)ignored;
    return Py_BuildValue("");
}

static PyMethodDef build_values_functions[] = {
    {"string", string, METH_NOARGS, "Build \"s\"."},
    {"integer", integer, METH_NOARGS, "Build \"i\"."},
    {"tuple", tuple, METH_NOARGS, "Build \"(isi)\"."},
    {"dictionary", dictionary, METH_NOARGS, "Build \"{si,si}\"."},
    {"nested", nested, METH_NOARGS, "Build \"{si,s(ii)}\"."},
    {"nothing", nothing, METH_NOARGS, "Build \"\", which is None."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef build_values_module = {
    PyModuleDef_HEAD_INIT, "build_values", "Six formats of Py_BuildValue.", 0, build_values_functions, NULL, NULL, NULL,
    NULL,
};

PyMODINIT_FUNC PyInit_build_values(void)
{
    return PyModule_Create(&build_values_module);
}
