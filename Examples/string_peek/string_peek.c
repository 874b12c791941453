// Arguments in, arguments checked: PyArg_ParseTuple reports a wrong count or type, the function a wrong index.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *string_peek(PyObject *self, PyObject *args)
{
    const char *text;
    int index;

    (void)self;
    if (!PyArg_ParseTuple(args, "si:string_peek", &text, &index)) {
        return NULL;
    }
    if (index < 0 || (size_t)index >= strlen(text)) {
        PyErr_SetString(PyExc_IndexError, "peek index out of range");
        return NULL;
    }
    return Py_BuildValue("i", (unsigned char)text[index]);
}

static PyMethodDef string_peek_functions[] = {
    {"string_peek", string_peek, METH_VARARGS, "The byte at an index of a string's UTF-8 form."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef string_peek_module = {
    PyModuleDef_HEAD_INIT, "string_peek", "Look at one byte of a string.", 0, string_peek_functions, NULL, NULL, NULL,
    NULL,
};

PyMODINIT_FUNC PyInit_string_peek(void)
{
    return PyModule_Create(&string_peek_module);
}
