#include <Python.h>

PyObject *wrong(PyObject *object, Py_ssize_t size, double real, const char *text)
{
    int number = 1;
    if (size) return PyErr_Format(PyExc_ValueError, "%d items", size); // 54 text-value
    if (size) return PyErr_Format(PyExc_ValueError, "%zd items", number); // 54 text-value
    if (size) return PyErr_Format(PyExc_ValueError, "%s", object); // 54 text-value
    if (size) return PyErr_Format(PyExc_ValueError, "%R", text); // 54 text-value
    if (size) return PyErr_Format(PyExc_ValueError, "%.*s", size, text); // 55 text-value
    if (size) return PyErr_Format(PyExc_ValueError, "%f", real); // 55 malformed-text-format
    if (size) return PyErr_Format(PyExc_ValueError, "100%", number); // 57 malformed-text-format
    if (size) return PyErr_Format(PyExc_ValueError, "%d %d", number); // 57 argument-count
    if (size) return PyErr_Format(PyExc_ValueError, "none", number); // 61 argument-count
    return PyUnicode_FromFormat("%R %S", object, PyLong_FromLong(1)); // 37 new-reference-lost
}

PyObject *right(PyObject *object, Py_ssize_t size, const char *text)
{
    unsigned int number = 1;
    size_t length = 1;
    unsigned char byte = 1;
    void *address = object;
    if (size) return PyErr_Format(PyExc_ValueError, "100%%: %zd %zu %u %x %c", size, length, number, byte, byte);
    if (size) return PyErr_Format(PyExc_ValueError, "%s %.200s %p %U %V", text, address, address, object, object, text);
    if (size) return PyErr_Format(PyExc_ValueError, "%-5d", number);
    return PyUnicode_FromFormat("%ld %lld %zd", size, (long long) size, size);
}
