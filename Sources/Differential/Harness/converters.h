/* What `O&` calls in either language. */
#ifndef ARGOT_TEST_CONVERTERS_H
#define ARGOT_TEST_CONVERTERS_H

#include "harness.h"

extern PyObject *event_log;       /* the list that user code and converters append to */
extern PyObject *converting_type; /* its instances say what a converter is to do */

int converter(PyObject *object, void *address);
PyObject *maker(void *address);

#endif
