/* Functions with METH_VARARGS that can be entered by METH_FASTCALL, with plain values. */

static PyObject *empty(PyObject *self, PyObject *args)
{
    if (!PyArg_ParseTuple(args, "")) return NULL;
    return told("empty", self, Py_BuildValue("()"));
}

static PyObject *empty_named(PyObject *self, PyObject *args)
{
    if (!PyArg_ParseTuple(args, ":empty_named")) return NULL;
    return told("empty_named", self, Py_BuildValue("()"));
}

static PyObject *object(PyObject *self, PyObject *args)
{
    PyObject *value;
    if (!PyArg_ParseTuple(args, "O", &value)) return NULL;
    return told("object", self, Py_BuildValue("(O)", value));
}

/* The argument itself, as a new reference. */
static PyObject *identity(PyObject *self, PyObject *args)
{
    PyObject *value;
    (void)self;
    if (!PyArg_ParseTuple(args, "O:identity", &value)) return NULL;
    Py_INCREF(value);
    return value;
}

static PyObject *integer(PyObject *self, PyObject *args)
{
    int value;
    if (!PyArg_ParseTuple(args, "i", &value)) return NULL;
    return told("integer", self, Py_BuildValue("(i)", value));
}

static PyObject *explained(PyObject *self, PyObject *args)
{
    int value = -1;
    if (!PyArg_ParseTuple(args, "|i;a number is wanted, if anything", &value)) return NULL;
    return told("explained", self, Py_BuildValue("{s:i}", "value", value));
}

static PyObject *string_peek(PyObject *self, PyObject *args)
{
    const char *text;
    int index;
    if (!PyArg_ParseTuple(args, "si:string_peek", &text, &index)) return NULL;
    if (index < 0 || (size_t)index > strlen(text)) {
        PyErr_Format(PyExc_IndexError, "no byte at %d", index);
        return NULL;
    }
    return told("string_peek", self, Py_BuildValue("(si)", text, text[index]));
}

static PyObject *numbers(PyObject *self, PyObject *args)
{
    unsigned char b = 1;
    short h = 2;
    long l = 3;
    long long L = 4;
    Py_ssize_t n = 5;
    if (!PyArg_ParseTuple(args, "bhlL|n:numbers", &b, &h, &l, &L, &n)) return NULL;
    return told("numbers", self, Py_BuildValue("(bhlLn)", b, h, l, L, n));
}

static PyObject *masks(PyObject *self, PyObject *args)
{
    unsigned char B;
    unsigned short H;
    unsigned int I;
    unsigned long k;
    unsigned long long K;
    if (!PyArg_ParseTuple(args, "BHIkK:masks", &B, &H, &I, &k, &K)) return NULL;
    return told("masks", self, Py_BuildValue("(BHIkK)", B, H, I, k, K));
}

static PyObject *reals(PyObject *self, PyObject *args)
{
    float f;
    double d;
    int truth = 2;
    if (!PyArg_ParseTuple(args, "fd|p:reals", &f, &d, &truth)) return NULL;
    return told("reals", self, Py_BuildValue("(fdi)", f, d, truth));
}

#ifndef Py_LIMITED_API
static PyObject *complex_number(PyObject *self, PyObject *args)
{
    Py_complex value;
    if (!PyArg_ParseTuple(args, "D:complex_number", &value)) return NULL;
    return told("complex_number", self, Py_BuildValue("(dd)", value.real, value.imag));
}
#endif

static PyObject *texts(PyObject *self, PyObject *args)
{
    const char *s, *z, *y;
    Py_ssize_t size;
    PyObject *U;
    if (!PyArg_ParseTuple(args, "szy#U:texts", &s, &z, &y, &size, &U)) return NULL;
    return told("texts", self, Py_BuildValue("(szy#O)", s, z, y, size, U));
}

static PyObject *characters(PyObject *self, PyObject *args)
{
    char c;
    int C;
    PyObject *S, *Y = Py_None;
    if (!PyArg_ParseTuple(args, "cCS|Y:characters", &c, &C, &S, &Y)) return NULL;
    return told("characters", self, Py_BuildValue("(cCOO)", c, C, S, Y));
}

static PyObject *group(PyObject *self, PyObject *args)
{
    int row, column;
    PyObject *value;
    if (!PyArg_ParseTuple(args, "(ii)O:group", &row, &column, &value)) return NULL;
    return told("group", self, Py_BuildValue("((ii)O)", row, column, value));
}

static PyObject *nested(PyObject *self, PyObject *args)
{
    int number;
    const char *text;
    double real = 0;
    if (!PyArg_ParseTuple(args, "((is)d):nested", &number, &text, &real)) return NULL;
    return told("nested", self, Py_BuildValue("(isd)", number, text, real));
}

static PyObject *typed(PyObject *self, PyObject *args)
{
    PyObject *list, *more = NULL;
    if (!PyArg_ParseTuple(args, "O!|O!:typed", &PyList_Type, &list, &PyDict_Type, &more)) return NULL;
    return told("typed", self, Py_BuildValue("(OO)", list, more != NULL ? more : Py_None));
}

static PyObject *twelve(PyObject *self, PyObject *args)
{
    int v[12] = {0};
    if (!PyArg_ParseTuple(args, "iiiiiiii|iiii:twelve", v, v + 1, v + 2, v + 3, v + 4, v + 5, v + 6, v + 7, &v[8],
                          &v[9], &v[10], &v[11])) {
        return NULL;
    }
    return told("twelve", self, Py_BuildValue("(iiiiiiiiiiii)", v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8],
                                              v[9], v[10], v[11]));
}

/* Tries one format after the other. */
static PyObject *alternatives(PyObject *self, PyObject *args)
{
    int i, j;
    const char *text;
    if (PyArg_ParseTuple(args, "i:alternatives", &i)) return told("alternatives", self, Py_BuildValue("(si)", "i", i));
    PyErr_Clear();
    if (PyArg_ParseTuple(args, "s:alternatives", &text)) {
        return told("alternatives", self, Py_BuildValue("(ss)", "s", text));
    }
    PyErr_Clear();
    if (!PyArg_ParseTuple(args, "(ii):alternatives", &i, &j)) return NULL;
    return told("alternatives", self, Py_BuildValue("(sii)", "(ii)", i, j));
}

static PyObject *sized(PyObject *self, PyObject *args)
{
    int i = 0, j = 0, ok = 1;
    Py_ssize_t size = PyTuple_Size(args);
    switch (size) {
    case 0: break;
    case 1: ok = PyArg_ParseTuple(args, "i:sized of 1", &i); break;
    case 2: ok = PyArg_ParseTuple(args, "ii:sized of 2", &i, &j); break;
    default: return PyErr_Format(PyExc_TypeError, "sized() takes up to 2 arguments, not %zd", size);
    }
    return ok ? told("sized", self, Py_BuildValue("(nii)", size, i, j)) : NULL;
}

/* The argument at an index that the first one tells; bad ones are for PyTuple_GetItem to find. */
static PyObject *chosen(PyObject *self, PyObject *args)
{
    Py_ssize_t index;
    PyObject *value, *one = NULL, *two = NULL;
    if (!PyArg_ParseTuple(args, "n|OO:chosen", &index, &one, &two)) return NULL;
    value = PyTuple_GetItem(args, index);
    if (value == NULL) return NULL;
    return told("chosen", self, Py_BuildValue("(O)", value));
}

#ifndef Py_LIMITED_API
static PyObject *first(PyObject *self, PyObject *args)
{
    const char *text = "";
    if (PyTuple_GET_SIZE(args) > 1 && PyTuple_GET_ITEM(args, PyTuple_GET_SIZE(args) - 1) == Py_None) {
        return told("first", self, Py_BuildValue("(nO)", PyTuple_GET_SIZE(args), PyTuple_GET_ITEM(args, 0)));
    }
    if (!PyArg_ParseTuple(args, "|s:first", &text)) return NULL;
    return told("first", self, Py_BuildValue("(s)", text));
}
#endif

/* Two entries of the table name it, and one of a type. */
static PyObject *shared(PyObject *self, PyObject *args)
{
    int i;
    if (!PyArg_ParseTuple(args, "i:shared", &i)) return NULL;
    return told("shared", self, Py_BuildValue("(i)", i));
}

#define CHECKED(condition) do { if (!(condition)) return NULL; } while (0)

/* A parameter of one letter, the call inside a macro's argument, and other things with the parameter's name. */
static PyObject *letter(PyObject *self, PyObject *a)
{
    struct { int a; } record = {0};
    int i;
    CHECKED(PyArg_ParseTuple((a), "i:letter", &i));
    { int a = 5; record.a = a; }
    return told("letter", self, Py_BuildValue("(ii)", i, record.a));
}

/* Which format is used is only known while it runs. */
static PyObject *either(PyObject *self, PyObject *args)
{
    long value = 0;
    int ok = boxes_dropped >= 0 && PyTuple_Size(args) < 2 ? PyArg_ParseTuple(args, "l:one", &value)
                                                          : PyArg_ParseTuple(args, "lO:two", &value, &self);
    if (!ok) return NULL;
    return told("either", self, Py_BuildValue("(l)", value));
}
