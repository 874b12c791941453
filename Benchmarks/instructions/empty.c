/* The floor of every METH_VARARGS function: what a call costs when the function does nothing at all. With BY_VECTOR
   defined, the same for METH_FASTCALL. */
#include <Python.h>

#ifdef BY_VECTOR
#define ARGUMENTS PyObject *const *Py_UNUSED(items), Py_ssize_t Py_UNUSED(count)
#define CONVENTION METH_FASTCALL
#else
#define ARGUMENTS PyObject *Py_UNUSED(args)
#define CONVENTION METH_VARARGS
#endif
#define FUNCTION(name) ((PyCFunction)(void (*)(void))name)

static PyObject *plain(PyObject *Py_UNUSED(self), ARGUMENTS) { Py_RETURN_NONE; }

static PyObject *with_keywords(PyObject *Py_UNUSED(self), ARGUMENTS, PyObject *Py_UNUSED(keywords)) {
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"plain", FUNCTION(plain), CONVENTION, NULL},
    {"with_keywords", FUNCTION(with_keywords), CONVENTION | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "empty", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_empty(void) { return PyModule_Create(&module); }
