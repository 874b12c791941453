/* ---- Facts about objects -------------------------------------------------------------------------------------- */

/* 1 if the object's type is this very type (a PyTypeObject *). */
ARGOT_INLINE int argot_is_exactly(PyObject *object, void *type) { return Py_TYPE(object) == (PyTypeObject *)type; }

/* 1 if the object's type is this type or derives from it, as `O!` asks: `__class__` has no say. */
ARGOT_INLINE int argot_is_instance(PyObject *object, void *type)
{
    return ARGOT_LIKELY(argot_is_exactly(object, type)) || PyType_IsSubtype(Py_TYPE(object), (PyTypeObject *)type);
}

#if ARGOT_LIMITED

/* Any str is as good as any other behind the limited API. */
ARGOT_INLINE int argot_is_ready(PyObject *object)
{
    (void)object;
    return 1;
}

#else

/* Before 3.12 a str may still lack its contents; making them can fail, so such an object is left to CPython. */
ARGOT_INLINE int argot_is_ready(PyObject *object)
{
#if PY_VERSION_HEX < 0x030C0000
    return (int)PyUnicode_IS_READY(object);
#else
    (void)object;
    return 1;
#endif
}

/* 1 if a str holds ASCII text right behind its head. Compilers fold the mask, which makes this a single comparison. */
ARGOT_INLINE int argot_is_compact_ascii(const PyASCIIObject *head)
{
    PyASCIIObject wanted;
    unsigned int state, flags;
    if (sizeof(wanted.state) != sizeof(flags)) return head->state.ascii && head->state.compact;
    ARGOT_FILL(&wanted.state, 0, sizeof(wanted.state));
    wanted.state.ascii = 1;
    wanted.state.compact = 1;
    ARGOT_COPY(&flags, &wanted.state, sizeof(flags));
    ARGOT_COPY(&state, &head->state, sizeof(state));
    return (state & flags) == flags;
}

/* The characters of an exact str in the form that holds ASCII text behind the object's head. */
ARGOT_INLINE int argot_ascii(PyObject *object, const char **text, Py_ssize_t *size)
{
    const PyASCIIObject *head = (const PyASCIIObject *)(void *)object;
    if (ARGOT_UNLIKELY(!PyUnicode_CheckExact(object))) return 0;
    if (ARGOT_UNLIKELY(!argot_is_compact_ascii(head))) return 0;
    *text = (const char *)(head + 1);
    *size = head->length;
    return 1;
}

#endif

#if !ARGOT_LIMITED

/* The UTF-8 of an exact str that need not be made: that of ASCII text is the text, another's may be cached. Where no lock
   keeps other threads out, only CPython reads the cache. */
ARGOT_INLINE int argot_known_utf8(PyObject *object, const char **text, Py_ssize_t *size)
{
#ifdef Py_GIL_DISABLED
    return argot_ascii(object, text, size);
#else
    const PyCompactUnicodeObject *head = (const PyCompactUnicodeObject *)(void *)object;
    if (argot_ascii(object, text, size)) return 1;
    if (!PyUnicode_CheckExact(object) || !head->_base.state.compact || head->_base.state.ascii) return 0;
    *text = head->utf8;
    *size = head->utf8_length;
    return head->utf8 != NULL;
#endif
}

#endif

#if !ARGOT_LIMITED

/* 1 if a short str holds a surrogate, for which CPython raises an exception when it makes the UTF-8. To look through
   long ones as well would take more from those that have none than it saves. */
ARGOT_NOINLINE int argot_has_surrogate(PyObject *object)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(object), i;
    if (length > 32) return 0;
    if (PyUnicode_KIND(object) == PyUnicode_2BYTE_KIND) {
        const Py_UCS2 *characters = PyUnicode_2BYTE_DATA(object);
        for (i = 0; i < length; i++)
            if ((characters[i] & 0xF800u) == 0xD800u) return 1;
    } else if (PyUnicode_KIND(object) == PyUnicode_4BYTE_KIND) {
        const Py_UCS4 *characters = PyUnicode_4BYTE_DATA(object);
        for (i = 0; i < length; i++)
            if ((characters[i] & 0xFFFFF800u) == 0xD800u) return 1;
    }
    return 0;
}

#endif

#if ARGOT_HAS(0x030A0000)

/* The cached UTF-8 of a str or a subclass; CPython makes it now if it was not needed before. */
ARGOT_INLINE int argot_utf8(PyObject *object, const char **text, Py_ssize_t *size)
{
    const char *start;
    if (!PyUnicode_Check(object) || !argot_is_ready(object)) return 0;
#if !ARGOT_LIMITED
    if (PyUnicode_MAX_CHAR_VALUE(object) > 0xFF && argot_has_surrogate(object)) return 0;
#endif
    start = PyUnicode_AsUTF8AndSize(object, size);
    if (ARGOT_UNLIKELY(start == NULL)) {
        PyErr_Clear();
        return 0;
    }
    *text = start;
    return 1;
}

#endif

/* The contents of an instance of a subclass of bytes, while its class exports no other buffer, which it may from 3.12 on. */
ARGOT_COLD int argot_inherited_bytes(PyObject *object, const char **text, Py_ssize_t *size)
{
#if ARGOT_LIMITED
    (void)object;
    *text = NULL;
    *size = 0;
    return 0;
#else
    const PyBufferProcs *procs = Py_TYPE(object)->tp_as_buffer;
    if (!PyBytes_Check(object) || procs->bf_getbuffer != PyBytes_Type.tp_as_buffer->bf_getbuffer
        || procs->bf_releasebuffer != NULL)
        return 0;
    *text = PyBytes_AS_STRING(object);
    *size = PyBytes_GET_SIZE(object);
    return 1;
#endif
}

/* The contents of an exact bytes object. A subclass may export another buffer from 3.12 on. */
ARGOT_INLINE int argot_bytes(PyObject *object, const char **text, Py_ssize_t *size)
{
    if (ARGOT_UNLIKELY(!PyBytes_CheckExact(object))) return 0;
#if ARGOT_LIMITED
    *text = PyBytes_AsString(object);
    *size = PyBytes_Size(object);
#else
    *text = PyBytes_AS_STRING(object);
    *size = PyBytes_GET_SIZE(object);
#endif
    return 1;
}

/* The loop of argot_has_nul for texts of at least a word. */
ARGOT_INLINE int argot_has_nul_in_words(const char *text, Py_ssize_t size)
{
    const char *last = text + size - 8;
    const uint64_t ones = (uint64_t)0x0101010101010101u;
    uint64_t bits = 0, word;
    for (; text < last; text += 8) {
        ARGOT_COPY(&word, text, sizeof(word));
        bits |= word - ones;
    }
    ARGOT_COPY(&word, last, sizeof(word));
    return ((bits | (word - ones)) & (ones << 7)) != 0;
}

/* 1 if one of the ASCII characters text[0..size) is NUL; text[size] may be read, nothing behind it is.
   Subtracting 1 from each byte of a word carries into a high bit only where a byte was 0, as no byte has its own. */
ARGOT_INLINE int argot_has_nul(const char *text, Py_ssize_t size)
{
    if (ARGOT_LIKELY(size >= 4)) {
        if (size < 8) {
            uint32_t first, last;
            ARGOT_COPY(&first, text, sizeof(first));
            ARGOT_COPY(&last, text + size - 4, sizeof(last));
            return (((first - 0x01010101u) | (last - 0x01010101u)) & 0x80808080u) != 0;
        }
        if (size <= 16) {
            uint64_t first, last;
            const uint64_t ones = (uint64_t)0x0101010101010101u;
            ARGOT_COPY(&first, text, sizeof(first));
            ARGOT_COPY(&last, text + size - 8, sizeof(last));
            return (((first - ones) | (last - ones)) & (ones << 7)) != 0;
        }
        return argot_has_nul_in_words(text, size);
    }
    return size > 0 && !(text[0] && text[size >> 1] && text[size - 1]);
}

/* The same for any bytes: only those whose high bit was clear before the subtraction count. */
ARGOT_INLINE int argot_bytes_have_nul(const char *text, Py_ssize_t size)
{
    if (ARGOT_LIKELY(size >= 8) && size <= 16) {
        uint64_t first, last;
        const uint64_t ones = (uint64_t)0x0101010101010101u;
        ARGOT_COPY(&first, text, sizeof(first));
        ARGOT_COPY(&last, text + size - 8, sizeof(last));
        return ((((first - ones) & ~first) | ((last - ones) & ~last)) & (ones << 7)) != 0;
    }
    return ARGOT_FIND_NUL(text, (size_t)size);
}
