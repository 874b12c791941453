/* Calls in the ways that only C has, and the flags by which CPython calls a method. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdlib.h>

/* The ml_flags of a function, method or descriptor. */
static PyObject *flags(PyObject *self, PyObject *callable)
{
    PyTypeObject *type = Py_TYPE(callable);
    (void)self;
    if (PyCFunction_Check(callable)) return PyLong_FromLong(PyCFunction_GET_FLAGS(callable));
    if (type == &PyMethodDescr_Type || type == &PyClassMethodDescr_Type) {
        return PyLong_FromLong(((PyMethodDescrObject *)callable)->d_method->ml_flags);
    }
    return PyErr_Format(PyExc_TypeError, "%R is not made of a PyMethodDef", callable);
}

/* call(callable, tuple, dict or None) */
static PyObject *call(PyObject *self, PyObject *args)
{
    PyObject *callable, *positional, *keywords;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO!O", &callable, &PyTuple_Type, &positional, &keywords)) return NULL;
    return PyObject_Call(callable, positional, keywords == Py_None ? NULL : keywords);
}

/* Takes everything: what CPython refuses here, it refuses in front of each function with METH_FASTCALL. */
static PyObject *take(PyObject *self, PyObject *const *argv, Py_ssize_t count, PyObject *names)
{
    (void)self;
    (void)argv;
    (void)count;
    (void)names;
    Py_RETURN_NONE;
}

enum { PLAIN, OFFSET, METHOD, DICT };

/*
 * vector(callable, tuple, keywords, way): the values of the tuple in memory that holds nothing else, so that reading
 * beyond them is noticed. With OFFSET and METHOD the place in front of them belongs to the callee. The keywords are a
 * tuple of names for the last values; with DICT a dict. With METHOD the callable is a name.
 */
static PyObject *vector(PyObject *self, PyObject *args)
{
    static int place;
    PyObject *callable, *values, *keywords, *result, **memory, **argv, *poison = (PyObject *)&place;
    Py_ssize_t count, named, i;
    size_t nargsf;
    int way;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO!Oi", &callable, &PyTuple_Type, &values, &keywords, &way)) return NULL;
    count = PyTuple_GET_SIZE(values);
    named = PyTuple_Check(keywords) ? PyTuple_GET_SIZE(keywords) : 0;
    memory = (PyObject **)malloc((size_t)(count + (way == OFFSET)) * sizeof(PyObject *));
    if (memory == NULL && count != 0) return PyErr_NoMemory();
    argv = memory;
    if (way == OFFSET) *argv++ = poison;
    for (i = 0; i < count; i++) argv[i] = PyTuple_GET_ITEM(values, i);
    if (keywords == Py_None) keywords = NULL;
    nargsf = (size_t)(count - named) | (way == OFFSET || way == METHOD ? PY_VECTORCALL_ARGUMENTS_OFFSET : 0);
    if (way == METHOD) result = PyObject_VectorcallMethod(callable, argv, nargsf, keywords);
    else if (way == DICT) result = PyObject_VectorcallDict(callable, argv, (size_t)count, keywords);
    else result = PyObject_Vectorcall(callable, argv, nargsf, keywords);
    for (i = 0; i < count; i++) {
        if (argv[i] != PyTuple_GET_ITEM(values, i)) Py_FatalError("an argument was overwritten");
    }
    if (way == OFFSET && memory[0] != poison) Py_FatalError("the place in front of the arguments was not restored");
    free(memory);
    return result;
}

static PyMethodDef methods[] = {
    {"flags", flags, METH_O, NULL},
    {"call", call, METH_VARARGS, NULL},
    {"vector", vector, METH_VARARGS, NULL},
    {"take", (PyCFunction)(void (*)(void))take, METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "caller", NULL, -1, methods, NULL, NULL, NULL, NULL};

/* `counts_references`: whether modules count references as the interpreter does, for sys.gettotalrefcount(). */
PyMODINIT_FUNC PyInit_caller(void)
{
    PyObject *module = PyModule_Create(&definition);
#ifdef Py_REF_DEBUG
    int counts = 1;
#else
    int counts = 0;
#endif
    if (module != NULL && PyModule_AddIntConstant(module, "counts_references", counts) < 0) Py_CLEAR(module);
    return module;
}
