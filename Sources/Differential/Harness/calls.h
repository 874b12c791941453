/* Makes one call of a batch, on objects in their first state. */
#ifndef ARGOT_TEST_CALLS_H
#define ARGOT_TEST_CALLS_H

#include "records.h"
#include "vectors.h"

/* What a call is made with: `values` is NULL for a parsing one. */
typedef struct {
    Py_ssize_t index;
    PyObject *args, *kwargs;
    PyObject *target, *values, *pending;
    const char *name;
    Vector vector; /* what METH_FASTCALL enters is given, in place of `args` and `kwargs` */
    PyObject *dict; /* what `kwargs` is, if it was made for the call */
} Call;

/* How often the arguments of a vector were put back into a tuple, in all. */
extern Py_ssize_t rebuilt;

extern PyObject *resets; /* the list of (object, function that restores it) */

/* Reads a call from (index, kinds, (args, kwargs or None) or (target, name, values, pending or None)), of which it
   borrows everything. Keyword arguments may be a tuple of pairs, too. The vector is made if one of the functions of
   `table` takes it. -1 with an exception if that is no call. */
int read_call(Call *call, PyObject *const *arguments, const Table *table);
void free_call(Call *call);

/* Puts all objects that calls change back into their first state, and forgets what was done. */
int reset(void);

/* Resets, makes the call and records all that is seen of it. -1 with an exception if something else fails. */
int make_call(const Table *table, const Call *call, Record *record);

/* Makes the call and only releases what it made. */
void make_unseen_call(const Table *table, const Call *call);

#endif
