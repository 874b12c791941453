#define PY_SSIZE_T_CLEAN
#include <Python.h>

static char *names[] = {"width", "height"};

/* One mistake a function; what is printed of them stands in five.txt. */
PyObject *target(PyObject *self, PyObject *args)
{
	Py_ssize_t größe; int width;
	if (!PyArg_ParseTuple(args, "ii:größe", &größe, &width)) return NULL;
	return PyLong_FromSsize_t(größe + width);
}

PyObject *value(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_BuildValue("(sn)",
                         "as long as it takes",
                         0);
}

PyObject *count(PyObject *self, PyObject *args)
{
    const char *text;
    if (!PyArg_ParseTuple(args, "s#", &text)) return NULL;
    Py_RETURN_NONE;
}

PyObject *sentinel(PyObject *self, PyObject *args, PyObject *kwds)
{
    int width, height;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "ii", names, &width, &height)) return NULL;
    return PyLong_FromLong(width * height);
}

PyObject *format(PyObject *self, PyObject *args)
{
    int width, height;
    if (!PyArg_ParseTuple(args, "i"
                                "|i|", &width, &height)) return NULL;
    return PyLong_FromLong(width * height);
}
