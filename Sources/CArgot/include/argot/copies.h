/* ---- Copies: es et ---------------------------------------------------------------------------------------------- */

#if ARGOT_HAS(0x030A0000)

/* 1 for encodings that CPython recognises without asking the codec registry and that leave ASCII text as it is. */
ARGOT_INLINE int argot_keeps_ascii(const char *encoding)
{
    /* Texts of a known length are compared without a call. */
    switch (encoding ? ARGOT_LENGTH(encoding) : 0) {
    case 0: return encoding == NULL;
    case 4: return ARGOT_EQUAL(encoding, "utf8", 4) || ARGOT_EQUAL(encoding, "UTF8", 4);
    case 5:
        return ARGOT_EQUAL(encoding, "utf-8", 5) || ARGOT_EQUAL(encoding, "UTF-8", 5)
               || ARGOT_EQUAL(encoding, "ascii", 5);
    case 6: return ARGOT_EQUAL(encoding, "latin1", 6);
    case 7: return ARGOT_EQUAL(encoding, "latin-1", 7);
    default: return 0;
    }
}

ARGOT_NOINLINE int argot_get_es(PyObject *object, const char *encoding, const char **text, Py_ssize_t *size)
{
    if (!argot_plain_text(object, text, size) || !argot_keeps_ascii(encoding)) return 0;
#if ARGOT_LIMITED
    {
        Py_ssize_t i;
        for (i = 0; i < *size; i++)
            if ((*text)[i] & 0x80) return 0;
    }
#endif
    return !ARGOT_FIND_NUL(*text, (size_t)*size);
}

/* Bytes are copied whatever the encoding, whose name CPython does not even look at. */
ARGOT_NOINLINE int argot_get_et(PyObject *object, const char *encoding, const char **text, Py_ssize_t *size)
{
    if (argot_bytes(object, text, size)) return !ARGOT_FIND_NUL(*text, (size_t)*size);
    return argot_get_es(object, encoding, text, size);
}

/* Instances of subclasses of str as well. */
ARGOT_NOINLINE int argot_now_es(PyObject *object, const char *encoding, const char **text, Py_ssize_t *size)
{
#if ARGOT_LIMITED
    return argot_get_es(object, encoding, text, size);
#else
    if (!PyUnicode_Check(object) || !argot_is_ready(object) || !PyUnicode_IS_ASCII(object)
        || !argot_keeps_ascii(encoding))
        return 0;
    *text = (const char *)PyUnicode_DATA(object);
    *size = PyUnicode_GET_LENGTH(object);
    return !ARGOT_FIND_NUL(*text, (size_t)*size);
#endif
}

/* Subclasses have no say in that, and a bytearray cannot change before it is copied, if a lock keeps others out. */
ARGOT_NOINLINE int argot_now_et(PyObject *object, const char *encoding, const char **text, Py_ssize_t *size)
{
    if (PyBytes_Check(object)) {
        *text = PyBytes_AsString(object);
        *size = PyBytes_Size(object);
        return !ARGOT_FIND_NUL(*text, (size_t)*size);
    }
#ifndef Py_GIL_DISABLED
    if (PyByteArray_Check(object)) {
        *text = PyByteArray_AsString(object);
        *size = PyByteArray_Size(object);
        return !ARGOT_FIND_NUL(*text, (size_t)*size);
    }
#endif
    return argot_now_es(object, encoding, text, size);
}

/* Gives the char * at `target` a NUL-terminated copy, which the caller frees with PyMem_Free. */
ARGOT_NOINLINE int argot_take_copy(void *target, const char *text, Py_ssize_t size)
{
    char *copy = (char *)PyMem_Malloc((size_t)size + 1);
    ARGOT_STORE(target, copy);
    if (copy == NULL) {
        PyErr_NoMemory();
        return 0;
    }
    ARGOT_COPY(copy, text, (size_t)size);
    copy[size] = '\0';
    return 1;
}

/* Frees a copy after a later unit failed; 3.9 leaves the pointer where it was. */
ARGOT_NOINLINE void argot_drop_copy(void *target)
{
    char *copy;
    ARGOT_COPY(&copy, target, sizeof(copy));
    PyMem_Free(copy);
#if ARGOT_LIMITED || PY_VERSION_HEX >= 0x030A0000
    copy = NULL;
    ARGOT_STORE(target, copy);
#endif
}

#endif
