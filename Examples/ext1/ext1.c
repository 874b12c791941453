// The smallest useful extension: one module, one function, one string.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *hello_world(PyObject *self, PyObject *args)
{
    (void)self;
    if (!PyArg_ParseTuple(args, ":hello_world")) {
        return NULL;
    }
    return Py_BuildValue("s", "hello, world!");
}

static PyMethodDef ext1_functions[] = {
    {"hello_world", hello_world, METH_VARARGS, "Say hello."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef ext1_module = {
    PyModuleDef_HEAD_INIT, "ext1", "A minimal module.", 0, ext1_functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_ext1(void)
{
    return PyModule_Create(&ext1_module);
}
