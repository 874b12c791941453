/* The rows of the table, as the author of an extension writes them: METH_VARARGS functions that call
   PyArg_ParseTuple, PyArg_ParseTupleAndKeywords and Py_BuildValue. The column "CPython" is this file compiled as it is,
   the column "Argot" the same file compiled through `argot cc`. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "values.h"

static PyObject *a(PyObject *Py_UNUSED(self), PyObject *args) {
  if (!PyArg_ParseTuple(args, "")) return NULL;
  Py_RETURN_NONE;
}

static PyObject *b(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  int index;
  if (!PyArg_ParseTuple(args, "si:string_peek", &text, &index)) return NULL;
  return Py_BuildValue("i", (unsigned char)text[index]);
}

static PyObject *c(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  int n;
  if (!PyArg_ParseTuple(args, "Oi", &object, &n)) return NULL;
  return Py_BuildValue("(iii)", n, square(n), cube(n));
}

static PyObject *d(PyObject *Py_UNUSED(self), PyObject *args) {
  double x, y, z;
  if (!PyArg_ParseTuple(args, "ddd", &x, &y, &z)) return NULL;
  return Py_BuildValue("d", x + y + z);
}

static PyObject *e(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwargs) {
  static char *keywords[] = {"a", "b", "c", "d", "e", "p", "x", NULL};
  PyObject *first, *second, *fifth = Py_None;
  int third = 0, fourth = 0, flag = 0;
  double x = 0.0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO|iiO$pd:f", keywords, &first, &second, &third, &fourth, &fifth,
                                   &flag, &x))
    return NULL;
  return Py_BuildValue("i", third + fourth + flag + (x > 0) + (first == second) + (fifth != Py_None));
}

static PyObject *f(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  Py_ssize_t length, extra = 0;
  Py_buffer buffer;
  if (!PyArg_ParseTuple(args, "s#y*|n", &text, &length, &buffer, &extra)) return NULL;
  Py_ssize_t total = length + buffer.len + extra;
  PyBuffer_Release(&buffer);
  return Py_BuildValue("n", total);
}

static PyObject *g(PyObject *Py_UNUSED(self), PyObject *args) {
  int i, j;
  double x, y;
  if (!PyArg_ParseTuple(args, "(ii)(dd)", &i, &j, &x, &y)) return NULL;
  return Py_BuildValue("d", i + j + x + y);
}

static PyObject *h1(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("{s:i,s:(ii)}", "alpha", int_value, "beta", second_int_value, third_int_value);
}

static PyObject *h2(PyObject *self, PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("[OOO]", Py_None, Py_True, self);
}

static PyObject *h3(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("(ssi)", text_value, second_text_value, int_value);
}

static PyObject *h4(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { return Py_BuildValue("s", text_value); }

static PyObject *h5(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { return Py_BuildValue("i", int_value); }

static PyObject *h6(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { return Py_BuildValue("d", double_value); }

static PyMethodDef methods[] = {
    {"a", a, METH_VARARGS, NULL},
    {"b", b, METH_VARARGS, NULL},
    {"c", c, METH_VARARGS, NULL},
    {"d", d, METH_VARARGS, NULL},
    {"e", (PyCFunction)(void (*)(void))e, METH_VARARGS | METH_KEYWORDS, NULL},
    {"f", f, METH_VARARGS, NULL},
    {"g", g, METH_VARARGS, NULL},
    {"h1", h1, METH_NOARGS, NULL},
    {"h2", h2, METH_NOARGS, NULL},
    {"h3", h3, METH_NOARGS, NULL},
    {"h4", h4, METH_NOARGS, NULL},
    {"h5", h5, METH_NOARGS, NULL},
    {"h6", h6, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "rows", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_rows(void) { return PyModule_Create(&module); }
