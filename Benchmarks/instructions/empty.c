/* The floor of every METH_VARARGS function: what a call costs when the function does nothing at all. */
#include <Python.h>

static PyObject *plain(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { Py_RETURN_NONE; }

static PyObject *with_keywords(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"plain", plain, METH_VARARGS, NULL},
    {"with_keywords", (PyCFunction)(void (*)(void))with_keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "empty", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_empty(void) { return PyModule_Create(&module); }
