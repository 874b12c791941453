// A type with data members, a method, an initialiser and a deallocator: a dictionary that counts its stores.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <structmember.h>

typedef struct {
    PyObject_HEAD
    PyObject *dict;
    int count;
} CountDict;

static int CountDict_init(PyObject *op, PyObject *args, PyObject *kwds)
{
    CountDict *self = (CountDict *)op;
    PyObject *old = self->dict;

    (void)args;
    (void)kwds;
    PyObject *dict = PyDict_New();
    if (dict == NULL) {
        return -1;
    }
    self->dict = dict;
    self->count = 0;
    Py_XDECREF(old);
    return 0;
}

static void CountDict_dealloc(PyObject *op)
{
    Py_XDECREF(((CountDict *)op)->dict);
    Py_TYPE(op)->tp_free(op);
}

static PyObject *CountDict_set(PyObject *op, PyObject *args)
{
    CountDict *self = (CountDict *)op;
    const char *key;
    PyObject *value;

    if (!PyArg_ParseTuple(args, "sO:set", &key, &value)) {
        return NULL;
    }
    if (self->dict == NULL) {
        PyErr_SetString(PyExc_ValueError, "CountDict.__init__() was not called");
        return NULL;
    }
    if (PyDict_SetItemString(self->dict, key, value) < 0) {
        return NULL;
    }
    self->count += 1;
    return Py_BuildValue("i", self->count);
}

// Read-only: a caller that could replace the dictionary could make set() write through a wrong pointer.
static PyMemberDef CountDict_members[] = {
    {"dict", T_OBJECT, offsetof(CountDict, dict), READONLY, "The values stored so far."},
    {"count", T_INT, offsetof(CountDict, count), READONLY, "How many times set() has stored a value."},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef CountDict_methods[] = {
    {"set", CountDict_set, METH_VARARGS, "Store a value under a key; return the number of stores."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject CountDictType = {
    .ob_base = PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "countdict.CountDict",
    .tp_basicsize = sizeof(CountDict),
    .tp_dealloc = CountDict_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "A dictionary that counts its stores.",
    .tp_methods = CountDict_methods,
    .tp_members = CountDict_members,
    .tp_init = CountDict_init,
    .tp_new = PyType_GenericNew,
};

static struct PyModuleDef countdict_module = {
    PyModuleDef_HEAD_INIT, "countdict", "An extension with a type.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_countdict(void)
{
    if (PyType_Ready(&CountDictType) < 0) {
        return NULL;
    }
    PyObject *module = PyModule_Create(&countdict_module);
    if (module == NULL) {
        return NULL;
    }
    Py_INCREF(&CountDictType);
    if (PyModule_AddObject(module, "CountDict", (PyObject *)&CountDictType) < 0) {
        Py_DECREF(&CountDictType);
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
