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
