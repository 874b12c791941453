#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>

PyObject *wrong(PyObject *self, PyObject *callable)
{
    Py_ssize_t size = 1;
    int number = 1;
    bool flag = true;
    double real = 1;
    const char *text = "";
    if (size) return Py_BuildValue("n", 0); // 37 build-value
    if (size) return Py_BuildValue("n", number); // 37 build-value
    if (size) return Py_BuildValue("n", flag); // 37 build-value
    if (size) return Py_BuildValue("i", size); // 37 build-value
    if (size) return Py_BuildValue("(iL)", number, number); // 39 build-value
    if (size) return Py_BuildValue("k", number); // 37 build-value
    if (size) return Py_BuildValue("s#", text, 3); // 37 build-value
    if (size) return Py_BuildValue("d", number); // 37 build-value
    if (size) return Py_BuildValue("i", real); // 37 build-value
    if (size) return Py_BuildValue("s", number); // 37 build-value
    if (size) return Py_BuildValue("i", text); // 37 build-value
    if (size) return Py_BuildValue("O", text); // 37 build-value
    if (size) return Py_BuildValue("s", callable); // 37 build-value
    if (size) return Py_BuildValue("i", size ? size : 0); // 37 build-value
    if (size) return Py_BuildValue("i", NULL); // 37 build-value
    if (size) return Py_BuildValue("{s:i,s:(nn)}", "a", 1, "b", size, 0); // 46 build-value
    if (size) return PyObject_CallFunction(callable, "i", size); // 55 build-value
    return PyObject_CallMethod(callable, "name", "nO", 1, self); // 51 build-value
}

PyObject *right(PyObject *self, PyObject *callable)
{
    Py_ssize_t size = 1;
    unsigned char byte = 1;
    unsigned int number = 1;
    size_t length = 1;
    float real = 1;
    char array[8] = "";
    unsigned char *bytes = &byte;
    if (size) return Py_BuildValue("(bBhHiIc)", byte, byte, byte, byte, byte, number, 'c');
    if (size) return Py_BuildValue("(nnlk)", size, length, size, length);
    if (size) return Py_BuildValue("(fd)", real, real);
    if (size) return Py_BuildValue("(sszs)", array, &array, NULL, bytes);
    if (size) return Py_BuildValue("(OO)", self, (void *) callable);
    if (size) return Py_BuildValue("y#", bytes, (Py_ssize_t) 1);
    if (size) return Py_BuildValue("y#", &real, size);
    if (size) return Py_BuildValue("n", (Py_ssize_t) 0);
    if (size) return Py_BuildValue("O", NULL);
    return PyObject_CallFunction(callable, NULL);
}
