#define PY_SSIZE_T_CLEAN
#include <Python.h>

PyObject *wrong(PyObject *self, PyObject *args)
{
    const char *text;
    int number;
    static char *names[] = {"a", "b", NULL};
    if (!PyArg_ParseTuple(args, "s#i", &text, &number)) return NULL; // 36 argument-count
    if (!PyArg_ParseTuple(args, "si", &text)) return NULL; // 35 argument-count
    if (!PyArg_ParseTuple(args, "i", &number, &number)) return NULL; // 47 argument-count
    if (!PyArg_ParseTuple(args, "", &number)) return NULL; // 37 argument-count
    if (!PyArg_ParseTuple(args, "O!", &number)) return NULL; // 34 argument-count
    if (!PyArg_ParseTupleAndKeywords(args, self, "i|i", names, &number)) return NULL; // 53 argument-count
    if (number) return Py_BuildValue("(ii)", number); // 41 argument-count
    return Py_BuildValue("i", number, number); // 39 argument-count
}

PyObject *right(PyObject *self, PyObject *args)
{
    const char *text;
    Py_ssize_t length;
    int number;
    if (!PyArg_ParseTuple(args, "s#i", &text, &length, &number)) return NULL;
    if (!PyArg_ParseTuple(args, ":f")) return NULL;
    if (!PyArg_ParseTuple(args, "i", &number, NULL)) return NULL; // 47 trailing-null
    return PyObject_CallFunction(self, "i",
#ifdef NEVER
                                 text
#else
                                 number
#endif
    );
}
