#include "inputs.h"

#include "references.h"

#include <string.h>

Input inputs[SLOTS];
static Py_complex complexes[SLOTS];
static wchar_t *wide[SLOTS];

PyObject *object_or_null(PyObject *object) { return object == null_marker ? NULL : object; }

void fill_inputs(PyObject *values)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) {
        PyObject *value = PyTuple_GET_ITEM(values, i);
        unsigned long long number = 0;
        Py_ssize_t size;
        wide[i] = NULL;
        if (strchr("iulkLKn", kinds[i])) number = PyLong_AsUnsignedLongLongMask(value);
        switch (kinds[i]) {
        case 'i': inputs[i].i = (int)number; break;
        case 'u': inputs[i].u = (unsigned int)number; break;
        case 'l': inputs[i].l = (long)number; break;
        case 'k': inputs[i].k = (unsigned long)number; break;
        case 'L': inputs[i].L = (long long)number; break;
        case 'K': inputs[i].K = number; break;
        case 'n': inputs[i].n = (Py_ssize_t)number; break;
        case 'd': inputs[i].d = PyFloat_AsDouble(value); break;
        case 'D':
            complexes[i] = PyComplex_AsCComplex(value);
            inputs[i].p = &complexes[i];
            break;
        case 's': inputs[i].s = value == Py_None ? NULL : PyBytes_AsString(value); break;
        case 'w':
            if (value != Py_None) wide[i] = PyUnicode_AsWideCharString(value, &size);
            inputs[i].w = wide[i];
            break;
        case 'N':
            if (value != null_marker) Py_INCREF(value);
            /* fall through */
        default: inputs[i].O = object_or_null(value); break;
        }
    }
    if (PyErr_Occurred()) Py_FatalError("a value does not fit its kind");
}

void free_inputs(void)
{
    Py_ssize_t i;
    for (i = 0; i < slot_count; i++) PyMem_Free(wide[i]);
}
