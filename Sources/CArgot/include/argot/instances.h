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
