/* The formats that packages use most and rows.c does not have, as the author of an extension writes them. Names: p
   parses, q builds; behind it stands the format, with T for O! and k for keywords. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string.h>

#include "values.h"

/* ---- parsing ---- */

static PyObject *pT(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list)) return NULL;
  return Py_BuildValue("n", PyList_GET_SIZE(list));
}

static PyObject *pi(PyObject *Py_UNUSED(self), PyObject *args) {
  int n;
  if (!PyArg_ParseTuple(args, "i", &n)) return NULL;
  return Py_BuildValue("i", n);
}

static PyObject *pdd(PyObject *Py_UNUSED(self), PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y)) return NULL;
  return Py_BuildValue("d", x + y);
}

static PyObject *pO(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object)) return NULL;
  return Py_BuildValue("O", object);
}

static PyObject *ps(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text)) return NULL;
  return Py_BuildValue("n", (Py_ssize_t)strlen(text));
}

static PyObject *pd(PyObject *Py_UNUSED(self), PyObject *args) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  return Py_BuildValue("d", x + 1);
}

static PyObject *pes(PyObject *Py_UNUSED(self), PyObject *args) {
  char *text = NULL;
  if (!PyArg_ParseTuple(args, "es", "utf-8", &text)) return NULL;
  Py_ssize_t length = (Py_ssize_t)strlen(text);
  PyMem_Free(text);
  return Py_BuildValue("n", length);
}

static PyObject *pyk(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwargs) {
  static char *keywords[] = {"data", NULL};
  Py_buffer buffer;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y*", keywords, &buffer)) return NULL;
  Py_ssize_t length = buffer.len;
  PyBuffer_Release(&buffer);
  return Py_BuildValue("n", length);
}

static PyObject *pOO(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second)) return NULL;
  return Py_BuildValue("i", first == second);
}

static PyObject *pdddd(PyObject *Py_UNUSED(self), PyObject *args) {
  double x, y, width, height;
  if (!PyArg_ParseTuple(args, "dddd", &x, &y, &width, &height)) return NULL;
  return Py_BuildValue("d", x + y + width + height);
}

static PyObject *pii(PyObject *Py_UNUSED(self), PyObject *args) {
  int i, j;
  if (!PyArg_ParseTuple(args, "ii", &i, &j)) return NULL;
  return Py_BuildValue("i", i == j);
}

/* ---- building ---- */

static PyObject *qn(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("n", (Py_ssize_t)int_value);
}

static PyObject *qdd(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("(dd)", double_value, double_value);
}

static PyObject *qdddd(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("(dddd)", double_value, double_value, double_value, double_value);
}

static PyObject *qnn(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("nn", (Py_ssize_t)int_value, (Py_ssize_t)second_int_value);
}

static PyObject *qNN(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return Py_BuildValue("NN", PyFloat_FromDouble(double_value), PyLong_FromLong(int_value));
}

static PyMethodDef methods[] = {
    {"pT", pT, METH_VARARGS, NULL},
    {"pi", pi, METH_VARARGS, NULL},
    {"pdd", pdd, METH_VARARGS, NULL},
    {"pO", pO, METH_VARARGS, NULL},
    {"ps", ps, METH_VARARGS, NULL},
    {"pd", pd, METH_VARARGS, NULL},
    {"pes", pes, METH_VARARGS, NULL},
    {"pyk", (PyCFunction)(void (*)(void))pyk, METH_VARARGS | METH_KEYWORDS, NULL},
    {"pOO", pOO, METH_VARARGS, NULL},
    {"pdddd", pdddd, METH_VARARGS, NULL},
    {"pii", pii, METH_VARARGS, NULL},
    {"qn", qn, METH_NOARGS, NULL},
    {"qdd", qdd, METH_NOARGS, NULL},
    {"qdddd", qdddd, METH_NOARGS, NULL},
    {"qnn", qnn, METH_NOARGS, NULL},
    {"qNN", qNN, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "package_rows", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_package_rows(void) { return PyModule_Create(&module); }
