/* How far a specialized format call can go: the rows of rows.c, written by hand for one format each, with the signature
   of METH_VARARGS or, with BY_VECTOR defined, with that of METH_FASTCALL. Nothing here is generated: it is the
   yardstick of generated code.

   Every row first asks whether the arguments are the plain built-in objects it expects, and only then trusts them. If
   not, CPython's own PyArg_* judges the same arguments, so that results, exceptions and their texts cannot differ. */
#include "conversions.h"
#include "values.h"

static inline PyObject *const *items_of(PyObject *tuple) { return ((PyTupleObject *)tuple)->ob_item; }

/* Every function below takes ARGUMENTS and reads `count` objects at `items`; GIVEN hands them on. */
#ifdef BY_VECTOR

#define ARGUMENTS PyObject *const *items, Py_ssize_t count
#define GIVEN items, count
#define CONVENTION METH_FASTCALL
#define JUDGED(...) judged_by_cpython(items, count, __VA_ARGS__)

static PyObject *packed(ARGUMENTS) {
  PyObject *tuple = PyTuple_New(count);
  for (Py_ssize_t i = 0; tuple && i < count; i++) {
    Py_INCREF(items[i]);
    PyTuple_SET_ITEM(tuple, i, items[i]);
  }
  return tuple;
}

/* The results are borrowed from the objects, which the caller holds. */
static RARE bool judged_by_cpython(ARGUMENTS, const char *format, ...) {
  PyObject *tuple = packed(GIVEN);
  if (!tuple) return false;
  va_list targets;
  va_start(targets, format);
  bool accepted = PyArg_VaParse(tuple, format, targets);
  va_end(targets);
  Py_DECREF(tuple);
  return accepted;
}

#else

#define ARGUMENTS PyObject *args
#define GIVEN args
#define items items_of(args)
#define count Py_SIZE(args)
#define CONVENTION METH_VARARGS
#define JUDGED(...) PyArg_ParseTuple(args, __VA_ARGS__)

#endif

static PyObject *a(PyObject *Py_UNUSED(self), ARGUMENTS) {
  if (!expect(count == 0) && !JUDGED("")) return NULL;
  Py_RETURN_NONE;
}

static inline bool b_read(ARGUMENTS, const char **text, int *index) {
  Py_ssize_t length;
  refuse_if(count != 2);
  refuse_if(!read_utf8(items[0], text, &length));
  refuse_if(contains_nul(*text, length));
  return read_int(items[1], index);
}

static PyObject *b(PyObject *Py_UNUSED(self), ARGUMENTS) {
  const char *text;
  int index;
  if (!expect(b_read(GIVEN, &text, &index)) && !JUDGED("si:string_peek", &text, &index)) return NULL;
  return build_int((unsigned char)text[index]);
}

static PyObject *c(PyObject *Py_UNUSED(self), ARGUMENTS) {
  PyObject *object;
  int n;
  bool ready = expect(count == 2) && read_int(items[1], &n);
  if (!expect(ready) && !JUDGED("Oi", &object, &n)) return NULL;
  return build_triple(build_int(n), build_int(square(n)), build_int(cube(n)));
}

static PyObject *d(PyObject *Py_UNUSED(self), ARGUMENTS) {
  double x, y, z;
  bool ready = expect(count == 3) && read_double(items[0], &x) && read_double(items[1], &y) &&
               read_double(items[2], &z);
  if (!expect(ready) && !JUDGED("ddd", &x, &y, &z)) return NULL;
  return PyFloat_FromDouble(x + y + z);
}

/* ---- row e: keywords ---- */

enum { NAME_COUNT = 7, MOST_POSITIONAL = 5 };

static char *e_keywords[] = {"a", "b", "c", "d", "e", "p", "x", NULL};
static PyObject *e_names[NAME_COUNT]; /* the same, interned: compared by identity */

struct e_values {
  PyObject *first, *second, *fifth;
  int third, fourth, flag;
  double x;
};

static RARE bool e_judged_by_cpython(ARGUMENTS, PyObject *keywords, struct e_values *values) {
  *values = (struct e_values){.fifth = Py_None}; /* a fast path that gave up may have stored something */
#ifdef BY_VECTOR
  PyObject *args = packed(GIVEN), *kwargs = keywords ? PyDict_New() : NULL;
  bool made = args && (kwargs || !keywords);
  for (Py_ssize_t i = 0; made && keywords && i < Py_SIZE(keywords); i++)
    made = PyDict_SetItem(kwargs, PyTuple_GET_ITEM(keywords, i), items[count + i]) == 0;
#else
  PyObject *kwargs = keywords;
  const bool made = true;
#endif
  bool accepted = made && PyArg_ParseTupleAndKeywords(args, kwargs, "OO|iiO$pd:f", e_keywords, &values->first,
                                                      &values->second, &values->third, &values->fourth, &values->fifth,
                                                      &values->flag, &values->x);
#ifdef BY_VECTOR
  Py_XDECREF(args);
  Py_XDECREF(kwargs);
#endif
  return accepted;
}

static inline bool e_read_positional(ARGUMENTS, struct e_values *values) {
  switch (count) {
    case 5:
      values->fifth = items[4];
      __attribute__((fallthrough));
    case 4:
      refuse_if(!read_int(items[3], &values->fourth));
      __attribute__((fallthrough));
    case 3:
      refuse_if(!read_int(items[2], &values->third));
      __attribute__((fallthrough));
    case 2:
      values->first = items[0];
      values->second = items[1];
      return true;
    default:
      return false;
  }
}

static inline int e_store(PyObject **bound, int at, PyObject *value) {
  if (bound[at]) return 0;
  bound[at] = value;
  return at + 1;
}

/* Binds one keyword: looks for its name at or after `start`, then before it but behind the positional arguments.
   Callers tend to give keywords in the order of the signature, so that the first comparison is usually the last. The
   answer is where the next search starts, or 0 for a name that is unknown or bound already. */
static inline int e_bind(PyObject **bound, int start, int positional, PyObject *name, PyObject *value) {
  for (int at = start; at < NAME_COUNT; at++)
    if (e_names[at] == name) return e_store(bound, at, value);
  for (int at = positional; at < start; at++)
    if (e_names[at] == name) return e_store(bound, at, value);
  return 0;
}

/* `keywords` is a tuple of names, whose values follow the other arguments, or a dict. */
static inline bool e_read_with_keywords(ARGUMENTS, PyObject *keywords, struct e_values *values) {
  PyObject *bound[NAME_COUNT] = {NULL};
  Py_ssize_t positional = count;
  refuse_if(positional > MOST_POSITIONAL);
  for (Py_ssize_t i = 0; i < positional; i++) bound[i] = items[i];

  int start = (int)positional;
#ifdef BY_VECTOR
  for (Py_ssize_t i = 0; i < Py_SIZE(keywords); i++) {
    start = e_bind(bound, start, (int)positional, items_of(keywords)[i], items[count + i]);
    if (!start) return false;
  }
#else
  Py_ssize_t position = 0;
  PyObject *name, *value;
  while (PyDict_Next(keywords, &position, &name, &value)) {
    start = e_bind(bound, start, (int)positional, name, value);
    if (!start) return false;
  }
#endif

  refuse_if(!bound[0] || !bound[1]);
  if (bound[2] && !read_int(bound[2], &values->third)) return false;
  if (bound[3] && !read_int(bound[3], &values->fourth)) return false;
  if (bound[4]) values->fifth = bound[4];
  if (bound[5] && !read_truth(bound[5], &values->flag)) return false;
  if (bound[6] && !read_float(bound[6], &values->x)) return false;
  values->first = bound[0];
  values->second = bound[1];
  return true;
}

static PyObject *e(PyObject *Py_UNUSED(self), ARGUMENTS, PyObject *keywords) {
  struct e_values values = {.fifth = Py_None};
  bool ready = expect(!keywords) ? e_read_positional(GIVEN, &values) : e_read_with_keywords(GIVEN, keywords, &values);
  if (!expect(ready) && !e_judged_by_cpython(GIVEN, keywords, &values)) return NULL;
  return build_int(values.third + values.fourth + values.flag + (values.x > 0) + (values.first == values.second) +
                   (values.fifth != Py_None));
}

/* ---- row f: a buffer ---- */

/* An exact bytes object is its own buffer: the reference that a Py_buffer would hold is enough. */
static PyObject *f(PyObject *Py_UNUSED(self), ARGUMENTS) {
  Py_ssize_t length, extra = 0;
  const char *text;
  bool counted = expect(count == 2 || count == 3);
  if (counted && read_ascii(items[0], &text, &length) && Py_IS_TYPE(items[1], &PyBytes_Type) &&
      (count == 2 || read_ssize(items[2], &extra))) {
    PyObject *bytes = items[1];
    Py_INCREF(bytes);
    Py_ssize_t total = length + Py_SIZE(bytes) + extra;
    Py_DECREF(bytes);
    return build_ssize(total);
  }

  Py_buffer buffer;
  bool ready = counted && read_utf8(items[0], &text, &length) && (count == 2 || read_ssize(items[2], &extra)) &&
               PyObject_CheckBuffer(items[1]);
  if (ready && !expect(PyObject_GetBuffer(items[1], &buffer, PyBUF_SIMPLE) == 0)) {
    PyErr_Clear();
    ready = false;
  }
  if (!expect(ready) && !JUDGED("s#y*|n", &text, &length, &buffer, &extra)) return NULL;
  Py_ssize_t total = length + buffer.len + extra;
  PyBuffer_Release(&buffer);
  return build_ssize(total);
}

/* ---- row g: nested tuples ---- */

static inline bool is_pair(PyObject *object) { return PyTuple_CheckExact(object) && Py_SIZE(object) == 2; }

static PyObject *g(PyObject *Py_UNUSED(self), ARGUMENTS) {
  int i, j;
  double x, y;
  bool ready = expect(count == 2) && is_pair(items[0]) && is_pair(items[1]) &&
               read_int(items_of(items[0])[0], &i) && read_int(items_of(items[0])[1], &j) &&
               read_float(items_of(items[1])[0], &x) && read_float(items_of(items[1])[1], &y);
  if (!expect(ready) && !JUDGED("(ii)(dd)", &i, &j, &x, &y)) return NULL;
  return PyFloat_FromDouble(i + j + x + y);
}

/* ---- rows h: building ---- */

static PyObject *alpha_key, *beta_key; /* interned once, where Py_BuildValue makes both anew at every call */

static PyObject *h1(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  PyObject *result = NULL, *pair = NULL;
  PyObject *number = build_int(int_value), *left = build_int(second_int_value), *right = build_int(third_int_value);
  if (expect(number && left && right)) pair = PyTuple_New(2);
  if (!expect(pair != NULL)) {
    Py_XDECREF(left);
    Py_XDECREF(right);
    Py_XDECREF(number);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, left);
  PyTuple_SET_ITEM(pair, 1, right);
  result = PyDict_New();
  if (expect(result != NULL) &&
      !expect(PyDict_SetItem(result, alpha_key, number) == 0 && PyDict_SetItem(result, beta_key, pair) == 0))
    Py_CLEAR(result);
  Py_DECREF(number);
  Py_DECREF(pair);
  return result;
}

static PyObject *h2(PyObject *self, PyObject *Py_UNUSED(args)) {
  PyObject *members[] = {Py_None, Py_True, self};
  PyObject *list = PyList_New(3);
  if (!expect(list != NULL)) return NULL;
  for (int i = 0; i < 3; i++) {
    Py_INCREF(members[i]);
    PyList_SET_ITEM(list, i, members[i]);
  }
  return list;
}

static PyObject *h3(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return build_triple(build_text(text_value), build_text(second_text_value), build_int(int_value));
}

static PyObject *h4(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { return build_text(text_value); }

static PyObject *h5(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { return build_int(int_value); }

static PyObject *h6(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) { return PyFloat_FromDouble(double_value); }

#define FUNCTION(name) ((PyCFunction)(void (*)(void))name)

static PyMethodDef methods[] = {
    {"a", FUNCTION(a), CONVENTION, NULL},
    {"b", FUNCTION(b), CONVENTION, NULL},
    {"c", FUNCTION(c), CONVENTION, NULL},
    {"d", FUNCTION(d), CONVENTION, NULL},
    {"e", FUNCTION(e), CONVENTION | METH_KEYWORDS, NULL},
    {"f", FUNCTION(f), CONVENTION, NULL},
    {"g", FUNCTION(g), CONVENTION, NULL},
    {"h1", h1, METH_NOARGS, NULL},
    {"h2", h2, METH_NOARGS, NULL},
    {"h3", h3, METH_NOARGS, NULL},
    {"h4", h4, METH_NOARGS, NULL},
    {"h5", h5, METH_NOARGS, NULL},
    {"h6", h6, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "limits", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_limits(void) {
  for (int i = 0; i < SHARED_INTS; i++)
    if (!(shared_ints[i] = PyLong_FromLong(i + SMALLEST_SHARED))) return NULL;
  for (int i = 0; i < NAME_COUNT; i++)
    if (!(e_names[i] = PyUnicode_InternFromString(e_keywords[i]))) return NULL;
  alpha_key = PyUnicode_InternFromString("alpha");
  beta_key = PyUnicode_InternFromString("beta");
  if (!alpha_key || !beta_key) return NULL;
  return PyModule_Create(&module);
}
