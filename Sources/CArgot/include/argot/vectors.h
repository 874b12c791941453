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
