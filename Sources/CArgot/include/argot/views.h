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
