#include <Python.h>
#include <stdbool.h>

static int right_any(PyObject *object, void *target);
static int right_int(PyObject *object, int *target);
static int right_object(PyObject *object, PyObject **target);
static int right_unsigned(PyObject *object, unsigned *target);
static int right_letter(PyObject *object, char *target);
static bool wrong_bool(PyObject *object, int *target);
static void wrong_void(PyObject *object, int *target);
static PyObject *wrong_pointer(PyObject *object, int *target);
static int wrong_one(PyObject *object);
static int wrong_three(PyObject *object, int *target, int more);
static int wrong_first(int object, int *target);
static int wrong_target(PyObject *object, int target);
static PyObject *make(void *value);
static PyObject *make_two(void *value, int more);
static int make_int(void *value);
static PyObject *make_of_int(int value);

PyObject *wrong(PyObject *self, PyObject *args)
{
    int number;
    long wide;
    double real;
    char *text;
    if (!PyArg_ParseTuple(args, "O&", &number, right_int)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", wrong_bool, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "iO&", &number, wrong_void, &number)) return NULL; // 35 converter-function
    if (!PyArg_ParseTuple(args, "O&", wrong_pointer, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", wrong_one, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", wrong_three, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", wrong_first, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", wrong_target, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", right_int, &wide)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", right_int, &real)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", &right_int, &text)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", right_object, &number)) return NULL; // 34 converter-function
    if (!PyArg_ParseTuple(args, "O&", (int (*)(PyObject *, void *)) right_int, &wide)) return NULL; // 34 converter-function
    if (number) return Py_BuildValue("O&", make_two, &number); // 39 converter-function
    if (number) return Py_BuildValue("O&", make_int, &number); // 39 converter-function
    return Py_BuildValue("O&", make_of_int, &number); // 27 converter-function
}

PyObject *right(PyObject *self, PyObject *args)
{
    int number;
    unsigned positive;
    char letter, letters[4];
    struct { int first, second; } record;
    PyTypeObject *type;
    void *anything = &number;
    int (*pointer)(PyObject *, void *) = right_any;
    if (!PyArg_ParseTuple(args, "O&O&", right_any, &number, right_int, &number)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", pointer, &record, *pointer, &type)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", right_int, anything, right_int, &positive)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", right_int, &record, right_unsigned, &number)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", right_object, &type, right_letter, &letter)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", right_letter, letters, (void *) wrong_one, &number)) return NULL;
    if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &type, PyUnicode_FSDecoder, &type)) return NULL;
    return Py_BuildValue("O&O&", make, &number, make, "text");
}
