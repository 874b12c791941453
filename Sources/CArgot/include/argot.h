/*
 * argot.h: the conversion primitives behind code that was generated from CPython's argument format strings.
 *
 * Include it right after <Python.h>, of CPython 3.9 to 3.15, in C11 or C++17. It includes nothing itself where GCC or
 * Clang compile, and it holds every difference between CPython versions that generated code would have to know.
 *
 * Guards, `argot_get_P` and `argot_any_P` for a format unit P, look at one argument. They return 1 and write the
 * converted value, or return 0 with no exception set. They never run user code and change nothing that can be seen,
 * so whoever gets a 0 can still hand the same arguments to CPython's own function, which then gives the result or the
 * exact error. `argot_get_P` is inline and knows exact built-in types; `argot_any_P` adds what takes a call into
 * CPython. Neither accepts a value which some supported CPython answers with a warning.
 * A guard must not be relied on after user code has run, unless what it tested cannot change: all of them test exact
 * types and the contents of immutable objects only. `argot_now_P`, of the units f d p c y s# z# y# es et, is
 * `argot_any_P` and adds what user code could change: for formats that run none between the guard and the store.
 *
 * `argot_last_P`, for the last unit of a format that can fail, converts whatever CPython's own function converts, with
 * the user's code where that runs it. It returns 1 and writes the value; or -1 with the exception that CPython's
 * function raises, and the call must fail; or 0 with no exception where nothing has happened and that function has to
 * say why it refuses the argument. Behind an exception, `argot_last_P` of y s# z# y# has a pointer written that CPython
 * stores all the same.
 *
 * Effects, `argot_take_P`, need a guard that said yes. They write the caller's variable and return 1, or return 0 with
 * an exception set; the call must then fail, not be tried again. `argot_drop_P` undoes them when a later step fails.
 *
 * Constructors, `argot_new_P`, return a new reference, or NULL with an exception set, as Py_BuildValue does for P.
 *
 * With Py_LIMITED_API everything depends on the requested version alone, never on the headers that happen to be in
 * use, since one binary runs on all later versions. Units without a faster way in that API are not declared:
 *   C from 3.7; s z and their '#' and es et forms from 3.10; s* z* y* from 3.11; D never.
 */
#ifndef ARGOT_H
#define ARGOT_H

#ifndef Py_PYTHON_H
#error "include <Python.h> before argot.h"
#endif

#ifdef Py_LIMITED_API
#define ARGOT_LIMITED 1
/* Whether the API of that version may be used: a test for code that exists in both modes. */
#define ARGOT_HAS(version) (Py_LIMITED_API + 0 >= (version))
#else
#define ARGOT_LIMITED 0
#define ARGOT_HAS(version) 1
#endif

#if defined(__GNUC__)
#define ARGOT_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define ARGOT_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define ARGOT_INLINE static inline __attribute__((always_inline, unused))
#define ARGOT_LOCAL static inline __attribute__((unused))
#define ARGOT_COLD static __attribute__((noinline, cold, unused))
#define ARGOT_NOINLINE static __attribute__((noinline, unused))
#define ARGOT_COPY(to, from, size) __builtin_memcpy((to), (from), (size))
#define ARGOT_FILL(target, byte, size) __builtin_memset((target), (byte), (size))
#define ARGOT_EQUAL(one, other, size) (__builtin_memcmp((one), (other), (size)) == 0)
#define ARGOT_FIND_NUL(text, size) (__builtin_memchr((text), 0, (size)) != NULL)
#define ARGOT_LENGTH(text) __builtin_strlen(text)
#define ARGOT_SAME_TEXT(one, other) (__builtin_strcmp((one), (other)) == 0)
/* The compiler forgets what it knows of the value of an integer variable. */
#define ARGOT_FORGET(variable) __asm__("" : "+r"(variable))
#else
#include <string.h>
#define ARGOT_LIKELY(condition) (condition)
#define ARGOT_UNLIKELY(condition) (condition)
#define ARGOT_INLINE static inline
#define ARGOT_LOCAL static inline
#define ARGOT_COLD static inline
#define ARGOT_NOINLINE static inline
#define ARGOT_COPY(to, from, size) memcpy((to), (from), (size))
#define ARGOT_FILL(target, byte, size) memset((target), (byte), (size))
#define ARGOT_EQUAL(one, other, size) (memcmp((one), (other), (size)) == 0)
#define ARGOT_FIND_NUL(text, size) (memchr((text), 0, (size)) != NULL)
#define ARGOT_LENGTH(text) strlen(text)
#define ARGOT_SAME_TEXT(one, other) (strcmp((one), (other)) == 0)
#define ARGOT_FORGET(variable) ((void)0)
#endif

/* Writes the variable `value` to where the caller said. The object there may have another type than the format's
   (an enum, a struct that starts with PyObject_HEAD): only a copy of bytes may alias it. */
#define ARGOT_STORE(target, value) ((void)ARGOT_COPY((void *)(target), &(value), sizeof(value)))

/* What a variable argument list accepts silently, prototypes do not: every pointer goes through these. The integer in
   between drops qualifiers and function types without any compiler's warning. */
#define ARGOT_PTR(expression) ((void *)(uintptr_t)(expression))
#define ARGOT_PARSE_CONVERTER(expression) ((int (*)(PyObject *, void *))(uintptr_t)(expression))
#define ARGOT_BUILD_CONVERTER(expression) ((PyObject * (*)(void *))(uintptr_t)(expression))

/* The result by which an `O&` converter asks to be called again with NULL if a later unit fails. */
#define ARGOT_CLEANUP 0x20000

#ifdef __cplusplus
extern "C++" {
#endif

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

/* ---- Floating point and truth: f d D p -------------------------------------------------------------------------- */

ARGOT_INLINE int argot_get_d(PyObject *object, double *value)
{
    if (ARGOT_UNLIKELY(!PyFloat_CheckExact(object))) return 0;
#if ARGOT_LIMITED
    *value = PyFloat_AsDouble(object);
#else
    *value = PyFloat_AS_DOUBLE(object);
#endif
    return 1;
}

/* 0 if the object's type cannot derive from float or complex, which takes a call to find out for sure: both can be
   raised to a power, and what derives from them inherits that or has something else in its place. */
ARGOT_INLINE int argot_has_powers(PyObject *object)
{
#if ARGOT_LIMITED
    (void)object;
    return 1;
#else
    const PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    return methods != NULL && methods->nb_power != NULL;
#endif
}

/* 1 if an int has so many digits that it is beyond every double, for which CPython raises an exception: the digits but
   the highest have 30 bits each, and a double is less than 2^1024. */
ARGOT_INLINE int argot_exceeds_doubles(PyObject *object)
{
#if ARGOT_KNOWS_DIGITS
    size_t count;
    int is_negative;
    (void)argot_find_digits(object, &count, &is_negative);
    return count > 35;
#else
    (void)object;
    return 0;
#endif
}

/* Float subclasses have their stored value taken by CPython too. An int subclass may define `__float__`; bool does
   not and cannot be derived from. */
ARGOT_COLD int argot_more_d(PyObject *object, double *value)
{
    double number;
    if (PyLong_CheckExact(object) || PyBool_Check(object)) {
        if (argot_exceeds_doubles(object)) return 0;
        number = PyLong_AsDouble(object);
        if (number < 0.0 && PyErr_Occurred()) {
            PyErr_Clear();
            return 0;
        }
        *value = number;
        return 1;
    }
    if (!argot_has_powers(object) || !PyFloat_Check(object)) return 0;
    *value = PyFloat_AsDouble(object);
    return 1;
}

ARGOT_INLINE int argot_any_d(PyObject *object, double *value)
{
#if !ARGOT_LIMITED
    Py_ssize_t small;
    if (argot_small_int(object, &small)) {
        *value = (double)small;
        return 1;
    }
#endif
    return ARGOT_LIKELY(argot_get_d(object, value)) || argot_more_d(object, value);
}

/* An int subclass that has inherited `__float__` is converted as an int is. */
ARGOT_COLD int argot_inherited_d(PyObject *object, double *value)
{
#if ARGOT_LIMITED
    (void)object;
    (void)value;
#else
    if (PyLong_Check(object) && Py_TYPE(object)->tp_as_number->nb_float == PyLong_Type.tp_as_number->nb_float
        && !argot_exceeds_doubles(object)) {
        *value = PyLong_AsDouble(object);
        if (*value >= 0.0 || !PyErr_Occurred()) return 1;
        PyErr_Clear();
    }
#endif
    return 0;
}

ARGOT_INLINE int argot_now_d(PyObject *object, double *value)
{
    return ARGOT_LIKELY(argot_any_d(object, value)) || argot_inherited_d(object, value);
}

ARGOT_COLD int argot_rest_d(PyObject *object, double *value)
{
    double number = PyFloat_AsDouble(object);
    if (number == -1.0 && PyErr_Occurred()) return -1;
    *value = number;
    return 1;
}

ARGOT_LAST(d, double)

/* What is too large for a float becomes an infinity, silently. */
ARGOT_INLINE int argot_get_f(PyObject *object, float *value)
{
    double number;
    if (ARGOT_UNLIKELY(!argot_get_d(object, &number))) return 0;
    *value = (float)number;
    return 1;
}

ARGOT_INLINE int argot_any_f(PyObject *object, float *value)
{
    double number;
    if (ARGOT_UNLIKELY(!argot_any_d(object, &number))) return 0;
    *value = (float)number;
    return 1;
}

ARGOT_INLINE int argot_now_f(PyObject *object, float *value)
{
    double number;
    if (ARGOT_UNLIKELY(!argot_now_d(object, &number))) return 0;
    *value = (float)number;
    return 1;
}

ARGOT_COLD int argot_rest_f(PyObject *object, float *value)
{
    double number = PyFloat_AsDouble(object);
    if (number == -1.0 && PyErr_Occurred()) return -1;
    *value = (float)number;
    return 1;
}

ARGOT_LAST(f, float)

#if !ARGOT_LIMITED

ARGOT_INLINE int argot_get_D(PyObject *object, Py_complex *value)
{
    if (ARGOT_UNLIKELY(!PyComplex_CheckExact(object))) return 0;
    *value = ((PyComplexObject *)object)->cval;
    return 1;
}

/* Complex subclasses have their stored value taken. A float subclass may define `__complex__`. */
ARGOT_COLD int argot_more_D(PyObject *object, Py_complex *value)
{
    if (PyFloat_CheckExact(object) || PyLong_CheckExact(object) || PyBool_Check(object)) {
        value->imag = 0.0;
        return argot_any_d(object, &value->real);
    }
    if (!argot_has_powers(object) || !PyComplex_Check(object)) return 0;
    *value = ((PyComplexObject *)object)->cval;
    return 1;
}

ARGOT_INLINE int argot_any_D(PyObject *object, Py_complex *value)
{
    return ARGOT_LIKELY(argot_get_D(object, value)) || argot_more_D(object, value);
}

ARGOT_COLD int argot_rest_D(PyObject *object, Py_complex *value)
{
    Py_complex number = PyComplex_AsCComplex(object);
    if (number.real == -1.0 && PyErr_Occurred()) return -1;
    *value = number;
    return 1;
}

ARGOT_LAST(D, Py_complex)

#endif

ARGOT_INLINE int argot_get_p(PyObject *object, int *value)
{
    int is_true = object == Py_True;
    if (!is_true && ARGOT_UNLIKELY(object != Py_False) && object != Py_None) return 0;
    *value = is_true;
    return 1;
}

#if !ARGOT_LIMITED

/* 1 if the object is true because its type has no say in that. */
ARGOT_INLINE int argot_is_plainly_true(PyTypeObject *type)
{
    return (type->tp_as_number == NULL || type->tp_as_number->nb_bool == NULL)
           && (type->tp_as_mapping == NULL || type->tp_as_mapping->mp_length == NULL)
           && (type->tp_as_sequence == NULL || type->tp_as_sequence->sq_length == NULL);
}

/* 1 if no code in Python made the type or can change it. */
ARGOT_INLINE int argot_is_immutable(PyTypeObject *type)
{
#if PY_VERSION_HEX >= 0x030A0000
    return PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE);
#else
    return !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE);
#endif
}

/* 1 if no code can give the object's type other methods, nor the object another type, as it can for modules. */
ARGOT_INLINE int argot_has_fixed_type(PyObject *object)
{
    return argot_is_immutable(Py_TYPE(object)) && !PyModule_Check(object);
}

#endif

/* 1 if the object cannot change its truth, which is not up to user code. */
ARGOT_INLINE int argot_has_fixed_truth(PyObject *object)
{
    return PyLong_CheckExact(object) || PyFloat_CheckExact(object) || PyUnicode_CheckExact(object)
           || PyBytes_CheckExact(object) || PyTuple_CheckExact(object);
}

/* What is true or false for good. */
ARGOT_COLD int argot_more_p(PyObject *object, int *value)
{
    if (argot_has_fixed_truth(object)) {
        *value = PyObject_IsTrue(object);
        return 1;
    }
#if !ARGOT_LIMITED
    if (argot_is_plainly_true(Py_TYPE(object)) && argot_has_fixed_type(object)) {
        *value = 1;
        return 1;
    }
#endif
    return 0;
}

ARGOT_INLINE int argot_any_p(PyObject *object, int *value)
{
    return ARGOT_LIKELY(argot_get_p(object, value)) || argot_more_p(object, value);
}

/* Containers may change; their truth is not up to user code either. */
ARGOT_COLD int argot_present_p(PyObject *object, int *value)
{
#if ARGOT_LIMITED
    return argot_more_p(object, value);
#else
    if (argot_is_plainly_true(Py_TYPE(object))) {
        *value = 1;
        return 1;
    }
    if (!argot_has_fixed_truth(object) && !PyList_CheckExact(object) && !PyDict_CheckExact(object)
        && !PyAnySet_CheckExact(object) && !PyByteArray_CheckExact(object))
        return 0;
    *value = PyObject_IsTrue(object);
    return 1;
#endif
}

ARGOT_INLINE int argot_now_p(PyObject *object, int *value)
{
    return ARGOT_LIKELY(argot_get_p(object, value)) || argot_present_p(object, value);
}

ARGOT_COLD int argot_rest_p(PyObject *object, int *value)
{
    int truth = PyObject_IsTrue(object);
    if (truth < 0) return -1;
    *value = truth;
    return 1;
}

ARGOT_LAST(p, int)

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

/* ---- Objects: S Y U O ------------------------------------------------------------------------------------------- */

/* All of them are borrowed references. */
#define ARGOT_OBJECT(P, IS_EXACTLY, IS_INSTANCE)                                                                       \
    ARGOT_INLINE int argot_get_##P(PyObject *object, PyObject **value)                                                 \
    {                                                                                                                  \
        if (ARGOT_UNLIKELY(!(IS_EXACTLY))) return 0;                                                                   \
        *value = object;                                                                                               \
        return 1;                                                                                                      \
    }                                                                                                                  \
    ARGOT_INLINE int argot_any_##P(PyObject *object, PyObject **value)                                                 \
    {                                                                                                                  \
        if (ARGOT_UNLIKELY(!(IS_INSTANCE))) return 0;                                                                  \
        *value = object;                                                                                               \
        return 1;                                                                                                      \
    }

ARGOT_OBJECT(S, PyBytes_CheckExact(object), PyBytes_Check(object))
ARGOT_OBJECT(Y, PyByteArray_CheckExact(object), PyByteArray_Check(object))
ARGOT_OBJECT(U, PyUnicode_CheckExact(object) && argot_is_ready(object),
             PyUnicode_Check(object) && argot_is_ready(object))
ARGOT_OBJECT(O, 1, 1)
#undef ARGOT_OBJECT

/* ---- Buffers: s* z* y* ------------------------------------------------------------------------------------------ */

#if ARGOT_HAS(0x030B0000)

/* A view is taken as an effect, after all guards: these only say that taking it will run no user code. Text and size
   are those that the view will show, or NULL and 0 if only the taking tells. */
ARGOT_INLINE int argot_get_y_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    if (ARGOT_LIKELY(argot_bytes(object, text, size))) return 1;
    *text = NULL;
    *size = 0;
    return PyByteArray_CheckExact(object);
}

ARGOT_INLINE int argot_get_s_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    if (ARGOT_LIKELY(argot_bytes(object, text, size)) || argot_plain_text(object, text, size)) return 1;
    *text = NULL;
    *size = 0;
    return PyByteArray_CheckExact(object);
}

ARGOT_INLINE int argot_get_z_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    return argot_get_s_view(object, text, size) || object == Py_None;
}

#if !ARGOT_LIMITED

/* array.array has no public type object: it is known by its name, which no class made in Python may share unnoticed. */
ARGOT_INLINE int argot_is_array(PyTypeObject *type)
{
    return argot_is_immutable(type) && ARGOT_SAME_TEXT(type->tp_name, "array.array");
}

#endif

/* The exporters of CPython itself. */
ARGOT_COLD int argot_any_y_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    return argot_get_y_view(object, text, size) || PyMemoryView_Check(object)
#if !ARGOT_LIMITED
        || argot_is_array(Py_TYPE(object))
#endif
        ;
}

ARGOT_COLD int argot_any_s_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    return argot_any_y_view(object, text, size) || argot_utf8(object, text, size);
}

ARGOT_COLD int argot_any_z_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    return argot_any_s_view(object, text, size) || object == Py_None;
}

/* Every exporter, whose own code the taking may run, and all else: the taking then raises the exception. */
ARGOT_COLD int argot_last_y_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    if (argot_get_y_view(object, text, size)) return 1;
    return object != Py_None;
}

ARGOT_COLD int argot_last_s_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    if (argot_get_s_view(object, text, size)) return 1;
    return PyUnicode_Check(object) ? argot_utf8(object, text, size) : object != Py_None;
}

ARGOT_COLD int argot_last_z_view(PyObject *object, const char **text, Py_ssize_t *size)
{
    return argot_last_s_view(object, text, size) || object == Py_None;
}

/* The view that PyBuffer_FillInfo makes of read-only memory for PyBUF_SIMPLE, on every version. */
ARGOT_INLINE void argot_fill_view(void *target, PyObject *owner, const char *text, Py_ssize_t size)
{
    Py_buffer *view = (Py_buffer *)target;
    /* The owner goes first: behind the reference count, which could lie anywhere, compilers would pair it with the text
       in a vector register, which takes longer. */
    view->obj = owner;
    Py_XINCREF(owner);
    view->buf = (void *)(uintptr_t)text;
    view->len = size;
    view->itemsize = 1;
    view->readonly = 1;
    view->ndim = 1;
    view->format = NULL;
    view->shape = NULL;
    view->strides = NULL;
    view->suboffsets = NULL;
    view->internal = NULL;
}

ARGOT_NOINLINE int argot_take_other_view(PyObject *object, void *target)
{
    if (object != Py_None) return PyObject_GetBuffer(object, (Py_buffer *)target, PyBUF_SIMPLE) == 0;
    argot_fill_view(target, NULL, NULL, 0);
    return 1;
}

/* Fills the Py_buffer at `target` for an object that the guard of this very unit accepted, with the text and size that
   it wrote. The view owns a reference: the caller releases it, or argot_drop_view does. */
ARGOT_INLINE int argot_take_view(PyObject *object, const char *text, Py_ssize_t size, void *target)
{
    if (ARGOT_UNLIKELY(text == NULL)) return argot_take_other_view(object, target);
    argot_fill_view(target, object, text, size);
    return 1;
}

/* Releases a view after a later unit failed: its obj becomes NULL, the other fields stay. */
ARGOT_INLINE void argot_drop_view(void *target) { PyBuffer_Release((Py_buffer *)target); }

#endif

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
    if (!argot_keeps_ascii(encoding) || !argot_plain_text(object, text, size)) return 0;
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
    if (!argot_keeps_ascii(encoding) || !PyUnicode_Check(object) || !argot_is_ready(object)
        || !PyUnicode_IS_ASCII(object))
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

#undef argot_plain_text
#undef ARGOT_HAS_NUL
#undef ARGOT_LAST

#endif

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

/* ---- Arguments of METH_FASTCALL ---------------------------------------------------------------------------------- */

/* What a function that METH_FASTCALL enters is given in the place of its argument tuple. Everything is borrowed from the
   caller, who holds on to it until the function returns. */
typedef struct {
    PyObject *const *argv;
    Py_ssize_t nargs;
    /* NULL, or a tuple of the names of the values behind argv[nargs]. */
    PyObject *kwnames;
} ArgotCall;

#define ARGOT_CALL(args) ((const ArgotCall *)(const void *)(args))

/* A pointer that becomes one of the type that it is passed as. */
#ifdef __cplusplus
struct ArgotAny {
    void *pointer;
    template <class Pointee> operator Pointee *() const { return static_cast<Pointee *>(pointer); }
};
#define ARGOT_ANY(expression) (ArgotAny{(expression)})
#else
#define ARGOT_ANY(expression) ((void *)(expression))
#endif

/* In such a function these stand for PyTuple_GET_SIZE, PyTuple_Size, PyTuple_GET_ITEM and PyTuple_GetItem, in this order;
   each is as long as the name it replaces. */
#define argot_call_count(args) argot_vector_size(ARGOT_CALL(args))
#define argot_nitems(args) argot_vector_size(ARGOT_CALL(args))
#define argot_vector_get(args, index) argot_vector_item(ARGOT_CALL(args), (index))
#define argot_call_item(args, index) argot_vector_checked_item(ARGOT_CALL(args), (index))

ARGOT_INLINE Py_ssize_t argot_vector_size(const ArgotCall *call) { return call->nargs; }

ARGOT_INLINE PyObject *argot_vector_item(const ArgotCall *call, Py_ssize_t index) { return call->argv[index]; }

/* NULL with an exception set, as PyTuple_GetItem does, where there is no such argument. */
ARGOT_INLINE PyObject *argot_vector_checked_item(const ArgotCall *call, Py_ssize_t index)
{
    if (ARGOT_LIKELY((size_t)index < (size_t)call->nargs)) return call->argv[index];
    PyErr_SetString(PyExc_IndexError, "tuple index out of range");
    return NULL;
}

/* A new tuple of these objects, or NULL with an exception set. */
ARGOT_INLINE PyObject *argot_pack(PyObject *const *argv, Py_ssize_t count)
{
    PyObject *tuple = PyTuple_New(count);
    Py_ssize_t i;
    if (tuple == NULL) return NULL;
    for (i = 0; i < count; i++) {
        Py_INCREF(argv[i]);
        argot_tuple_set(tuple, i, argv[i]);
    }
    return tuple;
}

/* Gives the tuple up and hands the result of a call with it on; whoever holds the objects keeps what was stored alive. */
ARGOT_INLINE int argot_drop_tuple(PyObject *tuple, int result)
{
    Py_DECREF(tuple);
    return result;
}

/* A new dict with a value for each name, or NULL with an exception set. The last of equal names counts, as it does where
   CPython makes the dict of a METH_VARARGS call. */
ARGOT_LOCAL PyObject *argot_pack_keywords(PyObject *const *values, PyObject *names, Py_ssize_t count)
{
    PyObject *dict = PyDict_New();
    Py_ssize_t i;
    for (i = 0; dict != NULL && i < count; i++)
        if (PyDict_SetItem(dict, argot_item(names, i), values[i]) < 0) Py_CLEAR(dict);
    return dict;
}

/* PyArg_ParseTuple on a tuple of these objects, which is gone when the function returns. */
ARGOT_COLD int argot_parse_vector(PyObject *const *argv, Py_ssize_t count, const char *format, ...)
{
    PyObject *args = argot_pack(argv, count);
    va_list targets;
    int result;
    if (args == NULL) return 0;
    va_start(targets, format);
    result = PyArg_VaParse(args, format, targets);
    va_end(targets);
    Py_DECREF(args);
    return result;
}

/* PyArg_ParseTupleAndKeywords in the same way, with a dict of the keyword arguments, if there are any. Not cold: compilers
   make such functions small, not fast, and here is so much to do that calls which raise would be slower than CPython's. */
ARGOT_NOINLINE int argot_parse_vector_and_keywords(PyObject *const *argv, Py_ssize_t count, PyObject *kwnames,
                                               const char *format, void *names, ...)
{
    Py_ssize_t given = kwnames == NULL ? 0 : argot_size(kwnames);
    PyObject *kwargs = given == 0 ? NULL : argot_pack_keywords(argv + count, kwnames, given);
    PyObject *args = given != 0 && kwargs == NULL ? NULL : argot_pack(argv, count);
    va_list targets;
    int result = 0;
    if (args != NULL) {
        va_start(targets, names);
        result = PyArg_VaParseTupleAndKeywords(args, kwargs, format, (char **)names, targets);
        va_end(targets);
        Py_DECREF(args);
    }
    Py_XDECREF(kwargs);
    return result;
}

/* ---- Building numbers -------------------------------------------------------------------------------------------- */

/* CPython makes the ints from -5 to 256 once. From 3.11 on they are the same for all interpreters and stand at the same
   place as long as the process lives, so they can be remembered. */
#if !ARGOT_LIMITED && PY_VERSION_HEX >= 0x030B0000 && !defined(Py_GIL_DISABLED) && defined(__GNUC__)

static PyObject *argot_ints[262] __attribute__((unused));

/* The int, to be remembered from now on. */
ARGOT_COLD PyObject *argot_remember_int(long value)
{
    PyObject *number = PyLong_FromLong(value);
#if PY_VERSION_HEX >= 0x030C0000
    /* Nothing counts references to an immortal object; interpreters with locks of their own may come here together. */
    if (number == NULL || !_Py_IsImmortal(number)) return number;
#else
    if (number == NULL) return NULL;
    Py_INCREF(number);
#endif
    __atomic_store_n(&argot_ints[value + 5], number, __ATOMIC_RELAXED);
    return number;
}

ARGOT_INLINE PyObject *argot_from_long(long value)
{
    PyObject *number;
    if ((unsigned long)value + 5 >= 262) return PyLong_FromLong(value);
    number = __atomic_load_n(&argot_ints[value + 5], __ATOMIC_RELAXED);
    if (ARGOT_UNLIKELY(number == NULL)) return argot_remember_int(value);
#if PY_VERSION_HEX < 0x030C0000
    Py_INCREF(number);
#endif
    return number;
}

#else

ARGOT_INLINE PyObject *argot_from_long(long value) { return PyLong_FromLong(value); }

#endif

ARGOT_INLINE PyObject *argot_new_int(int value) { return argot_from_long(value); }

ARGOT_INLINE PyObject *argot_new_long(long value) { return argot_from_long(value); }

ARGOT_INLINE PyObject *argot_new_unsigned_long(unsigned long value) { return PyLong_FromUnsignedLong(value); }

/* A long is what CPython makes an int of with the fewest steps: types that fit go that way. */
ARGOT_INLINE PyObject *argot_new_unsigned_int(unsigned int value)
{
    return sizeof(value) < sizeof(long) ? argot_from_long((long)value) : PyLong_FromUnsignedLong(value);
}

ARGOT_INLINE PyObject *argot_new_long_long(long long value)
{
    return sizeof(value) <= sizeof(long) ? argot_from_long((long)value) : PyLong_FromLongLong(value);
}

ARGOT_INLINE PyObject *argot_new_unsigned_long_long(unsigned long long value)
{
    return PyLong_FromUnsignedLongLong(value);
}

ARGOT_INLINE PyObject *argot_new_ssize(Py_ssize_t value)
{
    return sizeof(value) <= sizeof(long) ? argot_from_long((long)value) : PyLong_FromSsize_t(value);
}

ARGOT_INLINE PyObject *argot_new_bool(int value) { return PyBool_FromLong(value != 0); }

ARGOT_INLINE PyObject *argot_new_double(double value) { return PyFloat_FromDouble(value); }

/* From the real and the imaginary part, two doubles in a row. */
ARGOT_INLINE PyObject *argot_new_complex(const void *value)
{
    double part[2];
    ARGOT_COPY(part, value, sizeof(part));
    return PyComplex_FromDoubles(part[0], part[1]);
}

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

/* ---- Building from objects and into containers ------------------------------------------------------------------- */

ARGOT_COLD PyObject *argot_missing_object(void)
{
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "NULL object passed to Py_BuildValue");
    return NULL;
}

/* The reference itself, which the caller gave away. */
ARGOT_INLINE PyObject *argot_new_stolen(PyObject *object)
{
    return ARGOT_LIKELY(object != NULL) ? object : argot_missing_object();
}

/* Another reference to the object. */
ARGOT_INLINE PyObject *argot_new_object(PyObject *object)
{
    if (ARGOT_UNLIKELY(object == NULL)) return argot_missing_object();
    Py_INCREF(object);
    return object;
}

/* Takes over the reference; the place is below the size and still empty. */
ARGOT_INLINE void argot_list_set(PyObject *list, Py_ssize_t index, PyObject *item)
{
#if ARGOT_LIMITED
    (void)PyList_SetItem(list, index, item);
#else
    PyList_SET_ITEM(list, index, item);
#endif
}

/* What CPython does with a converter behind a unit that failed: its object is made and kept until the group is dropped,
   its failure is forgotten, and the first exception stays. The result may be NULL. */
ARGOT_NOINLINE PyObject *argot_consume_converter(PyObject *(*converter)(void *), void *argument)
{
    PyObject *result;
#if (ARGOT_LIMITED && ARGOT_HAS(0x030C0000)) || (!ARGOT_LIMITED && PY_VERSION_HEX >= 0x030C0000)
    PyObject *first = PyErr_GetRaisedException();
    result = converter(argument);
    PyErr_SetRaisedException(first);
#else
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    result = converter(argument);
    PyErr_Restore(type, value, traceback);
#endif
    return result;
}

/* ---- Calling with what was built --------------------------------------------------------------------------------- */

/* Calls the callable with `count` arguments, whose references it takes over. */
ARGOT_NOINLINE PyObject *argot_call(PyObject *callable, PyObject *const *arguments, Py_ssize_t count)
{
    PyObject *result;
    Py_ssize_t i;
#if ARGOT_LIMITED
    PyObject *tuple = PyTuple_New(count);
    if (tuple == NULL) {
        for (i = 0; i < count; i++) Py_DECREF(arguments[i]);
        return NULL;
    }
    for (i = 0; i < count; i++) argot_tuple_set(tuple, i, arguments[i]);
    result = PyObject_Call(callable, tuple, NULL);
    Py_DECREF(tuple);
#else
    result = PyObject_Vectorcall(callable, arguments, (size_t)count, NULL);
    for (i = 0; i < count; i++) Py_DECREF(arguments[i]);
#endif
    return result;
}

/* The same with one object, whose items are the arguments if it is a tuple: so CPython treats formats of one item. */
ARGOT_NOINLINE PyObject *argot_call_unpacked(PyObject *callable, PyObject *argument)
{
    PyObject *result;
    if (ARGOT_LIKELY(!PyTuple_Check(argument))) return argot_call(callable, &argument, 1);
#if ARGOT_LIMITED
    {
        PyObject *items = PyTuple_GetSlice(argument, 0, PyTuple_Size(argument));
        result = items == NULL ? NULL : PyObject_Call(callable, items, NULL);
        Py_XDECREF(items);
    }
#else
    result = PyObject_Vectorcall(callable, ((PyTupleObject *)argument)->ob_item, (size_t)PyTuple_GET_SIZE(argument),
                                 NULL);
#endif
    Py_DECREF(argument);
    return result;
}

#if !ARGOT_LIMITED

/* A new reference to the method, which PyObject_CallMethod looks up before it reads its format. */
ARGOT_NOINLINE PyObject *argot_method(PyObject *object, const char *name)
{
    PyObject *callable;
    /* CPython words its own refusal of a missing object or name. */
    if (object == NULL || name == NULL) return PyObject_CallMethod(object, name, NULL);
    callable = PyObject_GetAttrString(object, name);
    if (callable == NULL || ARGOT_LIKELY(PyCallable_Check(callable))) return callable;
    PyErr_Format(PyExc_TypeError, "attribute of type '%.200s' is not callable", Py_TYPE(callable)->tp_name);
    Py_DECREF(callable);
    return NULL;
}

#endif

/* ---- Dict keys that live as long as the interpreter -------------------------------------------------------------- */

/*
 * The literal keys of one translation unit. Generated code declares
 *     static PyObject *slots[COUNT];
 *     static ArgotKeys keys = {COUNT, slots, NULL};
 * Strings are kept for the main interpreter only. They belong to a capsule in its dict, whose destructor empties the
 * slots before the interpreter is gone, so that it can be started again; what an exit handler would do is too late.
 */
typedef struct {
    int count;
    PyObject **slots;
    /* The main interpreter while its capsule exists, else NULL. Other interpreters read it under their own lock. */
    PyInterpreterState *owner;
} ArgotKeys;

/* Without the names of the interpreters (limited API) or without a lock (free-threaded builds) nothing is kept. */
#if ARGOT_LIMITED || defined(Py_GIL_DISABLED)
#define ARGOT_KEEPS_KEYS 0
#else
#define ARGOT_KEEPS_KEYS 1
#endif

#if ARGOT_KEEPS_KEYS

#if defined(__GNUC__)
#define ARGOT_GET_OWNER(keys) __atomic_load_n(&(keys)->owner, __ATOMIC_RELAXED)
#define ARGOT_SET_OWNER(keys, value) __atomic_store_n(&(keys)->owner, (value), __ATOMIC_RELAXED)
#else
#define ARGOT_GET_OWNER(keys) ((keys)->owner)
#define ARGOT_SET_OWNER(keys, value) ((void)((keys)->owner = (value)))
#endif

ARGOT_INLINE PyInterpreterState *argot_interpreter(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked()->interp;
#else
    return _PyThreadState_UncheckedGet()->interp;
#endif
}

ARGOT_COLD void argot_forget_keys(PyObject *capsule)
{
    ArgotKeys *keys = (ArgotKeys *)PyCapsule_GetPointer(capsule, "argot.keys");
    int i;
    if (keys == NULL) {
        PyErr_Clear();
        return;
    }
    ARGOT_SET_OWNER(keys, NULL);
    for (i = 0; i < keys->count; i++) Py_CLEAR(keys->slots[i]);
}

/* Puts the capsule into the main interpreter's dict. Not while it is shutting down: nothing would remove it again. */
ARGOT_COLD void argot_register_keys(ArgotKeys *keys)
{
    PyInterpreterState *interpreter = argot_interpreter();
    PyObject *dict, *name, *capsule;
#if PY_VERSION_HEX >= 0x030D0000
    int is_ending = Py_IsFinalizing();
#else
    int is_ending = _Py_IsFinalizing();
#endif
    if (is_ending || interpreter != PyInterpreterState_Main() || PyErr_Occurred()) return;
    dict = PyInterpreterState_GetDict(interpreter);
    if (dict == NULL) return;
    name = PyUnicode_FromFormat("argot.keys.%p", (void *)keys);
    capsule = PyCapsule_New((void *)keys, "argot.keys", argot_forget_keys);
    if (name != NULL && capsule != NULL && PyDict_SetItem(dict, name, capsule) == 0)
        ARGOT_SET_OWNER(keys, interpreter);
    else
        PyErr_Clear();
    Py_XDECREF(name);
    Py_XDECREF(capsule);
}

ARGOT_COLD PyObject *argot_make_key(ArgotKeys *keys, PyObject **slot, const char *text, Py_ssize_t size)
{
    PyObject *key = argot_decode(text, size);
    if (key == NULL) return NULL;
    if (ARGOT_GET_OWNER(keys) == NULL) argot_register_keys(keys);
    if (ARGOT_GET_OWNER(keys) == argot_interpreter() && *slot == NULL) {
        Py_INCREF(key);
        *slot = key;
    }
    return key;
}

/* A new reference to a str that spells this text; `slot` is one of the slots of `keys` and serves this text alone. */
ARGOT_INLINE PyObject *argot_key(ArgotKeys *keys, PyObject **slot, const char *text, Py_ssize_t size)
{
    if (ARGOT_LIKELY(ARGOT_GET_OWNER(keys) == argot_interpreter()) && ARGOT_LIKELY(*slot != NULL)) {
        PyObject *key = *slot;
        Py_INCREF(key);
        return key;
    }
    return argot_make_key(keys, slot, text, size);
}

#else

ARGOT_INLINE PyObject *argot_key(ArgotKeys *keys, PyObject **slot, const char *text, Py_ssize_t size)
{
    (void)keys;
    (void)slot;
    return argot_decode(text, size);
}

#endif

/* ---- Call sites: where the arguments of calls with keywords stand ------------------------------------------------- */

/*
 * The places that were found for the names with which call sites call one function. A call in Python code hands over
 * the same tuple of names each time, a constant of its code object: what was found in it once holds for the next call.
 * Generated code declares, for each function that is asked to remember them,
 *     static ArgotSites sites;
 *
 * An address tells that this is the same tuple only as long as nothing else can come to stand there: so a tuple is
 * owned from before its address is written to an entry until after it was taken out again. Entries are filled once, as
 * a whole, and stay until the main interpreter is gone. Threads of all interpreters read them; only threads of the main
 * interpreter write them, one at a time. The references belong to a capsule in its dict, as those of ArgotKeys do.
 */
enum { ARGOT_SITES = 4, ARGOT_SITE_PARAMETERS = 15, ARGOT_SITE_PATIENCE = 16, ARGOT_SITE_MISSES = 255 };

typedef struct {
    /* NULL, or a tuple, owned. Written last (release), read first (acquire). */
    PyObject *names;
    /* How many arguments stand in front of those with names. */
    signed char positional;
    /* Where each parameter's argument stands, or -1. */
    signed char at[ARGOT_SITE_PARAMETERS];
} ArgotSite;

typedef struct {
    ArgotSite site[ARGOT_SITES];
    /* Beyond ARGOT_SITE_MISSES no entry is filled any more in this life of the interpreter. */
    int misses;
    /* 1 while a thread is in argot_note_site; what follows is for that thread alone. */
    int is_busy;
    int used;
    /* A tuple that has come once, owned: only so its address, seen again, tells that it is the same one. */
    PyObject *candidate;
    /* How many calls have missed since. Names that come from a dict come once, and give way in time. */
    int age;
    int is_registered;
} ArgotSites;

#if ARGOT_LIMITED
/* Nothing is declared. */
#elif defined(__GNUC__)

#define ARGOT_IS_SITE(site, tuple, count)                                                                              \
    (__atomic_load_n(&(site)->names, __ATOMIC_ACQUIRE) == (tuple) && (site)->positional == (count))

/* The places that were found for these very names before, or NULL. Not a loop: compilers make five instructions an
   entry of it, which all calls pay that no entry knows. */
ARGOT_INLINE const signed char *argot_find_site(ArgotSites *sites, PyObject *names, Py_ssize_t positional)
{
    ArgotSite *site = sites->site;
    if (ARGOT_IS_SITE(site, names, positional)) return site->at;
    if (ARGOT_IS_SITE(site + 1, names, positional)) return site[1].at;
    if (ARGOT_IS_SITE(site + 2, names, positional)) return site[2].at;
    if (ARGOT_IS_SITE(site + 3, names, positional)) return site[3].at;
    return NULL;
}

#undef ARGOT_IS_SITE

/* Whether entries can still be filled. */
ARGOT_INLINE int argot_notes_sites(ArgotSites *sites)
{
    return __atomic_load_n(&sites->misses, __ATOMIC_RELAXED) <= ARGOT_SITE_MISSES;
}

/* The interpreter of the thread, also where no lock keeps others out. */
ARGOT_INLINE PyInterpreterState *argot_current_interpreter(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked()->interp;
#else
    return _PyThreadState_UncheckedGet()->interp;
#endif
}

/* An address is gone before its reference is: memory that is given back is not handed out before that is seen. */
ARGOT_COLD void argot_forget_sites(PyObject *capsule)
{
    ArgotSites *sites = (ArgotSites *)PyCapsule_GetPointer(capsule, "argot.sites");
    int i;
    if (sites == NULL) {
        PyErr_Clear();
        return;
    }
    for (i = 0; i < ARGOT_SITES; i++) {
        PyObject *names = sites->site[i].names;
        __atomic_store_n(&sites->site[i].names, (PyObject *)NULL, __ATOMIC_RELEASE);
        Py_XDECREF(names);
    }
    Py_CLEAR(sites->candidate);
    sites->used = sites->age = sites->is_registered = 0;
    __atomic_store_n(&sites->misses, 0, __ATOMIC_RELAXED);
}

/* 1 if what these sites own will be dropped in time: only then may they own anything. */
ARGOT_COLD int argot_register_sites(ArgotSites *sites)
{
    PyObject *dict, *name, *capsule;
#if PY_VERSION_HEX >= 0x030D0000
    int is_ending = Py_IsFinalizing();
#else
    int is_ending = _Py_IsFinalizing();
#endif
    if (sites->is_registered) return 1;
    if (is_ending || PyErr_Occurred()) return 0;
    dict = PyInterpreterState_GetDict(argot_current_interpreter());
    if (dict == NULL) return 0;
    name = PyUnicode_FromFormat("argot.sites.%p", (void *)sites);
    capsule = PyCapsule_New((void *)sites, "argot.sites", argot_forget_sites);
    if (name != NULL && capsule != NULL && PyDict_SetItem(dict, name, capsule) == 0)
        sites->is_registered = 1;
    else
        PyErr_Clear();
    Py_XDECREF(name);
    Py_XDECREF(capsule);
    return sites->is_registered;
}

/* Looks at a call that no entry knows and that was bound to these places, NULL if it was not. The second time that the
   same tuple comes, an entry is made. */
ARGOT_COLD void argot_note_site(ArgotSites *sites, const signed char *at, int parameters, PyObject *names,
                                Py_ssize_t positional)
{
    PyObject *dropped = NULL;
    if (at == NULL || argot_current_interpreter() != PyInterpreterState_Main()) return;
    if (__atomic_exchange_n(&sites->is_busy, 1, __ATOMIC_ACQUIRE)) return;
    __atomic_store_n(&sites->misses, sites->misses + 1, __ATOMIC_RELAXED);
    if (sites->candidate == names) {
        ArgotSite *site = &sites->site[sites->used];
        ARGOT_COPY(site->at, at, (size_t)parameters);
        site->positional = (signed char)positional;
        __atomic_store_n(&site->names, names, __ATOMIC_RELEASE);
        sites->candidate = NULL;
        if (++sites->used == ARGOT_SITES) __atomic_store_n(&sites->misses, ARGOT_SITE_MISSES + 1, __ATOMIC_RELAXED);
    } else if (sites->misses > ARGOT_SITE_MISSES) {
        dropped = sites->candidate;
        sites->candidate = NULL;
    } else if ((sites->candidate == NULL || ++sites->age > ARGOT_SITE_PATIENCE) && argot_register_sites(sites)) {
        dropped = sites->candidate;
        Py_INCREF(names);
        sites->candidate = names;
        sites->age = 0;
    }
    __atomic_store_n(&sites->is_busy, 0, __ATOMIC_RELEASE);
    Py_XDECREF(dropped);
}

#else

ARGOT_INLINE const signed char *argot_find_site(ArgotSites *sites, PyObject *names, Py_ssize_t positional)
{
    (void)sites;
    (void)names;
    (void)positional;
    return NULL;
}

ARGOT_INLINE int argot_notes_sites(ArgotSites *sites)
{
    (void)sites;
    return 0;
}

ARGOT_INLINE void argot_note_site(ArgotSites *sites, const signed char *at, int parameters, PyObject *names,
                                  Py_ssize_t positional)
{
    (void)sites;
    (void)at;
    (void)parameters;
    (void)names;
    (void)positional;
}

#endif

#ifdef __cplusplus
}
#endif

#endif
