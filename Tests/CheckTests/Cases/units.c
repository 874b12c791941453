#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* One call for each unit with another variable than it takes, and one with the right one. */

typedef unsigned long long huge_t;
typedef struct { PyObject_HEAD int value; } Own;

PyObject *wrong(PyObject *self, PyObject *args)
{
    int length, number;
    float small;
    const char *text = "";
    char *memory = NULL;
    wchar_t *wide = NULL;
    void **nothing = NULL;
    if (!PyArg_Parse(args, "S", &number)) return NULL; // 29 parse-target
    if (!PyArg_Parse(args, "U", &number)) return NULL; // 29 parse-target
    if (!PyArg_Parse(args, "Y", &number)) return NULL; // 29 parse-target
    if (!PyArg_ParseTuple(args, "s#", &text, &length)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "z#", &text, &length)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "y#", &text, &length)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "es#", "utf-8", &memory, &length)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "et#", "utf-8", &memory, &length)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "z#", &text, &small)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "w*", &text)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "et", &text, &number)) return NULL; // 34 input-argument, 34 parse-target
    if (!PyArg_ParseTuple(args, "D", &small)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "O!", &number, nothing)) return NULL; // 34 input-argument
    if (length) return Py_BuildValue("s#", text, length); // 39 build-value
    if (length) return Py_BuildValue("y#", text, length); // 39 build-value
    if (length) return Py_BuildValue("z#", text, length); // 39 build-value
    if (length) return Py_BuildValue("u#", wide, length); // 39 build-value
    if (length) return Py_BuildValue("U", wide); // 39 build-value
    if (length) return Py_BuildValue("D", 1.0); // 39 build-value
    if (length) return Py_BuildValue("c", text); // 39 build-value
    return Py_BuildValue("S", 0L); // 27 build-value
}

PyObject *right(PyObject *self, PyObject *args, PyObject *kwds)
{
    Py_ssize_t length = 0;
    huge_t huge;
    Py_complex number = {0, 0};
    PyObject *object;
    Own *own;
    char *memory = NULL, letter = 'a';
    const char *text = "";
    unsigned char *bytes;
    Py_buffer view;
    float small = 0;
    short narrow = 0;
    wchar_t *wide = NULL;
    if (!PyArg_Parse(args, "S", &object) || !PyArg_Parse(args, "U", &own)) return NULL;
    if (!PyArg_ParseTuple(args, "s#z#y#", &text, &length, &memory, &length, &bytes, &length)) return NULL;
    if (!PyArg_ParseTuple(args, "es#et#", "utf-8", &memory, &length, (char *) NULL, &memory, &length)) return NULL;
    if (!PyArg_ParseTuple(args, "s*z*y*w*", &view, &view, &view, &view)) return NULL;
    if (!PyArg_ParseTuple(args, "KcD", &huge, &letter, &number)) return NULL;
    if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &own) || !PyArg_ParseTuple(args, "O!", Py_TYPE(self), &own)) return NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "S", NULL, &object)) return NULL;
    if (length) return Py_BuildValue("s#y#z#u#", text, length, memory, length, NULL, length, wide, length);
    if (length) return Py_BuildValue("bBhHc", letter, letter, narrow, narrow, letter);
    if (length) return Py_BuildValue("fd", small, small);
    if (length) return Py_BuildValue("DU", &number, text);
    return Py_BuildValue("(OSN)", own, Py_None, Py_BuildValue(""));
}
