/* ---- Single characters: c C ------------------------------------------------------------------------------------- */

/* A bytearray of length 1 is left to CPython: its contents may change before the value is stored. */
ARGOT_INLINE int argot_get_c(PyObject *object, char *value)
{
    const char *text;
    Py_ssize_t size;
    if (ARGOT_UNLIKELY(!argot_bytes(object, &text, &size)) || ARGOT_UNLIKELY(size != 1)) return 0;
    *value = text[0];
    return 1;
}

ARGOT_COLD int argot_more_c(PyObject *object, char *value)
{
    if (!PyBytes_Check(object) || PyBytes_Size(object) != 1) return 0;
    *value = PyBytes_AsString(object)[0];
    return 1;
}

ARGOT_INLINE int argot_any_c(PyObject *object, char *value)
{
    return ARGOT_LIKELY(argot_get_c(object, value)) || argot_more_c(object, value);
}

/* The only byte of a bytearray, which another thread may change where no lock keeps it out. */
ARGOT_COLD int argot_present_c(PyObject *object, char *value)
{
#ifndef Py_GIL_DISABLED
    if (PyByteArray_Check(object) && PyByteArray_Size(object) == 1) {
        *value = PyByteArray_AsString(object)[0];
        return 1;
    }
#endif
    return argot_more_c(object, value);
}

ARGOT_INLINE int argot_now_c(PyObject *object, char *value)
{
    return ARGOT_LIKELY(argot_get_c(object, value)) || argot_present_c(object, value);
}

#if ARGOT_HAS(0x03070000)

/* The only character of a str or a subclass; a lone surrogate will do. */
ARGOT_INLINE int argot_only_character(PyObject *object, int *value)
{
#if ARGOT_LIMITED
    if (PyUnicode_GetLength(object) != 1) return 0;
    *value = (int)PyUnicode_ReadChar(object, 0);
#else
    if (ARGOT_UNLIKELY(!argot_is_ready(object)) || ARGOT_UNLIKELY(PyUnicode_GET_LENGTH(object) != 1)) return 0;
    *value = (int)PyUnicode_READ_CHAR(object, 0);
#endif
    return 1;
}

ARGOT_INLINE int argot_get_C(PyObject *object, int *value)
{
    return ARGOT_LIKELY(PyUnicode_CheckExact(object)) && argot_only_character(object, value);
}

ARGOT_COLD int argot_more_C(PyObject *object, int *value)
{
    return PyUnicode_Check(object) && argot_only_character(object, value);
}

ARGOT_INLINE int argot_any_C(PyObject *object, int *value)
{
    return ARGOT_LIKELY(argot_get_C(object, value)) || argot_more_C(object, value);
}

#endif
