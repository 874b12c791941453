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
