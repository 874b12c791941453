/* Functions with METH_VARARGS | METH_KEYWORDS that can be entered by METH_FASTCALL | METH_KEYWORDS. */

static PyObject *kw_empty(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwds, ":kw_empty", names)) return NULL;
    return told("kw_empty", self, Py_BuildValue("()"));
}

static PyObject *kw_object(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"value", "other", NULL};
    PyObject *value, *other = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O", names, &value, &other)) return NULL;
    return told("kw_object", self, Py_BuildValue("(OO)", value, other));
}

static PyObject *kw_many(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"", "b", "c", "d", "e", "flag", "real", NULL};
    PyObject *a, *b, *e = Py_None;
    int c = 1, d = 2, flag = 3;
    double real = 4;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO|iiO$pd:f", names, &a, &b, &c, &d, &e, &flag, &real)) return NULL;
    return told("kw_many", self, Py_BuildValue("(OOiiOid)", a, b, c, d, e, flag, real));
}

static PyObject *kw_only(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"width", "height", NULL};
    int width = 1, height = 2;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|$ii:kw_only", names, &width, &height)) return NULL;
    return told("kw_only", self, Py_BuildValue("(ii)", width, height));
}

static PyObject *kw_needed(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"text", "size", "sure", NULL};
    const char *text, *sure;
    Py_ssize_t length, size;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "s#nz:kw_needed", names, &text, &length, &size, &sure)) return NULL;
    return told("kw_needed", self, Py_BuildValue("(s#nz)", text, length, size, sure));
}

/* Names that are easily taken for each other. */
static PyObject *kw_alike(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"left", "lift", "le", "left_", NULL};
    int v[4] = {0, 0, 0, 0};
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|iiii:kw_alike", names, v, v + 1, v + 2, v + 3)) return NULL;
    return told("kw_alike", self, Py_BuildValue("(iiii)", v[0], v[1], v[2], v[3]));
}

static PyObject *kw_boxed(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"box", "pair", "call", NULL};
    PyObject *box = NULL, *result;
    int row = 0, column = 0;
    long called = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O&|(ii)O&:kw_boxed", names, open_box, &box, &row, &column, result_of,
                                     &called)) {
        return NULL;
    }
    result = told("kw_boxed", self, Py_BuildValue("(Oiili)", box, row, column, called, boxes_dropped));
    Py_DECREF(box);
    return result;
}

/* Takes keywords and does not look at them. */
static PyObject *kw_ignored(PyObject *self, PyObject *args, PyObject *kwds)
{
    int i;
    (void)kwds;
    if (!PyArg_ParseTuple(args, "i:kw_ignored", &i)) return NULL;
    return told("kw_ignored", self, Py_BuildValue("(i)", i));
}

/* Names for the values of the tuple, without METH_KEYWORDS. */
static PyObject *kw_null(PyObject *self, PyObject *args)
{
    static char *names[] = {"a", "b", NULL};
    int a, b = 0;
    if (!PyArg_ParseTupleAndKeywords(args, NULL, "i|i:kw_null", names, &a, &b)) return NULL;
    return told("kw_null", self, Py_BuildValue("(ii)", a, b));
}

/* One form after the other, with and without keywords. */
static PyObject *kw_forms(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *one[] = {"text", NULL}, *two[] = {"row", "column", NULL};
    const char *text;
    int row, column;
    if (PyTuple_Size(args) > 2) return PyErr_Format(PyExc_TypeError, "too many: %zd", PyTuple_Size(args));
    if (PyArg_ParseTupleAndKeywords(args, kwds, "s", one, &text)) {
        return told("kw_forms", self, Py_BuildValue("(s)", text));
    }
    PyErr_Clear();
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii:kw_forms", two, &row, &column)) return NULL;
    return told("kw_forms", self, Py_BuildValue("(ii)", row, column));
}
