/* The arguments of a building call. */
#ifndef ARGOT_TEST_INPUTS_H
#define ARGOT_TEST_INPUTS_H

#include "variables.h"

extern Input inputs[SLOTS];

/* The object, or NULL for the marker that stands for it. */
PyObject *object_or_null(PyObject *object);

/* Fills the arguments from a value for each of `kinds`. */
void fill_inputs(PyObject *values);
void free_inputs(void);

#endif
