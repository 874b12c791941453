/* What Swift imports: argot.h behind the headers that it expects to be there already. */
#ifndef CARGOT_H
#define CARGOT_H

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include "argot.h"

#endif
