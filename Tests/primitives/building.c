/* Values built: the constructors of argot.h. */
#include "primitives.h"

PyObject *build_number(PyObject *module, PyObject *args)
{
    const char *name;
    unsigned long long number;
    (void)module;
    if (!PyArg_ParseTuple(args, "sK", &name, &number)) return NULL;
#ifdef ORACLE
#define CASE(NAME, FORMAT, VALUE)                                                                                      \
    if (strcmp(name, #NAME) == 0) return Py_BuildValue(FORMAT, VALUE);
#else
#define CASE(NAME, FORMAT, VALUE)                                                                                      \
    if (strcmp(name, #NAME) == 0) return argot_new_##NAME(VALUE);
#endif
    CASE(int, "i", (int)number)
    CASE(unsigned_int, "I", (unsigned int)number)
    CASE(long, "l", (long)number)
    CASE(unsigned_long, "k", (unsigned long)number)
    CASE(long_long, "L", (long long)number)
    CASE(unsigned_long_long, "K", number)
    CASE(ssize, "n", (Py_ssize_t)number)
    CASE(byte, "c", (int)number)
    CASE(ordinal, "C", (int)number)
#if defined(ORACLE) && PY_VERSION_HEX < 0x030E0000
    if (strcmp(name, "bool") == 0) return PyBool_FromLong((int)number != 0);
#else
    CASE(bool, "p", (int)number)
#endif
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

PyObject *build_double(PyObject *module, PyObject *args)
{
    double part[2];
    PyObject *real, *complex;
    (void)module;
    if (!PyArg_ParseTuple(args, "dd", &part[0], &part[1])) return NULL;
#ifdef ORACLE
    real = Py_BuildValue("d", part[0]);
    complex = Py_BuildValue("D", (Py_complex *)part);
#else
    real = argot_new_double(part[0]);
    complex = argot_new_complex(part);
#endif
    return Py_BuildValue("(NN)", real, complex);
}

/* build_text(name, bytes or None for NULL, size) */
PyObject *build_text(PyObject *module, PyObject *args)
{
    const char *name, *text;
    PyObject *bytes;
    Py_ssize_t size;
    (void)module;
    if (!PyArg_ParseTuple(args, "sOn", &name, &bytes, &size)) return NULL;
    text = bytes == Py_None ? NULL : PyBytes_AsString(bytes);
#ifdef ORACLE
#define TEXT(NAME, FORMAT, TYPE)                                                                                       \
    if (strcmp(name, #NAME) == 0) return Py_BuildValue(FORMAT, (TYPE)(uintptr_t)text);                                 \
    if (strcmp(name, #NAME "_size") == 0) return Py_BuildValue(FORMAT "#", (TYPE)(uintptr_t)text, size);
#else
#define TEXT(NAME, FORMAT, TYPE)                                                                                       \
    if (strcmp(name, #NAME) == 0) return argot_new_##NAME((TYPE)(uintptr_t)text);                                      \
    if (strcmp(name, #NAME "_size") == 0) return argot_new_##NAME##_size((TYPE)(uintptr_t)text, size);
#endif
    TEXT(str, "s", const char *)
    TEXT(bytes, "y", const char *)
    TEXT(wide, "u", const wchar_t *)
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

/* build_object(name, object or the string "NULL", pending): with an exception set before if `pending` is true. */
PyObject *build_object(PyObject *module, PyObject *args)
{
    const char *name;
    PyObject *object;
    int pending;
    (void)module;
    if (!PyArg_ParseTuple(args, "sOp", &name, &object, &pending)) return NULL;
    if (PyUnicode_CheckExact(object)) object = NULL;
    if (pending) PyErr_SetString(PyExc_KeyError, "first");
    if (strcmp(name, "object") == 0) {
#ifdef ORACLE
        return Py_BuildValue("O", object);
#else
        return argot_new_object(object);
#endif
    }
    Py_XINCREF(object);
#ifdef ORACLE
    return Py_BuildValue("N", object);
#else
    return argot_new_stolen(object);
#endif
}

static PyObject *call(void *callable) { return PyObject_CallObject((PyObject *)callable, NULL); }

/* consume(callable, pending): what is raised when a converter follows a unit that failed, and its reference counts. */
PyObject *consume(PyObject *module, PyObject *args)
{
    PyObject *callable, *kept;
    int pending;
    (void)module;
    if (!PyArg_ParseTuple(args, "Op", &callable, &pending)) return NULL;
    if (pending) PyErr_SetString(PyExc_KeyError, "first");
    Py_INCREF(callable);
#ifdef ORACLE
    kept = Py_BuildValue("(OO&N)", NULL, call, (void *)callable, callable);
    if (kept != NULL) return PyErr_Format(PyExc_AssertionError, "built");
#else
    if (argot_new_object(NULL) != NULL) return PyErr_Format(PyExc_AssertionError, "built");
    kept = argot_consume_converter(ARGOT_BUILD_CONVERTER(call), ARGOT_PTR(callable));
    Py_XDECREF(kept);
    Py_DECREF(callable);
#endif
    return NULL;
}
