/* Text of what was seen. */
#ifndef ARGOT_TEST_TEXT_H
#define ARGOT_TEST_TEXT_H

#include "harness.h"

#include <stddef.h>

/* Grows in memory that is not counted. */
typedef struct {
    char *data;
    size_t size, room;
} Text;

void append(Text *text, const void *data, size_t size);
void append_text(Text *text, const char *part);
/* `format` takes a long long. */
void append_number(Text *text, const char *format, long long number);
/* What is not printable ASCII as its number. */
void append_character(Text *text, Py_UCS4 character);
void append_str(Text *text, PyObject *string);
int same_text(const Text *one, const Text *other);

#endif
