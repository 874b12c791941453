#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string>

#include "shared.h"

namespace {

PyObject *scale(PyObject *, PyObject *args)
{
    const char *text = nullptr;
    int number = 0;
    if (!PyArg_ParseTuple(args, "si:scale", &text, &number))
        return nullptr;
    const std::string copy(text);
    return Py_BuildValue("(si)", copy.c_str(), number * SHARED_FACTOR);
}

PyObject *between(PyObject *, PyObject *args, PyObject *kwargs)
{
    static const char *const keywords[] = {"low", "high", nullptr};
    double low = 0, high = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "d|d:between", const_cast<char **>(keywords), &low, &high))
        return nullptr;
    return Py_BuildValue("{s:d}", "middle", (low + high) / 2);
}

PyMethodDef methods[] = {
    {"scale", scale, METH_VARARGS, nullptr},
    {"between", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)(void)>(between)),
     METH_VARARGS | METH_KEYWORDS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "incpp", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_incpp(void) { return PyModule_Create(&definition); }
