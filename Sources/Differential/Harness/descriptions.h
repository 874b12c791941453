/* Exceptions and built objects as text. */
#ifndef ARGOT_TEST_DESCRIPTIONS_H
#define ARGOT_TEST_DESCRIPTIONS_H

#include "text.h"

/* An exception as text, with those behind it, and what only a traceback printer would ask for. */
void explain(Text *text, PyObject *exception);

/* What a built object is: an input by its place, everything else by its type and value. Sizes show whether containers
   were made as CPython makes them. A literal key is made once by compiled code, so that its references may differ: they
   are not counted, nor are those of any str in what a called function made of the keys. `is_key` and `depth` are 0 at
   first. */
void tell(Text *text, PyObject *object, PyObject *inputs, int is_called, int is_key, int depth);

#endif
