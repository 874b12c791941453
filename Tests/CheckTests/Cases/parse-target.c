#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stdint.h>

#define PAIR "ii"

typedef struct {
    PyObject_HEAD
    int value;
} Own;

enum choice { FIRST, SECOND };

PyObject *wrong(PyObject *self, PyObject *args)
{
    Py_ssize_t size;
    long wide;
    short narrow;
    char letter;
    bool flag;
    int number;
    float small;
    const char *text;
    int length;
    PyObject *object;
    if (!PyArg_ParseTuple(args, "i", &size)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "si:name", &text, &wide)) return NULL; // 35 parse-target
    if (!PyArg_ParseTuple(args, "l", &number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "H", &number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "i", &narrow)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "p", &flag)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "C", &letter)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "c", &number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "d", &small)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "f", &number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "s#", &text, &length)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "i", number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "O", object)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "s", &number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "O", &number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "s*", &text)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "(i(l))", &number, &number)) return NULL; // 37 parse-target
    if (!PyArg_ParseTuple(args, "i" "l", &number, &number)) return NULL; // 38 parse-target
    if (!PyArg_ParseTuple(args, PAIR "l", &number, &number, &number)) return NULL; // 39 parse-target
    if (!PyArg_ParseTuple(args, self ? "i" : "l", &number)) return NULL; // 47 parse-target
    if (!PyArg_Parse(args, "n", &number)) return NULL; // 29 parse-target
    return NULL;
}

PyObject *right(PyObject *self, PyObject *args)
{
    Py_ssize_t size;
    unsigned int number;
    unsigned long long huge;
    uint64_t exact;
    enum choice choice;
    char *text;
    char array[64];
    void *anything;
    Own *own;
    Py_buffer view;
    Py_UCS4 character;
    int flag, length;
    double complex[2];
    struct { int inner; } record;
    if (!PyArg_ParseTuple(args, "iIn", &number, &number, &size)) return NULL;
    if (!PyArg_ParseTuple(args, "KLkl", &exact, &huge, &huge, &size)) return NULL;
    if (!PyArg_ParseTuple(args, "i", &choice)) return NULL;
    if (!PyArg_ParseTuple(args, "sz", &text, &anything)) return NULL;
    if (!PyArg_ParseTuple(args, "s#", &anything, &size)) return NULL;
    if (!PyArg_ParseTuple(args, "OO!", &own, &PyList_Type, &own)) return NULL;
    if (!PyArg_ParseTuple(args, "y*", &view)) return NULL;
    if (!PyArg_ParseTuple(args, "Cp", &character, &flag)) return NULL;
    if (!PyArg_ParseTuple(args, "i", &record.inner)) return NULL;
    if (!PyArg_ParseTuple(args, "i", (int *) array)) return NULL;
    if (!PyArg_ParseTuple(args, "i", (void *) &length)) return NULL;
    if (!PyArg_ParseTuple(args, "O", (PyObject *) &own)) return NULL;
    uint16_t *numbers;
    if (!PyArg_ParseTuple(args, "y#", &numbers, &size)) return NULL;
    if (!PyArg_ParseTuple(args, "dd", &complex[0], complex + 1)) return NULL;
    return NULL;
}
