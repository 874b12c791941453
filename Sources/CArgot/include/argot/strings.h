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

/* 1 if none of the bytes text[0..size) has its high bit set; the size is at least 2. */
ARGOT_INLINE int argot_is_ascii(const char *text, Py_ssize_t size)
{
    const char *end = text + size;
    uint64_t bits = 0, word;
    uint32_t first, last;
    if (size < 4) return ((text[0] | text[1] | end[-1]) & 0x80) == 0;
    if (size < 8) {
        ARGOT_COPY(&first, text, sizeof(first));
        ARGOT_COPY(&last, end - 4, sizeof(last));
        return ((first | last) & 0x80808080u) == 0;
    }
    for (; end - text > 8; text += 8) {
        ARGOT_COPY(&word, text, sizeof(word));
        bits |= word;
    }
    ARGOT_COPY(&word, end - 8, sizeof(word));
    return ((bits | word) & (uint64_t)0x8080808080808080u) == 0;
}

#endif

/* The str of that many bytes of UTF-8. CPython keeps texts of less than two characters, so it makes those itself;
   longer ASCII needs no decoder. */
ARGOT_NOINLINE PyObject *argot_decode(const char *text, Py_ssize_t size)
{
#if !ARGOT_LIMITED
    if (ARGOT_LIKELY(size >= 2) && ARGOT_LIKELY(argot_is_ascii(text, size))) {
        PyObject *result = PyUnicode_New(size, 127);
        if (ARGOT_LIKELY(result != NULL)) ARGOT_COPY((char *)((PyASCIIObject *)result + 1), text, (size_t)size);
        return result;
    }
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
