/* ---- Borrowed text: s z y and s# z# y# --------------------------------------------------------------------------- */

#if ARGOT_HAS(0x030A0000)

#if ARGOT_LIMITED
/* The limited API does not tell whether a str is ASCII; all others in one place is as fast as it gets. */
ARGOT_INLINE int argot_plain_text(PyObject *object, const char **text, Py_ssize_t *size)
{
    return ARGOT_LIKELY(PyUnicode_CheckExact(object)) && argot_utf8(object, text, size);
}
#define ARGOT_HAS_NUL(text, size) ARGOT_FIND_NUL((text), (size_t)(size))
#else
#define argot_plain_text argot_ascii
/* Long texts are for the second tier, which has a function of the C library search them: a call in the first would cost
   the short ones a stack frame. */
#define ARGOT_HAS_NUL(text, size) (ARGOT_UNLIKELY((size) > 64) || argot_has_nul((text), (size)))
#endif

ARGOT_INLINE int argot_get_s(PyObject *object, const char **value)
{
    const char *text;
    Py_ssize_t size;
    if (ARGOT_UNLIKELY(!argot_plain_text(object, &text, &size)) || ARGOT_UNLIKELY(ARGOT_HAS_NUL(text, size))) return 0;
    *value = text;
    return 1;
}

ARGOT_COLD int argot_more_s(PyObject *object, const char **value)
{
    const char *text;
    Py_ssize_t size;
    if (!argot_utf8(object, &text, &size) || argot_bytes_have_nul(text, size)) return 0;
    *value = text;
    return 1;
}

ARGOT_INLINE int argot_any_s(PyObject *object, const char **value)
{
#if !ARGOT_LIMITED
    const char *text;
    Py_ssize_t size;
    if (ARGOT_LIKELY(argot_known_utf8(object, &text, &size))) {
        if (ARGOT_UNLIKELY(argot_bytes_have_nul(text, size))) return 0;
        *value = text;
        return 1;
    }
#endif
    return argot_more_s(object, value);
}

ARGOT_INLINE int argot_get_z(PyObject *object, const char **value)
{
    if (ARGOT_LIKELY(argot_get_s(object, value))) return 1;
    if (object != Py_None) return 0;
    *value = NULL;
    return 1;
}

ARGOT_INLINE int argot_any_z(PyObject *object, const char **value)
{
    if (object != Py_None) return argot_any_s(object, value);
    *value = NULL;
    return 1;
}

ARGOT_COLD int argot_rest_s(PyObject *object, const char **value)
{
    const char *text;
    Py_ssize_t size;
    if (!PyUnicode_Check(object)) return 0;
    text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text == NULL) return -1;
    if (ARGOT_LENGTH(text) != (size_t)size) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return -1;
    }
    *value = text;
    return 1;
}

ARGOT_LAST(s, const char *)
#define argot_rest_z argot_rest_s
ARGOT_LAST(z, const char *)
#undef argot_rest_z

ARGOT_INLINE int argot_get_s_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return argot_plain_text(object, value, size);
}

ARGOT_COLD int argot_more_s_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return argot_bytes(object, value, size) || argot_utf8(object, value, size);
}

ARGOT_INLINE int argot_any_s_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return ARGOT_LIKELY(argot_get_s_size(object, value, size)) || argot_more_s_size(object, value, size);
}

ARGOT_INLINE int argot_get_z_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    if (ARGOT_LIKELY(argot_get_s_size(object, value, size))) return 1;
    if (object != Py_None) return 0;
    *value = NULL;
    *size = 0;
    return 1;
}

ARGOT_INLINE int argot_now_s_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return ARGOT_LIKELY(argot_any_s_size(object, value, size)) || argot_inherited_bytes(object, value, size);
}

ARGOT_INLINE int argot_any_z_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return ARGOT_LIKELY(argot_get_z_size(object, value, size)) || argot_more_s_size(object, value, size);
}

ARGOT_INLINE int argot_now_z_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return ARGOT_LIKELY(argot_any_z_size(object, value, size)) || argot_inherited_bytes(object, value, size);
}

#endif

ARGOT_INLINE int argot_get_y(PyObject *object, const char **value)
{
    const char *text;
    Py_ssize_t size;
    if (ARGOT_UNLIKELY(!argot_bytes(object, &text, &size)) || ARGOT_UNLIKELY(ARGOT_FIND_NUL(text, (size_t)size)))
        return 0;
    *value = text;
    return 1;
}

/* No other type hands out memory that is safe to borrow for good. */
ARGOT_INLINE int argot_any_y(PyObject *object, const char **value) { return argot_get_y(object, value); }

ARGOT_INLINE int argot_now_y(PyObject *object, const char **value)
{
    const char *text;
    Py_ssize_t size;
    if (ARGOT_LIKELY(argot_get_y(object, value))) return 1;
    if (!argot_inherited_bytes(object, &text, &size) || ARGOT_FIND_NUL(text, (size_t)size)) return 0;
    *value = text;
    return 1;
}

ARGOT_INLINE int argot_get_y_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return argot_bytes(object, value, size);
}

ARGOT_INLINE int argot_any_y_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return argot_bytes(object, value, size);
}

ARGOT_INLINE int argot_now_y_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return ARGOT_LIKELY(argot_bytes(object, value, size)) || argot_inherited_bytes(object, value, size);
}

/* Memory of any exporter that has no way to take it back; CPython stores NULL before it asks for it. */
ARGOT_COLD int argot_rest_y_size(PyObject *object, const char **value, Py_ssize_t *size)
{
#if ARGOT_LIMITED
    (void)object;
    (void)value;
    (void)size;
    return 0;
#else
    Py_buffer view;
    if (Py_TYPE(object)->tp_as_buffer != NULL && Py_TYPE(object)->tp_as_buffer->bf_releasebuffer != NULL) return 0;
    *value = NULL;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return -1;
    *value = (const char *)view.buf;
    *size = view.len;
    PyBuffer_Release(&view);
    return 1;
#endif
}

ARGOT_INLINE int argot_last_y_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    return ARGOT_LIKELY(argot_now_y_size(object, value, size)) ? 1 : argot_rest_y_size(object, value, size);
}

ARGOT_COLD int argot_rest_y(PyObject *object, const char **value)
{
    Py_ssize_t size;
    int result = argot_last_y_size(object, value, &size);
    if (result <= 0 || ARGOT_LENGTH(*value) == (size_t)size) return result;
    PyErr_SetString(PyExc_ValueError, "embedded null byte");
    return -1;
}

ARGOT_INLINE int argot_last_y(PyObject *object, const char **value)
{
    return ARGOT_LIKELY(argot_get_y(object, value)) ? 1 : argot_rest_y(object, value);
}

#if ARGOT_HAS(0x030A0000)

ARGOT_INLINE int argot_last_s_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    if (ARGOT_LIKELY(argot_any_s_size(object, value, size))) return 1;
    return PyUnicode_Check(object) ? 0 : argot_last_y_size(object, value, size);
}

ARGOT_INLINE int argot_last_z_size(PyObject *object, const char **value, Py_ssize_t *size)
{
    if (ARGOT_LIKELY(argot_any_z_size(object, value, size))) return 1;
    return PyUnicode_Check(object) ? 0 : argot_last_y_size(object, value, size);
}

#endif
