/* ---- What has to be given up before the interpreter is gone ------------------------------------------------------ */

#if ARGOT_LIMITED
/* Nothing is declared. */
#else

/* The interpreter of the thread, also where no lock keeps others out. */
ARGOT_INLINE PyInterpreterState *argot_interpreter(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked()->interp;
#else
    return _PyThreadState_UncheckedGet()->interp;
#endif
}

/* 1 if `forget` will be called before this interpreter is gone, with a capsule of this kind that holds `owner`; else 0,
   and no exception is added. The capsule stands in the interpreter's dict. Not while CPython is shutting down: nothing
   would remove it again. */
ARGOT_COLD int argot_await_end(PyInterpreterState *interpreter, const char *kind, void *owner,
                               PyCapsule_Destructor forget)
{
    PyObject *dict, *name, *capsule;
    int is_registered;
#if PY_VERSION_HEX >= 0x030D0000
    int is_ending = Py_IsFinalizing();
#else
    int is_ending = _Py_IsFinalizing();
#endif
    if (is_ending || PyErr_Occurred()) return 0;
    dict = PyInterpreterState_GetDict(interpreter);
    if (dict == NULL) return 0;
    name = PyUnicode_FromFormat("%s.%p", kind, owner);
    capsule = PyCapsule_New(owner, kind, forget);
    is_registered = name != NULL && capsule != NULL && PyDict_SetItem(dict, name, capsule) == 0;
    if (!is_registered) PyErr_Clear();
    Py_XDECREF(name);
    Py_XDECREF(capsule);
    return is_registered;
}

/* The owner that such a capsule holds, for the function that is called at the end; NULL without an exception if it is
   not there. */
ARGOT_COLD void *argot_ending_owner(PyObject *capsule, const char *kind)
{
    void *owner = PyCapsule_GetPointer(capsule, kind);
    if (owner == NULL) PyErr_Clear();
    return owner;
}

#endif
