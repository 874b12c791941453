/* The values the build rows (h1 … h6) turn into objects, and the arithmetic of row c.

   They are volatile so that no compiler can fold them into its code: every column of the table reads the same memory
   and then does its own work. Included by rows.c and limits.c alike, so that both have the same payload. */
#ifndef ARGOT_BENCH_VALUES_H
#define ARGOT_BENCH_VALUES_H

static volatile int int_value = 1000, second_int_value = 20000, third_int_value = 300000;
static volatile double double_value = 2.5;
static const char *volatile text_value = "hello world";
static const char *volatile second_text_value = "another string here";

/* Products wrap as unsigned numbers do: signed overflow would be undefined. */
static inline int square(int n) { return (int)((unsigned)n * (unsigned)n); }
static inline int cube(int n) { return (int)((unsigned)n * (unsigned)n * (unsigned)n); }

#endif
