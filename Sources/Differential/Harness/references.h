/* The objects whose references and views are counted. */
#ifndef ARGOT_TEST_REFERENCES_H
#define ARGOT_TEST_REFERENCES_H

#include "harness.h"

enum { WATCHED = 256 };

extern PyObject *null_marker;      /* stands for NULL among the values */
extern PyObject *total_references; /* sys.gettotalrefcount of a debug build, or NULL */
extern Py_ssize_t watched_count;

/* Whether everybody has references to an object: small ints and texts of one character are made once, and as names the
   latter are kept in caches. */
int is_shared(PyObject *object);

/* Watches the object and what is in it, down to the items of groups in groups; without those that are shared. `depth`
   is 0 at first. */
void watch(PyObject *object, int depth);
void unwatch(void);

/* References of all watched objects, and views where an object counts them. */
void count_references(int *counts);

/* How many references there are in all; 0 without a debug build. */
long long references(void);

#endif
