#include <Python.h>

static PyObject *two(PyObject *self, PyObject *args) { return NULL; }
static PyObject *three(PyObject *self, PyObject *args, PyObject *kwds) { return NULL; }
static PyObject *one(PyObject *self) { return NULL; }
static PyObject *vector(PyObject *self, PyObject *const *args, Py_ssize_t count) { return NULL; }
static PyObject *named(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) { return NULL; }
static PyObject *object(PyObject *self, PyObject *arg)
{
    int n;
    return PyTuple_Check(arg) && PyArg_ParseTuple(arg, "i", &n) ? arg : NULL;
}

static PyObject *untested(PyObject *self, PyObject *arg)
{
    int n;
    return PyArg_ParseTuple(arg, "i", &n) ? arg : NULL; // 29 parse-of-no-tuple
}

static PyObject *nothing(PyObject *self, PyObject *args)
{
    return PyArg_ParseTuple(args, "") ? self : NULL; // 29 parse-of-no-tuple
}

static PyObject *array(PyObject *self, PyObject *args)
{
    return PyArg_ParseTuple(args, "") ? self : NULL; // 29 parse-of-no-tuple
}

#define F (PyCFunction)(void (*)(void))

static PyMethodDef wrong[] = {
    {"a", F three, METH_VARARGS, NULL}, // 5 method-signature
    {"b", F vector, METH_VARARGS | METH_KEYWORDS, NULL}, // 5 method-signature
    {"c", F three, METH_FASTCALL, NULL}, // 5 method-signature
    {"d", F two, METH_KEYWORDS, NULL}, // 5 method-signature
    {"e", F named, METH_FASTCALL, NULL}, // 5 method-signature
    {"f", nothing, METH_NOARGS, NULL},
    {"g", F array, METH_FASTCALL, NULL}, // 5 method-parameter-count
    {"h", F one, METH_NOARGS, NULL}, // 5 method-parameter-count
    {NULL, NULL, 0, NULL}
};

static PyMethodDef right[] = {
    {"a", two, METH_VARARGS, NULL},
    {"b", F three, METH_VARARGS | METH_KEYWORDS, NULL},
    {"c", F vector, METH_FASTCALL, NULL},
    {"d", F named, METH_FASTCALL | METH_KEYWORDS, NULL},
    {"e", two, METH_NOARGS | METH_STATIC, NULL},
    {"f", object, METH_O, NULL},
    {"g", untested, METH_O, NULL},
    {0}
};

static PyMethodDef open_table[] = { // 20 method-table-sentinel
    {"a", two, METH_VARARGS, NULL},
};

/* Not a table that CPython reads to its end. */
static PyMethodDef single[] = {
    {"a", two, METH_VARARGS, NULL},
};

static struct PyModuleDef modules[] = {
    {PyModuleDef_HEAD_INIT, "wrong", NULL, 0, wrong, NULL, NULL, NULL, NULL},
    {PyModuleDef_HEAD_INIT, "right", NULL, 0, right, NULL, NULL, NULL, NULL},
    {PyModuleDef_HEAD_INIT, "open", NULL, 0, open_table, NULL, NULL, NULL, NULL},
};

PyObject *make(void)
{
    PyObject *made = PyCFunction_New(&single[0], NULL);
    return made ? made : PyModule_Create(&modules[0]);
}
