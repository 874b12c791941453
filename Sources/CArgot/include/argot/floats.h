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
