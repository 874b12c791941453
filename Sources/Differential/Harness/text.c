#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void append(Text *text, const void *data, size_t size)
{
    if (text->size + size > text->room) {
        text->room = (text->size + size) * 2;
        text->data = (char *)realloc(text->data, text->room);
        if (text->data == NULL) Py_FatalError("the harness ran out of memory");
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
}

void append_text(Text *text, const char *part) { append(text, part, strlen(part)); }

void append_number(Text *text, const char *format, long long number)
{
    char digits[64];
    snprintf(digits, sizeof(digits), format, number);
    append_text(text, digits);
}

void append_character(Text *text, Py_UCS4 character)
{
    char one = (char)character;
    if (character >= ' ' && character < 0x7F)
        append(text, &one, 1);
    else
        append_number(text, "\\u{%llx}", character);
}

void append_str(Text *text, PyObject *string)
{
    Py_ssize_t i;
    for (i = 0; i < PyUnicode_GET_LENGTH(string); i++) append_character(text, PyUnicode_READ_CHAR(string, i));
}

int same_text(const Text *one, const Text *other)
{
    return one->size == other->size && (one->size == 0 || memcmp(one->data, other->data, one->size) == 0);
}
