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
