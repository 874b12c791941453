/* CPython's headers as one Clang module; "#" lengths are Py_ssize_t on every version. */
#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>
