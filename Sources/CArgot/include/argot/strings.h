/* ---- Building text ----------------------------------------------------------------------------------------------- */

ARGOT_INLINE PyObject *argot_new_none(void)
{
    PyObject *none = Py_None;
    Py_INCREF(none);
    return none;
}

/* A bytes object that holds the low byte. */
ARGOT_INLINE PyObject *argot_new_byte(int value)
{
    char byte = (char)value;
    return PyBytes_FromStringAndSize(&byte, 1);
}

/* A str of one character, which may be a surrogate. */
ARGOT_INLINE PyObject *argot_new_ordinal(int value) { return PyUnicode_FromOrdinal(value); }

#if !ARGOT_LIMITED

#define ARGOT_HIGH_BITS ((uint64_t)0x8080808080808080u)

/* For the next three: the str of so many bytes of UTF-8. ASCII needs no decoder, and so much of it is two words or pairs
   of words that overlap: no function is called to copy them. */

ARGOT_NOINLINE PyObject *argot_decode_4_to_7(const char *text, Py_ssize_t size)
{
    PyObject *result;
    uint32_t first, last;
    ARGOT_COPY(&first, text, sizeof(first));
    ARGOT_COPY(&last, text + size - 4, sizeof(last));
    if (ARGOT_UNLIKELY((first | last) & 0x80808080u)) return PyUnicode_FromStringAndSize(text, size);
    if (ARGOT_UNLIKELY((result = PyUnicode_New(size, 127)) == NULL)) return NULL;
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1), &first, sizeof(first));
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1) + size - 4, &last, sizeof(last));
    return result;
}

ARGOT_NOINLINE PyObject *argot_decode_8_to_16(const char *text, Py_ssize_t size)
{
    PyObject *result;
    uint64_t first, last;
    ARGOT_COPY(&first, text, sizeof(first));
    ARGOT_COPY(&last, text + size - 8, sizeof(last));
    if (ARGOT_UNLIKELY((first | last) & ARGOT_HIGH_BITS)) return PyUnicode_FromStringAndSize(text, size);
    if (ARGOT_UNLIKELY((result = PyUnicode_New(size, 127)) == NULL)) return NULL;
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1), &first, sizeof(first));
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1) + size - 8, &last, sizeof(last));
    return result;
}

ARGOT_NOINLINE PyObject *argot_decode_17_to_32(const char *text, Py_ssize_t size)
{
    PyObject *result;
    uint64_t first[2], last[2];
    ARGOT_COPY(first, text, sizeof(first));
    ARGOT_COPY(last, text + size - 16, sizeof(last));
    if (ARGOT_UNLIKELY((first[0] | first[1] | last[0] | last[1]) & ARGOT_HIGH_BITS))
        return PyUnicode_FromStringAndSize(text, size);
    if (ARGOT_UNLIKELY((result = PyUnicode_New(size, 127)) == NULL)) return NULL;
    /* Read again: the call would not leave all four words in registers. */
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1), text, 16);
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1) + size - 16, text + size - 16, 16);
    return result;
}

/* The str of at least 8 bytes. */
ARGOT_NOINLINE PyObject *argot_decode_long(const char *text, Py_ssize_t size)
{
    const char *place = text, *end = text + size;
    PyObject *result;
    uint64_t bits = 0, word;
    for (; end - place > 8; place += 8) {
        ARGOT_COPY(&word, place, sizeof(word));
        bits |= word;
    }
    ARGOT_COPY(&word, end - 8, sizeof(word));
    if (ARGOT_UNLIKELY((bits | word) & ARGOT_HIGH_BITS)) return PyUnicode_FromStringAndSize(text, size);
    if (ARGOT_UNLIKELY((result = PyUnicode_New(size, 127)) == NULL)) return NULL;
    ARGOT_COPY((char *)((PyASCIIObject *)result + 1), text, (size_t)size);
    return result;
}

#endif

/* The str of that many bytes of UTF-8. CPython keeps texts of less than two characters, so it makes those itself. */
ARGOT_NOINLINE PyObject *argot_decode(const char *text, Py_ssize_t size)
{
#if !ARGOT_LIMITED
    /* Where all calls have one literal, gcc would warn of what is never read of it. */
    ARGOT_FORGET(text);
    if (ARGOT_LIKELY(size >= 8)) {
        if (ARGOT_LIKELY(size <= 16)) return argot_decode_8_to_16(text, size);
        return ARGOT_LIKELY(size <= 32) ? argot_decode_17_to_32(text, size) : argot_decode_long(text, size);
    }
    if (ARGOT_LIKELY(size >= 4)) return argot_decode_4_to_7(text, size);
#endif
    return PyUnicode_FromStringAndSize(text, size);
}

/* For all four: None for NULL, and a negative size means that the text ends with NUL. */
ARGOT_INLINE PyObject *argot_new_str_size(const char *text, Py_ssize_t size)
{
    if (ARGOT_UNLIKELY(text == NULL)) return argot_new_none();
    return argot_decode(text, size < 0 ? (Py_ssize_t)ARGOT_LENGTH(text) : size);
}

ARGOT_INLINE PyObject *argot_new_str(const char *text) { return argot_new_str_size(text, -1); }

ARGOT_INLINE PyObject *argot_new_bytes_size(const char *text, Py_ssize_t size)
{
    if (ARGOT_UNLIKELY(text == NULL)) return argot_new_none();
    return PyBytes_FromStringAndSize(text, size < 0 ? (Py_ssize_t)ARGOT_LENGTH(text) : size);
}

ARGOT_INLINE PyObject *argot_new_bytes(const char *text) { return argot_new_bytes_size(text, -1); }

/* From wchar_t. */
ARGOT_INLINE PyObject *argot_new_wide_size(const void *text, Py_ssize_t size)
{
    if (ARGOT_UNLIKELY(text == NULL)) return argot_new_none();
    return PyUnicode_FromWideChar((const wchar_t *)text, size < 0 ? -1 : size);
}

ARGOT_INLINE PyObject *argot_new_wide(const void *text) { return argot_new_wide_size(text, -1); }
