/* ---- Integers: b B h H i I l k L K n --------------------------------------------------------------------------- */

/* Where the digits of an int lie is known for these versions; newer ones are asked through calls. */
#if !ARGOT_LIMITED && PYLONG_BITS_IN_DIGIT == 30 && PY_VERSION_HEX < 0x03100000
#define ARGOT_KNOWS_DIGITS 1
#else
#define ARGOT_KNOWS_DIGITS 0
#endif

#if ARGOT_KNOWS_DIGITS

/* Where the digits of an int or an instance of a subclass lie, how many it has, and its sign. */
ARGOT_INLINE const char *argot_find_digits(PyObject *object, size_t *count, int *is_negative)
{
#if PY_VERSION_HEX >= 0x030C0000
    const _PyLongValue *value = &((const PyLongObject *)(void *)object)->long_value;
    *count = (size_t)(value->lv_tag >> 3);
    *is_negative = (value->lv_tag & 3) == 2;
    return (const char *)value->ob_digit;
#else
    /* The size is the number of digits with the int's sign. Not every Python.h declares the digits, but they follow the
       size on each of these versions. */
    Py_ssize_t size = Py_SIZE(object);
    *is_negative = size < 0;
    *count = (size_t)(size < 0 ? -size : size);
    return (const char *)object + sizeof(PyVarObject);
#endif
}

/* The lowest 64 bits of so many digits; 0 if there are more. */
ARGOT_INLINE int argot_read_digits(const char *start, size_t count, uint64_t *bits)
{
    uint32_t digit;
    *bits = 0;
    if (count == 0) return 1;
    ARGOT_COPY(&digit, start, sizeof(digit));
    *bits = digit;
    if (count == 1) return 1;
    ARGOT_COPY(&digit, start + 4, sizeof(digit));
    *bits |= (uint64_t)digit << 30;
    if (count == 2) return 1;
    ARGOT_COPY(&digit, start + 8, sizeof(digit));
    *bits |= (uint64_t)digit << 60;
    return count == 3 && digit < 16;
}

/* The value of an int or an instance of a subclass, read from its digits; 0 if it needs more than a long long. */
ARGOT_INLINE int argot_long_long(PyObject *object, long long *value)
{
    const char *start;
    uint64_t bits;
    size_t count;
    int is_negative;
    if (!PyLong_Check(object)) return 0;
    start = argot_find_digits(object, &count, &is_negative);
    if (!argot_read_digits(start, count, &bits) || bits > (uint64_t)LLONG_MAX + (uint64_t)is_negative) return 0;
    *value = (long long)(is_negative ? 0 - bits : bits);
    return 1;
}

/* The same for values from LLONG_MIN to ULLONG_MAX, the negative ones modulo 2^64. Where CPython masks greater ones
   without a warning, that is before 3.15, these are masked here, too. */
ARGOT_INLINE int argot_unsigned_long_long(PyObject *object, unsigned long long *value)
{
    const char *start;
    uint64_t bits;
    size_t count;
    int is_negative, is_whole;
    if (!PyLong_Check(object)) return 0;
    start = argot_find_digits(object, &count, &is_negative);
    is_whole = argot_read_digits(start, count, &bits);
#if PY_VERSION_HEX >= 0x030F0000
    if (!is_whole || (is_negative && bits > (uint64_t)LLONG_MAX + 1)) return 0;
#else
    (void)is_whole;
#endif
    *value = is_negative ? 0 - bits : bits;
    return 1;
}

#else

/* The value of an int or an instance of a subclass, read from its digits; 0 if it needs more than a long long. */
ARGOT_INLINE int argot_long_long(PyObject *object, long long *value)
{
    int overflow;
    if (!PyLong_Check(object)) return 0;
    *value = PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

/* The same for values from LLONG_MIN to ULLONG_MAX, the negative ones modulo 2^64. Where CPython masks greater ones
   without a warning, that is before 3.15, these are masked here, too. */
ARGOT_INLINE int argot_unsigned_long_long(PyObject *object, unsigned long long *value)
{
    int overflow;
    if (!PyLong_Check(object)) return 0;
    *value = (unsigned long long)PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow == 0) return 1;
#if ARGOT_LIMITED
    if (overflow < 0) return 0;
    *value = PyLong_AsUnsignedLongLong(object);
    if (*value == (unsigned long long)-1 && PyErr_Occurred()) {
        PyErr_Clear();
        return 0;
    }
    return 1;
#elif PY_VERSION_HEX < 0x030F0000
    *value = PyLong_AsUnsignedLongLongMask(object);
    return 1;
#else
    return overflow > 0 && PyLong_AsNativeBytes(object, value, (Py_ssize_t)sizeof(*value),
                                                Py_ASNATIVEBYTES_NATIVE_ENDIAN | Py_ASNATIVEBYTES_UNSIGNED_BUFFER)
                               <= (Py_ssize_t)sizeof(*value);
#endif
}

#endif

#if ARGOT_LIMITED

/* Every value takes a call here, so the call stands where it is needed. */
#define ARGOT_DIGITS ARGOT_INLINE
#define ARGOT_FIRST_TIER(P, T, SMALL)                                                                                  \
    ARGOT_INLINE int argot_get_##P(PyObject *object, T *value)                                                         \
    {                                                                                                                  \
        return ARGOT_LIKELY(PyLong_CheckExact(object)) && argot_digits_##P(object, value);                             \
    }

#else

/* The value of an exact int of at most one digit, that is of less than 2^30 (2^15 in unusual builds). */
ARGOT_INLINE int argot_small_int(PyObject *object, Py_ssize_t *value)
{
    if (ARGOT_UNLIKELY(!PyLong_CheckExact(object))) return 0;
#if PY_VERSION_HEX >= 0x030C0000
    if (ARGOT_UNLIKELY(!PyUnstable_Long_IsCompact((const PyLongObject *)object))) return 0;
    *value = PyUnstable_Long_CompactValue((const PyLongObject *)object);
#if PY_VERSION_HEX >= 0x03100000
    /* What is compact may change in a version that was not seen yet. */
    if (*value <= -((Py_ssize_t)1 << 30) || *value >= (Py_ssize_t)1 << 30) return 0;
#endif
#else
    {
        /* The size is the number of digits with the int's sign. Not every Python.h declares the digits, but they
           follow the size on each of these versions. Zero has none that count, yet room for one. */
        Py_ssize_t size = Py_SIZE(object);
#if PYLONG_BITS_IN_DIGIT == 30
        uint32_t first;
#else
        unsigned short first;
#endif
        if (ARGOT_UNLIKELY((size_t)size + 1 > 2)) return 0;
        ARGOT_COPY(&first, (const char *)object + sizeof(PyVarObject), sizeof(first));
        *value = size * (Py_ssize_t)first;
    }
#endif
    return 1;
}

#define ARGOT_DIGITS ARGOT_COLD
#define ARGOT_FIRST_TIER(P, T, SMALL)                                                                                  \
    ARGOT_INLINE int argot_get_##P(PyObject *object, T *value)                                                         \
    {                                                                                                                  \
        Py_ssize_t number;                                                                                             \
        if (ARGOT_UNLIKELY(!argot_small_int(object, &number)) || ARGOT_UNLIKELY(!(SMALL))) return 0;                   \
        *value = (T)number;                                                                                            \
        return 1;                                                                                                      \
    }

#endif

/* SMALL and ALL say which values of `number` the unit accepts, of those with one digit and of all. */
#define ARGOT_INTEGER(P, T, SMALL, NUMBER, READER, ALL)                                                                \
    ARGOT_DIGITS int argot_digits_##P(PyObject *object, T *value)                                                      \
    {                                                                                                                  \
        NUMBER number;                                                                                                 \
        if (!READER(object, &number) || !(ALL)) return 0;                                                              \
        *value = (T)number;                                                                                            \
        return 1;                                                                                                      \
    }                                                                                                                  \
    ARGOT_FIRST_TIER(P, T, SMALL)                                                                                      \
    ARGOT_INLINE int argot_any_##P(PyObject *object, T *value)                                                         \
    {                                                                                                                  \
        return ARGOT_LIKELY(argot_get_##P(object, value)) || argot_digits_##P(object, value);                          \
    }

#define ARGOT_IN(low, high) (number >= (low) && number <= (high))
/* The units that CPython masks accept everything before 3.15. From then on it warns about what their width cannot hold,
   signed or not, and they accept the rest, as they do where the version is not known. */
#if !ARGOT_LIMITED && PY_VERSION_HEX < 0x030F0000
#define ARGOT_MASKED(P, T, LOW, HIGH)                                                                                  \
    ARGOT_INTEGER(P, T, 1, unsigned long long, argot_unsigned_long_long, 1)
#else
#define ARGOT_MASKED(P, T, LOW, HIGH)                                                                                  \
    ARGOT_INTEGER(P, T, ARGOT_IN(LOW, HIGH), long long, argot_long_long, ARGOT_IN(LOW, HIGH))
#endif
ARGOT_INTEGER(b, unsigned char, ARGOT_IN(0, UCHAR_MAX), long long, argot_long_long, ARGOT_IN(0, UCHAR_MAX))
ARGOT_MASKED(B, unsigned char, SCHAR_MIN, UCHAR_MAX)
ARGOT_INTEGER(h, short, ARGOT_IN(SHRT_MIN, SHRT_MAX), long long, argot_long_long, ARGOT_IN(SHRT_MIN, SHRT_MAX))
ARGOT_MASKED(H, unsigned short, SHRT_MIN, USHRT_MAX)
ARGOT_INTEGER(i, int, 1, long long, argot_long_long, ARGOT_IN(INT_MIN, INT_MAX))
ARGOT_MASKED(I, unsigned int, INT_MIN, (long long)UINT_MAX)
ARGOT_INTEGER(l, long, 1, long long, argot_long_long, ARGOT_IN(LONG_MIN, LONG_MAX))
ARGOT_INTEGER(L, long long, 1, long long, argot_long_long, 1)
ARGOT_INTEGER(n, Py_ssize_t, 1, long long, argot_long_long, ARGOT_IN(PY_SSIZE_T_MIN, PY_SSIZE_T_MAX))
ARGOT_INTEGER(K, unsigned long long, 1, unsigned long long, argot_unsigned_long_long, 1)
#if ULONG_MAX == ULLONG_MAX
ARGOT_INTEGER(k, unsigned long, 1, unsigned long long, argot_unsigned_long_long, 1)
#else
ARGOT_MASKED(k, unsigned long, LONG_MIN, (long long)ULONG_MAX)
#endif
#undef ARGOT_MASKED
#undef ARGOT_IN
#undef ARGOT_INTEGER
#undef ARGOT_FIRST_TIER
#undef ARGOT_DIGITS

/* The rest of what the last unit accepts, and what it raises. CPython converts such objects, and ints of any size, by
   these functions, so exceptions are theirs. Up to 3.9 its own function refuses floats before. */
#if ARGOT_LIMITED || PY_VERSION_HEX < 0x030A0000
#define ARGOT_JUDGES_FLOATS(object) PyFloat_Check(object)
#else
#define ARGOT_JUDGES_FLOATS(object) 0
#endif

ARGOT_COLD int argot_raise_overflow(const char *text)
{
    PyErr_SetString(PyExc_OverflowError, text);
    return -1;
}

#define ARGOT_LAST(P, T)                                                                                               \
    ARGOT_INLINE int argot_last_##P(PyObject *object, T *value)                                                        \
    {                                                                                                                  \
        return ARGOT_LIKELY(argot_any_##P(object, value)) ? 1 : argot_rest_##P(object, value);                         \
    }

#define ARGOT_SIGNED(P, T, NUMBER, CONVERT)                                                                            \
    ARGOT_COLD int argot_rest_##P(PyObject *object, T *value)                                                          \
    {                                                                                                                  \
        NUMBER number;                                                                                                 \
        if (ARGOT_JUDGES_FLOATS(object)) return 0;                                                                     \
        number = CONVERT(object);                                                                                      \
        if (number == -1 && PyErr_Occurred()) return -1;                                                               \
        *value = number;                                                                                               \
        return 1;                                                                                                      \
    }                                                                                                                  \
    ARGOT_LAST(P, T)

#define ARGOT_NARROW(P, T, LEAST, MOST, KIND)                                                                          \
    ARGOT_COLD int argot_rest_##P(PyObject *object, T *value)                                                          \
    {                                                                                                                  \
        long number;                                                                                                   \
        if (ARGOT_JUDGES_FLOATS(object)) return 0;                                                                     \
        number = PyLong_AsLong(object);                                                                                \
        if (number == -1 && PyErr_Occurred()) return -1;                                                               \
        if (number < (LEAST)) return argot_raise_overflow(KIND " integer is less than minimum");                       \
        if (number > (MOST)) return argot_raise_overflow(KIND " integer is greater than maximum");                     \
        *value = (T)number;                                                                                            \
        return 1;                                                                                                      \
    }                                                                                                                  \
    ARGOT_LAST(P, T)

/* From 3.15 on CPython warns about some results of `__index__`, behind the store: only its own function does that. */
#if ARGOT_LIMITED || PY_VERSION_HEX >= 0x030F0000
#define ARGOT_JUDGES_MASKED(object) (ARGOT_JUDGES_FLOATS(object) || PyLong_Check(object) || PyIndex_Check(object))
#else
#define ARGOT_JUDGES_MASKED(object) ARGOT_JUDGES_FLOATS(object)
#endif

#define ARGOT_MASKED(P, T, IS_JUDGED, NUMBER, CONVERT)                                                                 \
    ARGOT_COLD int argot_rest_##P(PyObject *object, T *value)                                                          \
    {                                                                                                                  \
        NUMBER number;                                                                                                 \
        if (IS_JUDGED) return 0;                                                                                       \
        number = CONVERT(object);                                                                                      \
        if (number == (NUMBER)-1 && PyErr_Occurred()) return -1;                                                       \
        *value = (T)number;                                                                                            \
        return 1;                                                                                                      \
    }                                                                                                                  \
    ARGOT_LAST(P, T)

ARGOT_NARROW(b, unsigned char, 0, UCHAR_MAX, "unsigned byte")
ARGOT_NARROW(h, short, SHRT_MIN, SHRT_MAX, "signed short")
ARGOT_NARROW(i, int, INT_MIN, INT_MAX, "signed")
ARGOT_SIGNED(l, long, long, PyLong_AsLong)
ARGOT_SIGNED(L, long long, long long, PyLong_AsLongLong)
ARGOT_MASKED(B, unsigned char, ARGOT_JUDGES_MASKED(object), unsigned long, PyLong_AsUnsignedLongMask)
ARGOT_MASKED(H, unsigned short, ARGOT_JUDGES_MASKED(object), unsigned long, PyLong_AsUnsignedLongMask)
ARGOT_MASKED(I, unsigned int, ARGOT_JUDGES_MASKED(object), unsigned long, PyLong_AsUnsignedLongMask)

/* `__index__` is asked from 3.14 on; before, and for what has none, CPython's function says which parameter it is. */
#if ARGOT_LIMITED || PY_VERSION_HEX < 0x030E0000 || PY_VERSION_HEX >= 0x030F0000
#define ARGOT_JUDGES_WIDE(object) 1
#else
#define ARGOT_JUDGES_WIDE(object) (!PyIndex_Check(object))
#endif
ARGOT_MASKED(k, unsigned long, ARGOT_JUDGES_WIDE(object), unsigned long, PyLong_AsUnsignedLongMask)
ARGOT_MASKED(K, unsigned long long, ARGOT_JUDGES_WIDE(object), unsigned long long, PyLong_AsUnsignedLongLongMask)

/* The value of an int, or of what `__index__` returns. */
ARGOT_COLD int argot_rest_n(PyObject *object, Py_ssize_t *value)
{
    if (PyLong_Check(object)) {
        *value = PyLong_AsSsize_t(object);
        return *value == -1 && PyErr_Occurred() ? -1 : 1;
    }
#if !ARGOT_LIMITED && PY_VERSION_HEX >= 0x030A0000
    {
        int overflow;
        long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
        if (number == -1 && !overflow && PyErr_Occurred()) return -1;
        if (overflow || number > PY_SSIZE_T_MAX || number < PY_SSIZE_T_MIN)
            return argot_raise_overflow("Python int too large to convert to C ssize_t");
        *value = (Py_ssize_t)number;
        return 1;
    }
#else
    /* Up to 3.9 that function asks `__int__`, too. */
    return 0;
#endif
}

ARGOT_LAST(n, Py_ssize_t)
#undef ARGOT_JUDGES_FLOATS
#undef ARGOT_JUDGES_MASKED
#undef ARGOT_JUDGES_WIDE
#undef ARGOT_SIGNED
#undef ARGOT_NARROW
#undef ARGOT_MASKED
