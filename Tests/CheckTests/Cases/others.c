#include <Python.h>

PyObject *wrong(PyObject *self, PyObject *args)
{
    const char *format, *fixed = "(i)";
    char *encoded = NULL;
    if (!PyArg_ParseTuple(args, "s", &format)) return NULL;
    if (!PyArg_ParseTuple(args, "es", "utf-8", &encoded)) return NULL;
    if (format) return Py_BuildValue(format, 1, 2); // 38 untrusted-format
    if (format) return Py_BuildValue(encoded, 1, 2); // 38 untrusted-format
    if (format) return PyObject_CallFunction(self, "O", self, NULL); // 63 trailing-null
    return Py_BuildValue(fixed, 1);
}

PyObject *silenced(PyObject *self, PyObject *args)
{
    long wide;
    if (!PyArg_ParseTuple(args, "i", &wide)) return NULL; // argot: ignore[parse-target]
    // argot: ignore[parse-target]
    if (!PyArg_ParseTuple(args, "i", &wide)) return NULL;
    if (!PyArg_ParseTuple(args, /* argot: ignore[parse-target, build-value] */ // 64 unused-suppression
                          "i", &wide)) return NULL;
    if (!PyArg_ParseTuple(args, "l", &wide)) return NULL; /* argot: ignore[no-such-rule] */ // 76 unused-suppression
    return Py_BuildValue("s", "/- argot: ignore[parse-target]");
}
