#include "references.h"

enum { SHARED = 60 };

PyObject *null_marker;
PyObject *total_references;
Py_ssize_t watched_count;
static PyObject *watched[WATCHED];

int is_shared(PyObject *object)
{
    /* Read like this as other ways would complete a str that is not ready. */
    if (PyUnicode_CheckExact(object) && ((PyASCIIObject *)(void *)object)->length <= 1) return 1;
    if (PyBytes_CheckExact(object) && PyBytes_GET_SIZE(object) <= 1) return 1;
    if (PyLong_CheckExact(object)) {
        int overflow;
        long number = PyLong_AsLongAndOverflow(object, &overflow);
        /* From 3.15 on up to 1024. */
        if (!overflow && number >= -5 && number <= 1024) return 1;
    }
    return Py_REFCNT(object) >= SHARED || object == null_marker;
}

void watch(PyObject *object, int depth)
{
    Py_ssize_t i;
    if (watched_count < WATCHED && !is_shared(object)) {
        Py_INCREF(object);
        watched[watched_count++] = object;
    }
    if (depth > 5) return;
    if (PyTuple_Check(object)) {
        for (i = 0; i < PyTuple_GET_SIZE(object); i++) watch(PyTuple_GET_ITEM(object, i), depth + 1);
    } else if (PyList_Check(object)) {
        for (i = 0; i < PyList_GET_SIZE(object); i++) watch(PyList_GET_ITEM(object, i), depth + 1);
    } else if (PyDict_Check(object)) {
        PyObject *key, *value;
        Py_ssize_t place = 0;
        while (PyDict_Next(object, &place, &key, &value)) {
            watch(key, depth + 1);
            watch(value, depth + 1);
        }
    }
}

void unwatch(void)
{
    while (watched_count > 0) Py_DECREF(watched[--watched_count]);
}

void count_references(int *counts)
{
    Py_ssize_t i;
    for (i = 0; i < watched_count; i++) {
        PyObject *object = watched[i];
        counts[i] = (int)Py_REFCNT(object);
        if (PyByteArray_Check(object)) counts[i] += 1000 * (int)((PyByteArrayObject *)object)->ob_exports;
        if (PyMemoryView_Check(object)) counts[i] += 1000 * (int)((PyMemoryViewObject *)object)->exports;
    }
}

long long references(void)
{
    PyObject *total = total_references ? PyObject_CallNoArgs(total_references) : NULL;
    long long number = total ? PyLong_AsLongLong(total) : 0;
    Py_XDECREF(total);
    return number;
}
