/* Counts what is asked of the memory allocators. */
#ifndef ARGOT_TEST_ALLOCATIONS_H
#define ARGOT_TEST_ALLOCATIONS_H

#include "harness.h"

extern long long allocations; /* calls that asked for memory */
extern long long live;        /* blocks asked for and not yet given back */

/* Counts from now on. */
void count_allocations(void);

#endif
