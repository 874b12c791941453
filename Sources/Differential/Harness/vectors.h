/* The arguments of a call as METH_FASTCALL hands them over. */
#ifndef ARGOT_TEST_VECTORS_H
#define ARGOT_TEST_VECTORS_H

#include "harness.h"

/* There is one at a time: `argv` is borrowed from what the vector was made of and stands between objects that are no
   arguments, so that a read beside it is seen. `kwnames` is owned; NULL is for no keyword arguments. */
typedef struct {
    PyObject *const *argv;
    Py_ssize_t nargs;
    PyObject *kwnames;
} Vector;

/* The vector of an argument tuple and the keyword arguments: a dict or a tuple of pairs, in which names may be repeated;
   None for none at all. -1 with an exception if they have no such form. */
int make_vector(Vector *vector, PyObject *args, PyObject *kwargs);
void free_vector(Vector *vector);

/* A new dict of pairs as CPython makes it for METH_VARARGS, where the last of equal names counts. */
PyObject *dict_of_pairs(PyObject *pairs);

/* How often memory is asked for to put the arguments of a vector back into a tuple and a dict. Runs user code if the
   hashes or the equality of names are. */
long long cost_of_rebuilding(const Vector *vector);

/* How many blocks of memory that leaves behind: CPython 3.11 and 3.12 keep tuples of 20 items for later, and then do not
   use them. */
long long left_by_rebuilding(const Vector *vector);

#endif
