// Two versions of one function, both meaning
//
//     def insert_powers(numbers, n):
//         powers = (n, n * n, n * n * n)
//         numbers[n] = powers
//         return powers
//
// Py_BuildValue gives a new reference, and every path out of the function must pass it on or give it up.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// The powers are of type int in C, which holds the cube of no larger number.
static int cube_fits(int n)
{
    if (n < -1290 || n > 1290) {
        PyErr_SetString(PyExc_OverflowError, "n must lie between -1290 and 1290");
        return 0;
    }
    return 1;
}

// Leaks the tuple if the assignment fails, on purpose: it shows that compiled formats keep a program's faults as they are.
static PyObject *insert_powers1(PyObject *self, PyObject *args)
{
    PyObject *numbers;
    int n;

    (void)self;
    if (!PyArg_ParseTuple(args, "Oi", &numbers, &n)) {
        return NULL;
    }
    if (!cube_fits(n)) {
        return NULL;
    }
    PyObject *powers = Py_BuildValue("(iii)", n, n * n, n * n * n);
    if (powers == NULL) {
        return NULL;
    }
    if (PySequence_SetItem(numbers, n, powers) < 0) {
        return NULL;
    }
    return powers;
}

static PyObject *insert_powers2(PyObject *self, PyObject *args)
{
    PyObject *numbers;
    int n;

    (void)self;
    if (!PyArg_ParseTuple(args, "Oi", &numbers, &n)) {
        return NULL;
    }
    if (!cube_fits(n)) {
        return NULL;
    }
    PyObject *powers = Py_BuildValue("(iii)", n, n * n, n * n * n);
    if (powers == NULL) {
        return NULL;
    }
    if (PySequence_SetItem(numbers, n, powers) < 0) {
        Py_DECREF(powers);
        return NULL;
    }
    return powers;
}

static PyMethodDef insert_powers_functions[] = {
    {"insert_powers1", insert_powers1, METH_VARARGS, "Store the first three powers of n; leaks if it fails."},
    {"insert_powers2", insert_powers2, METH_VARARGS, "Store the first three powers of n."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef insert_powers_module = {
    PyModuleDef_HEAD_INIT,
    "insert_powers",
    "Owned references, with and without a leak.",
    0,
    insert_powers_functions,
    NULL,
    NULL,
    NULL,
    NULL,
};

PyMODINIT_FUNC PyInit_insert_powers(void)
{
    return PyModule_Create(&insert_powers_module);
}
