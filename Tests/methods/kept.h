/* Functions that have to keep METH_VARARGS. */

static PyObject *called(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:called", &i)) return NULL;
    return told("called", self, Py_BuildValue("(i)", i));
}

/* Calls another method with its own tuple. */
static PyObject *calls(PyObject *self, PyObject *args)
{
    PyObject *value;
    if (!PyArg_ParseTuple(args, "O:calls", &value)) return NULL;
    return called(self, args);
}

static PyObject *recursive(PyObject *self, PyObject *args)
{
    int i;
    PyObject *less, *result;
    if (!PyArg_ParseTuple(args, "i:recursive", &i)) return NULL;
    if (i <= 0) return told("recursive", self, Py_BuildValue("(i)", i));
    less = Py_BuildValue("(i)", i > 5 ? 5 : i - 1);
    if (less == NULL) return NULL;
    result = recursive(self, less);
    Py_DECREF(less);
    return result;
}

static PyObject *addressed(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:addressed", &i)) return NULL;
    return told("addressed", self, Py_BuildValue("(i)", i));
}

/* The function may be called through the pointer. */
static PyObject *call_addressed(PyObject *self, PyObject *unused)
{
    PyCFunction function = addressed;
    PyObject *args = Py_BuildValue("(i)", 12), *result;
    (void)unused;
    if (args == NULL) return NULL;
    result = function(self, args);
    Py_DECREF(args);
    return result;
}

static PyObject *counted(PyObject *self, PyObject *args)
{
    PyObject *value;
    if (!PyArg_ParseTuple(args, "O:counted", &value)) return NULL;
    return told("counted", self, Py_BuildValue("(n)", (Py_ssize_t)Py_REFCNT(value)));
}

static PyObject *handed_on(PyObject *self, PyObject *args)
{
    PyObject *value;
    if (!PyArg_ParseTuple(args, "O:handed_on", &value)) return NULL;
    return told("handed_on", self, Py_BuildValue("(O)", args));
}

static PyObject *replaced(PyObject *self, PyObject *args)
{
    int i;
    if (args == NULL || !PyArg_ParseTuple(args, "i:replaced", &i)) return NULL;
    return told("replaced", self, Py_BuildValue("(i)", i));
}

static PyObject *unpacked(PyObject *self, PyObject *args)
{
    PyObject *a, *b = Py_None;
    int i;
    if (!PyArg_UnpackTuple(args, "unpacked", 1, 2, &a, &b)) return NULL;
    if (b == Py_None && !PyArg_ParseTuple(args, "i:unpacked", &i)) return NULL;
    return told("unpacked", self, Py_BuildValue("(OO)", a, b));
}

/* Only the old function, on the tuple as a group. */
static PyObject *old_style(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_Parse(args, "(i)", &i)) return NULL;
    return told("old_style", self, Py_BuildValue("(i)", i));
}

static PyObject *writable(PyObject *self, PyObject *args)
{
    Py_ssize_t length = 0;
#if !defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030B0000
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "w*:writable", &view)) return NULL;
    length = view.len;
    PyBuffer_Release(&view);
#else
    char *text = NULL;
    if (!PyArg_ParseTuple(args, "es#:writable", "utf-8", &text, &length)) return NULL;
    PyMem_Free(text);
#endif
    return told("writable", self, Py_BuildValue("(n)", length));
}

static PyObject *worded(PyObject *self, PyObject *args)
{
    const char *format = boxes_dropped < 0 ? "i:never" : "i:worded";
    int i;
    if (!PyArg_ParseTuple(args, format, &i)) return NULL;
    return told("worded", self, Py_BuildValue("(i)", i));
}

static int parse(PyObject *args, int *i)
{
    return PyArg_ParseTuple(args, "i:helped", i);
}

static PyObject *helped(PyObject *self, PyObject *args)
{
    int i;
    if (!parse(args, &i)) return NULL;
    return told("helped", self, Py_BuildValue("(i)", i));
}

/* The function's code parses nothing: no line of the report is about it. */
static PyObject *only_items(PyObject *self, PyObject *args)
{
    PyObject *value = PyTuple_GetItem(args, 0);
    return value == NULL ? NULL : told("only_items", self, Py_BuildValue("(O)", value));
}

static int arguments = 1;

static PyObject *namesake(PyObject *self, PyObject *arguments)
{
    int i;
    if (!PyArg_ParseTuple(arguments, "i:namesake", &i)) return NULL;
    return told("namesake", self, Py_BuildValue("(i)", i));
}

PyObject *external(PyObject *self, PyObject *args);

PyObject *external(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:external", &i)) return NULL;
    return told("external", self, Py_BuildValue("(i)", i + arguments));
}

static PyObject *by_macro(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:by_macro", &i)) return NULL;
    return told("by_macro", self, Py_BuildValue("(i)", i));
}

static PyObject *flags_by_macro(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:flags_by_macro", &i)) return NULL;
    return told("flags_by_macro", self, Py_BuildValue("(i)", i));
}

static PyObject *walked(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:walked", &i)) return NULL;
    return told("walked", self, Py_BuildValue("(i)", i));
}

static PyObject *kw_is_null(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"value", NULL};
    int i = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|i:kw_is_null", names, &i)) return NULL;
    return told("kw_is_null", self, Py_BuildValue("(ii)", i, kwds == NULL));
}

static PyObject *kw_counted(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"value", NULL};
    int i = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|i:kw_counted", names, &i)) return NULL;
    return told("kw_counted", self, Py_BuildValue("(in)", i, kwds != NULL ? PyDict_Size(kwds) : -1));
}
