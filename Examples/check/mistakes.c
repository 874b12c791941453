/* Five mistakes that compilers do not see: argot check mistakes.c */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>

static PyObject *
resize(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"name", "size", "keep", NULL};
    const char *name;
    Py_ssize_t size;
    bool keep = false;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "si|p:resize", names,
                                     &name, &size, &keep))
        return NULL;
    return Py_BuildValue("{s:n,s:O}", "copies", 0, "size", PyLong_FromSsize_t(size));
}

static PyObject *
pair(PyObject *self, PyObject *args)
{
    int first, second;

    if (!PyArg_ParseTuple(args, "i, i:pair", &first, &second))
        return NULL;
    return Py_BuildValue("(ii)", first, second);
}

static PyMethodDef methods[] = {
    {"resize", (PyCFunction)(void (*)(void))resize, METH_VARARGS | METH_KEYWORDS, NULL},
    {"pair", pair, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "mistakes", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC
PyInit_mistakes(void)
{
    return PyModule_Create(&module);
}
