#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* Fixes that a macro, or another call that shares the text, would turn into other code are not offered: the test
   applies all fixes and reads the file again. */

#define ZERO Py_BuildValue("n", 0) // 29 build-value
#define PAIR size, 0
#define BUILD(format, value) Py_BuildValue(format, value)
#define FORMAT "n" // 17 build-value
#define TWICE(call) (Py_XDECREF(call), call)
#define TEXT(call) (puts(#call), call)
#define NAME(variable) variable
#define ARROW(pointer) pointer->ob_type
#define NAMES {"width", "height"}

static const char shared[] = "O"; // 31 new-reference-lost

PyObject *wrong(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = NAMES;
    Py_ssize_t size = 0;
    int number = 0, height = 0;
    if (number == 1) return ZERO;
    if (number == 2) return Py_BuildValue("(nn)", PAIR); // 46 build-value
    if (number == 3) return BUILD("n", 0); // 36 build-value
    if (number == 4) return Py_BuildValue(FORMAT, number);
    if (number == 5) return TWICE(Py_BuildValue("n", 0)); // 50 build-value
    if (number == 6) return TEXT(Py_BuildValue("n", 0)); // 49 build-value
    if (number == 7) return Py_BuildValue("n", NAME(number)); // 44 build-value
    if (number == 8) return Py_BuildValue(shared, PyLong_FromLong(1));
    if (number == 9) return Py_BuildValue(shared, PyTuple_GetItem(args, 0));
    if (number == 10) return Py_BuildValue("i" "i" FORMAT, 1, size, size); // 49 build-value
    if (number == 11) return Py_BuildValue("n", (int)number); // 45 build-value
    if (!PyArg_ParseTuple(args, "i", number)) return NULL; // 34 parse-target
    if (!PyArg_ParseTuple(args, "i", NAME(number))) return NULL; // 34 parse-target
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "ii", names, &number, &height)) // 60 keyword-list-sentinel
        return NULL;
    return Py_BuildValue("n", INT_MAX); // 27 build-value
}

PyObject *right(PyObject *self)
{
    return BUILD("O", ARROW(self));
}
