/* Makes one call of a batch, on objects in their first state. */
#ifndef ARGOT_TEST_CALLS_H
#define ARGOT_TEST_CALLS_H

#include "records.h"

/* What a call is made with: `values` is NULL for a parsing one. */
typedef struct {
    Py_ssize_t index;
    PyObject *args, *kwargs;
    PyObject *target, *values, *pending;
    const char *name;
} Call;

extern PyObject *resets; /* the list of (object, function that restores it) */

/* Reads a call from (index, kinds, (args, kwargs or None) or (target, name, values, pending or None)), of which it
   borrows everything. -1 with an exception if that is no call. */
int read_call(Call *call, PyObject *const *arguments);

/* Puts all objects that calls change back into their first state, and forgets what was done. */
int reset(void);

/* Resets, makes the call and records all that is seen of it. -1 with an exception if something else fails. */
int make_call(const Table *table, const Call *call, Record *record);

/* Makes the call and only releases what it made. */
void make_unseen_call(const Table *table, const Call *call);

#endif
