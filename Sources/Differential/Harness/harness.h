/* What a batch of calls and the harness that makes them agree on. */
#ifndef ARGOT_TEST_HARNESS_H
#define ARGOT_TEST_HARNESS_H

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

/* Room for one output variable of any unit, and more, so that a store beside it is seen. */
typedef union {
    unsigned char memory[96];
    long long integer;
    double number;
    void *pointer;
} Slot;

/* One argument of a building call. */
typedef union {
    int i;
    unsigned int u;
    long l;
    unsigned long k;
    long long L;
    unsigned long long K;
    Py_ssize_t n;
    double d;
    const char *s;
    const wchar_t *w;
    PyObject *O;
    void *p;
} Input;

/* What the harness lends to a batch. */
typedef struct {
    int (*converter)(PyObject *, void *);
    PyObject *(*maker)(void *);
    /* A class made in Python, behind `O!`. */
    PyTypeObject *type;
    /* Counts the calls in which a function that METH_FASTCALL enters has put its arguments back into a tuple. */
    Py_ssize_t *rebuilt;
} Environment;

typedef int (*Parse)(PyObject *args, PyObject *kwargs, Slot *s);
typedef PyObject *(*Build)(PyObject *target, const char *name, Input *v);
typedef int (*Enter)(PyObject *const *argv, Py_ssize_t nargs, PyObject *kwnames, Slot *s);

/* The functions of one call: `parse` or `build`, the others being NULL, or `parse` and what METH_FASTCALL enters in its
   place. */
typedef struct {
    Parse parse;
    Build build;
    Enter enter;
} Entry;

typedef struct {
    const Environment **environment;
    const Entry *entries;
} Table;

#endif
