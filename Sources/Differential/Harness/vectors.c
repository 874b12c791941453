#include "vectors.h"

#include "allocations.h"
#include "references.h"

enum { ROOM = 254 };

static PyObject *room[ROOM + 2];

static int add(Vector *vector, Py_ssize_t *count, PyObject *object)
{
    if (*count == ROOM) {
        PyErr_SetString(PyExc_ValueError, "more arguments than the harness has room for");
        free_vector(vector);
        return -1;
    }
    room[1 + (*count)++] = object;
    room[1 + *count] = null_marker;
    return 0;
}

static int add_keyword(Vector *vector, Py_ssize_t *count, Py_ssize_t place, PyObject *name, PyObject *value)
{
    Py_INCREF(name);
    PyTuple_SET_ITEM(vector->kwnames, place, name);
    return add(vector, count, value);
}

int make_vector(Vector *vector, PyObject *args, PyObject *kwargs)
{
    PyObject *name, *value;
    Py_ssize_t i, count = 0, place = 0;
    vector->kwnames = NULL;
    vector->argv = room + 1;
    room[0] = room[1] = null_marker;
    if (!PyTuple_Check(args)) {
        PyErr_SetString(PyExc_TypeError, "no argument tuple");
        return -1;
    }
    vector->nargs = PyTuple_GET_SIZE(args);
    for (i = 0; i < vector->nargs; i++)
        if (add(vector, &count, PyTuple_GET_ITEM(args, i)) < 0) return -1;
    if (kwargs == Py_None) return 0;
    vector->kwnames = PyTuple_New(PyTuple_Check(kwargs) ? PyTuple_GET_SIZE(kwargs) : PyDict_GET_SIZE(kwargs));
    if (vector->kwnames == NULL) return -1;
    for (i = 0; i < PyTuple_GET_SIZE(vector->kwnames); i++) {
        if (PyTuple_Check(kwargs)) {
            name = PyTuple_GET_ITEM(PyTuple_GET_ITEM(kwargs, i), 0);
            value = PyTuple_GET_ITEM(PyTuple_GET_ITEM(kwargs, i), 1);
        } else {
            PyDict_Next(kwargs, &place, &name, &value);
        }
        if (add_keyword(vector, &count, i, name, value) < 0) return -1;
    }
    return 0;
}

void free_vector(Vector *vector) { Py_CLEAR(vector->kwnames); }

PyObject *dict_of_pairs(PyObject *pairs)
{
    PyObject *dict = PyDict_New();
    Py_ssize_t i;
    for (i = 0; dict != NULL && i < PyTuple_GET_SIZE(pairs); i++) {
        PyObject *pair = PyTuple_GET_ITEM(pairs, i);
        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
            PyErr_SetString(PyExc_TypeError, "not a pair");
            Py_CLEAR(dict);
        } else if (PyDict_SetItem(dict, PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1)) < 0) {
            Py_CLEAR(dict);
        }
    }
    return dict;
}

long long cost_of_rebuilding(const Vector *vector)
{
    long long started = allocations;
    Py_ssize_t i, given = vector->kwnames == NULL ? 0 : PyTuple_GET_SIZE(vector->kwnames);
    PyObject *kwargs = given ? PyDict_New() : NULL, *args = PyTuple_New(vector->nargs);
    for (i = 0; i < given; i++)
        if (PyDict_SetItem(kwargs, PyTuple_GET_ITEM(vector->kwnames, i), vector->argv[vector->nargs + i]) < 0) break;
    started = allocations - started;
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    PyErr_Clear();
    return started;
}

long long left_by_rebuilding(const Vector *vector)
{
    long long before = live;
    cost_of_rebuilding(vector);
    return live - before;
}
