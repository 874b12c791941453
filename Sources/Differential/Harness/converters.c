#include "converters.h"

#include "variables.h"

#include <string.h>

PyObject *event_log;
PyObject *converting_type;

static const char *pending_name(PyObject *type)
{
    return type ? ((PyTypeObject *)type)->tp_name : "";
}

/* Appends what a converter sees to the list, and keeps the exception that is set. */
static void note(const char *what, Py_ssize_t place, PyObject *object, int with_snapshot)
{
    static Text seen;
    PyObject *type, *value, *traceback, *entry;
    seen.size = 0;
    PyErr_Fetch(&type, &value, &traceback);
    append(&seen, "", 0);
    if (with_snapshot) snapshot(&seen);
    entry = Py_BuildValue("snKy#s", what, place, (unsigned long long)(uintptr_t)object, seen.data,
                          (Py_ssize_t)seen.size, pending_name(type));
    if (entry == NULL || PyList_Append(event_log, entry) < 0) Py_FatalError("the harness ran out of memory");
    Py_DECREF(entry);
    PyErr_Restore(type, value, traceback);
}

/* What a converter is to do with the object: 0 succeed, 1 succeed and ask for cleaning up, 2 fail without an exception,
   3 fail with one, 4 succeed with another number. */
static int mode_of(PyObject *object)
{
    PyObject *hook, *result;
    long mode;
    if ((PyObject *)Py_TYPE(object) != converting_type) return 0;
    hook = PyObject_GetAttrString(object, "hook");
    result = hook ? PyObject_CallNoArgs(hook) : NULL;
    Py_XDECREF(hook);
    if (result == NULL) return 3;
    Py_DECREF(result);
    result = PyObject_GetAttrString(object, "mode");
    mode = PyLong_AsLong(result);
    Py_DECREF(result);
    return (int)mode;
}

int converter(PyObject *object, void *address)
{
    int mode;
    note("converter", (Slot *)address - slots, object, 1);
    if (object == NULL) return 1;
    mode = mode_of(object);
    switch (mode) {
    case 2: return 0;
    case 3:
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the converter refuses");
        return 0;
    default:
        memcpy(address, &object, sizeof(object));
        return mode == 1 ? Py_CLEANUP_SUPPORTED : mode == 4 ? -7 : 1;
    }
}

PyObject *maker(void *address)
{
    PyObject *object = (PyObject *)address;
    int mode;
    note("maker", 0, object, 0);
    if (object == NULL) {
        Py_RETURN_NONE;
    }
    /* Python code must not be run with an exception set. */
    if (PyErr_Occurred()) {
        Py_INCREF(object);
        return object;
    }
    mode = mode_of(object);
#ifdef Py_DEBUG
    /* A debug build ends where a maker fails without saying why. */
    if (mode == 2) mode = 3;
#endif
    if (mode == 2) return NULL;
    if (mode == 3) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the maker refuses");
        return NULL;
    }
    Py_INCREF(object);
    return object;
}
