#include "records.h"

#include <string.h>

int same_records(const Record *one, const Record *other)
{
    size_t size = (size_t)watched_count * sizeof(int);
    if (one->result != other->result || !same_text(&one->told, &other->told)) return 0;
    if (!same_text(&one->memory, &other->memory)) return 0;
    if (memcmp(one->during, other->during, size) != 0 || memcmp(one->after, other->after, size) != 0) return 0;
    if (one->log == NULL || other->log == NULL) return one->log == other->log;
    return PyObject_RichCompareBool(one->log, other->log, Py_EQ) == 1;
}

int has_warned(const Record *record)
{
    Py_ssize_t i;
    for (i = 0; record->log != NULL && i < PyList_GET_SIZE(record->log); i++) {
        PyObject *kind = PyTuple_GET_ITEM(PyList_GET_ITEM(record->log, i), 0);
        if (PyUnicode_CompareWithASCIIString(kind, "warning") == 0) return 1;
    }
    return 0;
}

static PyObject *list_of(const int *numbers)
{
    PyObject *list = PyList_New(watched_count);
    Py_ssize_t i;
    for (i = 0; list != NULL && i < watched_count; i++) PyList_SET_ITEM(list, i, PyLong_FromLong(numbers[i]));
    return list;
}

PyObject *tuple_of(const Record *record)
{
    PyObject *told = PyUnicode_DecodeUTF8(record->told.data, (Py_ssize_t)record->told.size, "backslashreplace");
    return Py_BuildValue("iy#NONNLn", record->result, record->memory.data, (Py_ssize_t)record->memory.size, told,
                         record->log ? record->log : Py_None, list_of(record->during), list_of(record->after),
                         record->allocations, record->rebuilt);
}

PyObject *sort_of(const Record *record)
{
    Py_uhash_t hash = 2166136261u;
    size_t i;
    for (i = 0; i < record->explained; i++) hash = (hash ^ (unsigned char)record->told.data[i]) * 16777619u;
    return PyLong_FromSize_t((size_t)(hash ^ (Py_uhash_t)record->result) & 0x3FFFFFFF);
}
