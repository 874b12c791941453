#include <Python.h>

static char *open_names[] = {"first", "second"};
static const char *const constant_names[] = {"first", NULL};
static char *all_names[][3] = {{"first", "second", NULL}};

PyObject *wrong(PyObject *self, PyObject *args, PyObject *kwds)
{
    int number, other;
    static char *one[] = {"first", NULL};
    static char *three[] = {"first", "second", "third", NULL};
    static char *twice[] = {"first", "first", NULL}; // 38 keyword-list-names
    static char *late[] = {"first", "", NULL}; // 37 keyword-list-names
    static char *unnamed[] = {"", "", NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", open_names, &number, &other)) return NULL; // 56 keyword-list-sentinel
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", one, &number, &other)) return NULL; // 52 keyword-list-length
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", three, &number, &other)) return NULL; // 56 keyword-list-length
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", twice, &number, &other)) return NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", late, &number, &other)) return NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i|$i", unnamed, &number, &other)) return NULL; // 54 keyword-list-names
    return NULL;
}

PyObject *right(PyObject *self, PyObject *args, PyObject *kwds)
{
    int number, other;
    static char *names[] = {"", "second", 0};
    char *filled[8] = {"first", "second"};
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i|i", names, &number, &other)) return NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i(i)", filled, &number, &other)) return NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", all_names[0], &number, &other)) return NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i", (char **) constant_names, &number)) return NULL;
    filled[1] = NULL;
    return NULL;
}
