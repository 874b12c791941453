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

ARGOT_COLD void argot_forget_keys(PyObject *capsule)
{
    ArgotKeys *keys = (ArgotKeys *)argot_ending_owner(capsule, "argot.keys");
    int i;
    if (keys == NULL) return;
    ARGOT_SET_OWNER(keys, NULL);
    for (i = 0; i < keys->count; i++) Py_CLEAR(keys->slots[i]);
}

/* Puts the capsule into the main interpreter's dict, from its own threads only. */
ARGOT_COLD void argot_register_keys(ArgotKeys *keys)
{
    PyInterpreterState *interpreter = argot_interpreter();
    if (interpreter != PyInterpreterState_Main()) return;
    if (argot_await_end(interpreter, "argot.keys", (void *)keys, argot_forget_keys)) ARGOT_SET_OWNER(keys, interpreter);
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
