/* The table of the module that primitives.h describes, and its functions for all that is no unit's conversion. */
#include "primitives.h"
#include <wchar.h>
#ifdef ORACLE
#define MODULE_NAME "oracle"
#define MODULE_INIT PyInit_oracle
#else
#define MODULE_NAME "primitives"
#define MODULE_INIT PyInit_primitives
#endif

/* facts(object, type): everything that is asked about arguments but is no unit. */
#ifndef ORACLE
static PyObject *facts(PyObject *module, PyObject *args)
{
    PyObject *object, *type;
    Py_ssize_t count = -1;
    (void)module;
    if (!PyArg_ParseTuple(args, "OO", &object, &type)) return NULL;
    if (!argot_count(object, &count)) count = -1;
    return Py_BuildValue("(iiniiO)", argot_is_exactly(object, type), argot_is_instance(object, type), count,
                         argot_is_tuple(object, 2), argot_keyword_is(object, "name", 4),
                         count > 0 ? argot_item(object, count - 1) : Py_None);
}

/* A list and a tuple of three, filled in order. */
static PyObject *containers(PyObject *module, PyObject *item)
{
    PyObject *tuple = PyTuple_New(3), *list = PyList_New(3);
    Py_ssize_t i;
    (void)module;
    for (i = 0; i < 3; i++) {
        argot_tuple_set(tuple, i, argot_new_object(item));
        argot_list_set(list, i, argot_new_ssize(i));
    }
    return Py_BuildValue("(NN)", tuple, list);
}

static PyObject *slots[3];
static ArgotKeys keys = {3, slots, NULL};

static PyObject *key(PyObject *module, PyObject *index)
{
    static const char *const texts[] = {"alpha", "", "caf\xC3\xA9"};
    long i = PyLong_AsLong(index);
    (void)module;
    return argot_key(&keys, &slots[i], texts[i], (Py_ssize_t)strlen(texts[i]));
}

/* Callers' variables often have another type than their format says. In these functions `same` is the target again,
   which the optimizer must not rule out just because of the type that is stored there. */
struct Derived {
    PyObject head;
};

__attribute__((noinline)) static int store_object(struct Derived **target, void *same, PyObject *object)
{
    *target = NULL;
    ARGOT_STORE(same, object);
    return *target != NULL;
}

__attribute__((noinline)) static int store_number(long *target, void *same, long long number)
{
    *target = 0;
    ARGOT_STORE(same, number);
    return *target != 0;
}

static PyObject *aliasing(PyObject *module, PyObject *object)
{
    struct Derived *derived;
    long number[2];
    (void)module;
    return Py_BuildValue("(ii)", store_object(&derived, ARGOT_PTR(&derived), object),
                         store_number(&number[0], ARGOT_PTR(&number), 1));
}

static PyObject *stubs(PyObject *module, PyObject *object)
{
    int (*accept)(PyObject *, void *) = ARGOT_PARSE_CONVERTER(argot_accept_converter);
    int (*refuse)(PyObject *, void *) = ARGOT_PARSE_CONVERTER(argot_refuse_converter);
    (void)module;
    return Py_BuildValue("(iii)", accept(object, NULL), refuse(object, NULL), ARGOT_CLEANUP);
}
#else
/* A str whose contents were never made, which exists up to 3.11. */
static PyObject *legacy(PyObject *module, PyObject *unused)
{
    (void)module;
    (void)unused;
#if PY_VERSION_HEX < 0x030C0000
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    {
        PyObject *result = PyUnicode_FromUnicode(NULL, 3);
        if (result != NULL) wmemcpy(PyUnicode_AS_UNICODE(result), L"abc", 4);
        return result;
    }
#pragma GCC diagnostic pop
#else
    return Py_BuildValue("");
#endif
}
#endif

#if ARGOT_HAS(0x030A0000)

static char name_a[] = "a", name_b[] = "b", name_c[] = "c";
static char *names[] = {name_a, name_b, name_c, NULL};

/* vector(index, …): the number of arguments, the one at the index, and what is stored by CPython's function, with the
   keyword list or, where no keywords are given, without. The oracle has a tuple and a dict, the other a vector. */
#ifdef ORACLE
#define CONVENTION METH_VARARGS
static PyObject *vector(PyObject *module, PyObject *args, PyObject *kwargs)
#else
#define CONVENTION METH_FASTCALL
static PyObject *vector(PyObject *module, PyObject *const *argv, Py_ssize_t count, PyObject *kwnames)
#endif
{
    PyObject *first = Py_None, *second = Py_None, *third = Py_None, *item;
    int accepted;
#ifdef ORACLE
    Py_ssize_t count = PyTuple_Size(args);
    item = count ? PyTuple_GetItem(args, PyLong_AsSsize_t(PyTuple_GetItem(args, 0))) : Py_None;
    if (item == NULL) return NULL;
    /* A call with ** and nothing behind it gives the oracle an empty dict. */
    accepted = kwargs && PyDict_Size(kwargs)
                   ? PyArg_ParseTupleAndKeywords(args, kwargs, "O|O$O:vector", names, &first, &second, &third)
                   : PyArg_ParseTuple(args, "O|OO:vector", &first, &second, &third);
#else
    ArgotCall call = {argv, count, kwnames};
    void *args = &call;
    if (argot_call_count(args) != count || argot_nitems(args) != count)
        return PyErr_Format(PyExc_AssertionError, "count");
    item = count ? argot_call_item(args, PyLong_AsSsize_t(argot_vector_get(args, 0))) : Py_None;
    if (item == NULL) return NULL;
    accepted = kwnames ? argot_parse_vector_and_keywords(argv, count, kwnames, "O|O$O:vector", (void *)names,
                                                         (void *)&first, (void *)&second, (void *)&third)
                       : argot_parse_vector(argv, count, "O|OO:vector", (void *)&first, (void *)&second,
                                            (void *)&third);
#endif
    (void)module;
    return accepted ? Py_BuildValue("(nOOOO)", count, item, first, second, third) : NULL;
}

#endif

static PyMethodDef methods[] = {
    {"parse", parse, METH_VARARGS, NULL},
#if ARGOT_HAS(0x030B0000)
    {"view", view, METH_VARARGS, NULL},
#endif
#if ARGOT_HAS(0x030A0000)
    {"copy", copy, METH_VARARGS, NULL},
    {"vector", (PyCFunction)(uintptr_t)vector, CONVENTION | METH_KEYWORDS, NULL},
#endif
    {"build_number", build_number, METH_VARARGS, NULL},
    {"build_double", build_double, METH_VARARGS, NULL},
    {"build_text", build_text, METH_VARARGS, NULL},
    {"build_object", build_object, METH_VARARGS, NULL},
    {"consume", consume, METH_VARARGS, NULL},
#ifdef ORACLE
    {"legacy", legacy, METH_NOARGS, NULL},
#else
    {"facts", facts, METH_VARARGS, NULL},
    {"containers", containers, METH_O, NULL},
    {"key", key, METH_O, NULL},
    {"aliasing", aliasing, METH_O, NULL},
    {"stubs", stubs, METH_O, NULL},
#endif
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, MODULE_NAME, NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC MODULE_INIT(void) { return PyModule_Create(&definition); }
