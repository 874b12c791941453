/* Functions with METH_VARARGS that can be entered by METH_FASTCALL, with converters, views and copies. */

static int boxes_dropped = 0;

/* A converter with a clean-up: keeps an int's reference. */
static int open_box(PyObject *value, void *target)
{
    PyObject **box = (PyObject **)target;
    if (value == NULL) {
        boxes_dropped++;
        Py_CLEAR(*box);
        return 1;
    }
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "a box holds an int");
        return 0;
    }
    Py_INCREF(value);
    *box = value;
    return Py_CLEANUP_SUPPORTED;
}

/* A converter that fails without an exception for anything false. */
static int truth(PyObject *value, void *target)
{
    return *(int *)target = PyObject_IsTrue(value);
}

/* A converter that calls the argument. */
static int result_of(PyObject *value, void *target)
{
    PyObject *result = PyObject_CallObject(value, NULL);
    if (result == NULL) return 0;
    *(long *)target = PyLong_AsLong(result);
    Py_DECREF(result);
    return !PyErr_Occurred();
}

static PyObject *boxed(PyObject *self, PyObject *args)
{
    PyObject *box = NULL;
    int sure, number;
    PyObject *result;
    if (!PyArg_ParseTuple(args, "O&O&i:boxed", open_box, &box, truth, &sure, &number)) {
        return PyErr_Format(PyExc_ValueError, "%d boxes dropped, box %s", boxes_dropped, box == NULL ? "none" : "left");
    }
    result = told("boxed", self, Py_BuildValue("(Oiii)", box, sure, number, boxes_dropped));
    Py_DECREF(box);
    return result;
}

static PyObject *callback(PyObject *self, PyObject *args)
{
    long first, second = 0;
    if (!PyArg_ParseTuple(args, "O&|O&:callback", result_of, &first, result_of, &second)) return NULL;
    return told("callback", self, Py_BuildValue("(ll)", first, second));
}

#if !defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030B0000
static PyObject *buffers(PyObject *self, PyObject *args)
{
    Py_buffer text, bytes;
    PyObject *result;
    if (!PyArg_ParseTuple(args, "s*y*:buffers", &text, &bytes)) return NULL;
    result = told("buffers", self, Py_BuildValue("(y#y#)", text.buf, text.len, bytes.buf, bytes.len));
    PyBuffer_Release(&text);
    PyBuffer_Release(&bytes);
    return result;
}
#endif

static PyObject *encoded(PyObject *self, PyObject *args)
{
    char *text = NULL, *more = NULL;
    int number;
    PyObject *result;
    if (!PyArg_ParseTuple(args, "esiet:encoded", "utf-8", &text, &number, "latin-1", &more)) return NULL;
    result = told("encoded", self, Py_BuildValue("(yiy)", text, number, more));
    PyMem_Free(text);
    PyMem_Free(more);
    return result;
}
