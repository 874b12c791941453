/* ---- Argument tuples, groups and keywords ------------------------------------------------------------------------ */

/* The number of items of a tuple. */
ARGOT_INLINE Py_ssize_t argot_size(PyObject *tuple)
{
#if ARGOT_LIMITED
    return PyTuple_Size(tuple);
#else
    return PyTuple_GET_SIZE(tuple);
#endif
}

/* The number of arguments, from an exact tuple. */
ARGOT_INLINE int argot_count(PyObject *args, Py_ssize_t *count)
{
    if (ARGOT_UNLIKELY(!PyTuple_CheckExact(args))) return 0;
    *count = argot_size(args);
    return 1;
}

/* One item, a borrowed reference; the index must be below the count. */
ARGOT_INLINE PyObject *argot_item(PyObject *args, Py_ssize_t index)
{
#if ARGOT_LIMITED
    return PyTuple_GetItem(args, index);
#else
    return PyTuple_GET_ITEM(args, index);
#endif
}

/* Takes over the reference; the place is below the size and still empty. */
ARGOT_INLINE void argot_tuple_set(PyObject *tuple, Py_ssize_t index, PyObject *item)
{
#if ARGOT_LIMITED
    (void)PyTuple_SetItem(tuple, index, item);
#else
    PyTuple_SET_ITEM(tuple, index, item);
#endif
}

/* 1 for an exact tuple of this length, the only kind of sequence that a group can rely on. */
ARGOT_INLINE int argot_is_tuple(PyObject *object, Py_ssize_t size)
{
    Py_ssize_t count;
    return argot_count(object, &count) && ARGOT_LIKELY(count == size);
}

/* 1 if the items of a keyword dict can be read one by one: no subclass, and where no lock keeps other threads out,
   nobody else's. */
ARGOT_INLINE int argot_can_walk(PyObject *dict)
{
#ifdef Py_GIL_DISABLED
    if (Py_REFCNT(dict) != 1) return 0;
#endif
    return PyDict_CheckExact(dict);
}

/* A key from a tuple of names, borrowed, or NULL if argot_spells does not know it; the index must be below the count. */
ARGOT_INLINE PyObject *argot_name(PyObject *names, Py_ssize_t index)
{
    PyObject *key = argot_item(names, index);
    if (ARGOT_UNLIKELY(!PyUnicode_CheckExact(key))) return NULL;
#if !ARGOT_LIMITED
    if (ARGOT_UNLIKELY(!argot_is_compact_ascii((const PyASCIIObject *)(void *)key))) return NULL;
#endif
    return key;
}

/* 1 if such a key spells this name, which is ASCII, `length` bytes long and NUL-terminated. */
ARGOT_INLINE int argot_spells(PyObject *key, const char *name, Py_ssize_t length)
{
#if !ARGOT_LIMITED
    const PyASCIIObject *head = (const PyASCIIObject *)(void *)key;
    return head->length == length && ARGOT_EQUAL((const char *)(head + 1), name, (size_t)length);
#elif ARGOT_HAS(0x030D0000)
    return PyUnicode_EqualToUTF8AndSize(key, name, length);
#else
    (void)length;
    return PyUnicode_CompareWithASCIIString(key, name) == 0;
#endif
}

/* 1 if any key is an exact str that spells this name. */
ARGOT_INLINE int argot_keyword_is(PyObject *key, const char *name, Py_ssize_t length)
{
#if ARGOT_LIMITED
    return PyUnicode_CheckExact(key) && argot_spells(key, name, length);
#else
    const char *text;
    Py_ssize_t size;
    return argot_ascii(key, &text, &size) && argot_spells(key, name, length);
#endif
}

/* Converters to replay a format with, once the real ones have run, so that CPython words the error. */
ARGOT_NOINLINE int argot_accept_converter(PyObject *object, void *target)
{
    (void)object;
    (void)target;
    return 1;
}

ARGOT_NOINLINE int argot_refuse_converter(PyObject *object, void *target)
{
    (void)object;
    (void)target;
    return 0;
}

/* A target of no use, for such a replay. */
typedef union {
    void *pointer;
    double numbers[2];
#if ARGOT_HAS(0x030B0000)
    Py_buffer view;
#endif
} ArgotUnused;
