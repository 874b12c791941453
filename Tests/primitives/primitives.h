/*
 * One module, compiled twice from its files. With ORACLE defined every function answers through CPython's own format
 * functions; without it, through argot.h, in the full or in the limited API. check.py calls both and compares.
 */
#ifndef PRIMITIVES_H
#define PRIMITIVES_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>
#ifdef ORACLE
#define ARGOT_HAS(version) 1
#define ARGOT_LIMITED 0
#else
#include "argot.h"
#endif

/* Two of these modules, and CPython, are in one process: nobody may take another's functions for its own. */
#pragma GCC visibility push(hidden)

/* parsing.c */
PyObject *parse(PyObject *module, PyObject *args);
#if ARGOT_HAS(0x030B0000)
PyObject *view(PyObject *module, PyObject *args);
#endif
#if ARGOT_HAS(0x030A0000)
PyObject *copy(PyObject *module, PyObject *args);
#endif

/* building.c */
PyObject *build_number(PyObject *module, PyObject *args);
PyObject *build_double(PyObject *module, PyObject *args);
PyObject *build_text(PyObject *module, PyObject *args);
PyObject *build_object(PyObject *module, PyObject *args);
PyObject *consume(PyObject *module, PyObject *args);

#pragma GCC visibility pop

#endif
