/*
 * argot.h: the conversion primitives behind code that was generated from CPython's argument format strings.
 *
 * Include it right after <Python.h>, of CPython 3.9 to 3.15, in C11 or C++17. It includes nothing itself where GCC or
 * Clang compile, and it holds every difference between CPython versions that generated code would have to know.
 *
 * Guards, `argot_get_P` and `argot_any_P` for a format unit P, look at one argument. They return 1 and write the
 * converted value, or return 0 with no exception set. They never run user code and change nothing that can be seen,
 * so whoever gets a 0 can still hand the same arguments to CPython's own function, which then gives the result or the
 * exact error. `argot_get_P` is inline and knows exact built-in types; `argot_any_P` adds what takes a call into
 * CPython. Neither accepts a value which some supported CPython answers with a warning.
 * A guard must not be relied on after user code has run, unless what it tested cannot change: all of them test exact
 * types and the contents of immutable objects only. `argot_now_P`, of the units f d p c y s# z# y# es et, is
 * `argot_any_P` and adds what user code could change: for formats that run none between the guard and the store.
 *
 * `argot_last_P`, for the last unit of a format that can fail, converts whatever CPython's own function converts, with
 * the user's code where that runs it. It returns 1 and writes the value; or -1 with the exception that CPython's
 * function raises, and the call must fail; or 0 with no exception where nothing has happened and that function has to
 * say why it refuses the argument. Behind an exception, `argot_last_P` of y s# z# y# has a pointer written that CPython
 * stores all the same.
 *
 * Effects, `argot_take_P`, need a guard that said yes. They write the caller's variable and return 1, or return 0 with
 * an exception set; the call must then fail, not be tried again. `argot_drop_P` undoes them when a later step fails.
 *
 * Constructors, `argot_new_P`, return a new reference, or NULL with an exception set, as Py_BuildValue does for P.
 *
 * With Py_LIMITED_API everything depends on the requested version alone, never on the headers that happen to be in
 * use, since one binary runs on all later versions. Units without a faster way in that API are not declared:
 *   C from 3.7; s z and their '#' and es et forms from 3.10; s* z* y* from 3.11; D never.
 */
#ifndef ARGOT_H
#define ARGOT_H

#ifndef Py_PYTHON_H
#error "include <Python.h> before argot.h"
#endif

#include "argot/compiler.h"

#ifdef __cplusplus
extern "C++" {
#endif

#include "argot/objects.h"
#include "argot/integers.h"
#include "argot/floats.h"
#include "argot/characters.h"
#include "argot/text.h"
#include "argot/instances.h"
#include "argot/views.h"
#include "argot/copies.h"
#include "argot/arguments.h"
#include "argot/vectors.h"
#include "argot/numbers.h"
#include "argot/strings.h"
#include "argot/containers.h"
#include "argot/calling.h"
#include "argot/interpreters.h"
#include "argot/keys.h"
#include "argot/sites.h"

/* For use between the parts only. */
#undef argot_plain_text
#undef ARGOT_HAS_NUL
#undef ARGOT_LAST

#ifdef __cplusplus
}
#endif

#endif
