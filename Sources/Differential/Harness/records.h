/* What was seen of a call, and whether that is what was seen of another. */
#ifndef ARGOT_TEST_RECORDS_H
#define ARGOT_TEST_RECORDS_H

#include "references.h"
#include "text.h"

/* All that was seen of a call. */
typedef struct {
    int result;
    Text memory, told;
    size_t explained; /* how much of what was told is about the exception */
    PyObject *log;    /* NULL if nothing was done */
    int during[WATCHED], after[WATCHED];
    long long allocations;
    Py_ssize_t rebuilt; /* how often the arguments of a vector were put back into a tuple */
} Record;

/* 1 if nothing that was seen differs. What was asked of the allocators is judged elsewhere. */
int same_records(const Record *one, const Record *other);

/* Whether user code saw a warning. */
int has_warned(const Record *record);

/* (result, memory, what was told, log, references during, references after, allocations,
   rebuilt) */
PyObject *tuple_of(const Record *record);

/* A number for what became of a call: the result and the exception's text. */
PyObject *sort_of(const Record *record);

#endif
