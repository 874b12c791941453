/* The output variables of a parsing call. */
#ifndef ARGOT_TEST_VARIABLES_H
#define ARGOT_TEST_VARIABLES_H

#include "text.h"

/*
 * Kinds of slots:
 *   -  an input of the call, no variable        r  bytes with nothing to release
 *   v  Py_buffer                                e  char * that receives new memory ending with NUL
 *   E  the same, its length in the next slot    W  char * that points to memory, its size in the next slot
 */

enum { SLOTS = 64 };

extern Slot slots[SLOTS];
extern const char *kinds; /* of the call that is made; the letters of a building call stand for its inputs */
extern Py_ssize_t slot_count;

/* Fills them with a pattern, by which a store is seen. */
void fill_slots(void);

/* All bytes of all variables; where new memory lies is no part of what is compared, that there is some is. */
void snapshot(Text *text);

/* Releases views and new memory; the contents of the latter go to the text, unless it is NULL. */
void release_slots(Text *text);

#endif
