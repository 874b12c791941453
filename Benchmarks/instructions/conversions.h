/* Conversions for limits.c: the least work a value of an exact built-in type can cost.

   A reader answers "yes, and here is the value" or "not mine". It never runs user code, never raises and changes
   nothing that could be seen: after any "not mine", CPython's own function can still judge the same arguments. */
#ifndef ARGOT_BENCH_CONVERSIONS_H
#define ARGOT_BENCH_CONVERSIONS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef Py_GIL_DISABLED
#error "these conversions read object fields as a build with the GIL may; use a build with the GIL"
#endif

#define RARE __attribute__((noinline, cold))
#define expect(condition) __builtin_expect(!!(condition), 1)
#define refuse_if(condition) if (__builtin_expect(!!(condition), 0)) return false

/* ---- reading ---- */

/* An int of no more than one digit: |value| < 2**30. One comparison covers both the sign and the number of digits. */
static inline bool read_int(PyObject *object, int *value) {
  const PyLongObject *number = (const PyLongObject *)object;
  refuse_if(!Py_IS_TYPE(object, &PyLong_Type));
#if PY_VERSION_HEX >= 0x030C0000
  uintptr_t tag = number->long_value.lv_tag; /* digit count above three low bits; the lowest two are 1 - sign */
  refuse_if(tag >= 2u << 3);
  *value = (int)(1 - (long)(tag & 3)) * (int)number->long_value.ob_digit[0];
#else
  Py_ssize_t signed_count = Py_SIZE(object); /* -1, 0 or 1 */
  refuse_if((size_t)(signed_count + 1) > 2);
  *value = (int)signed_count * (int)number->ob_digit[0];
#endif
  return true;
}

static inline bool read_ssize(PyObject *object, Py_ssize_t *value) {
  int narrow;
  refuse_if(!read_int(object, &narrow));
  *value = narrow;
  return true;
}

static inline bool read_float(PyObject *object, double *value) {
  refuse_if(!Py_IS_TYPE(object, &PyFloat_Type));
  *value = ((PyFloatObject *)object)->ob_fval;
  return true;
}

/* Exact ints as double. A subclass is refused: its __float__ counts. */
static RARE bool read_int_as_double(PyObject *object, double *value) {
  int narrow;
  if (read_int(object, &narrow)) {
    *value = narrow;
    return true;
  }
  if (!PyLong_CheckExact(object)) return false;
  *value = PyLong_AsDouble(object);
  if (*value != -1.0 || !PyErr_Occurred()) return true;
  PyErr_Clear();
  return false;
}

static inline bool read_double(PyObject *object, double *value) {
  return expect(read_float(object, value)) || read_int_as_double(object, value);
}

/* The three values whose truth needs no call. */
static inline bool read_truth(PyObject *object, int *value) {
  refuse_if(object != Py_True && object != Py_False && object != Py_None);
  *value = object == Py_True;
  return true;
}

/* A compact ASCII str holds its own UTF-8 right behind the header. */
static inline bool read_ascii(PyObject *object, const char **text, Py_ssize_t *length) {
  refuse_if(!Py_IS_TYPE(object, &PyUnicode_Type));
  const PyASCIIObject *string = (const PyASCIIObject *)object;
  refuse_if(!(string->state.ascii & string->state.compact));
  *text = (const char *)(string + 1);
  *length = string->length;
  return true;
}

static RARE bool read_cached_utf8(PyObject *object, const char **text, Py_ssize_t *length) {
  if (!PyUnicode_Check(object)) return false;
  *text = PyUnicode_AsUTF8AndSize(object, length);
  if (*text) return true;
  PyErr_Clear();
  return false;
}

static inline bool read_utf8(PyObject *object, const char **text, Py_ssize_t *length) {
  return expect(read_ascii(object, text, length)) || read_cached_utf8(object, text, length);
}

/* ---- looking for a NUL, or for a byte above 127, a word at a time ---- */

static inline uint64_t load_eight(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static inline uint32_t load_four(const char *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static const uint64_t high_bits = 0x8080808080808080u, low_bits = 0x0101010101010101u;

/* Zero exactly when no byte of the word is: only a zero byte borrows into its own clear high bit first. */
static inline uint64_t zero_bytes(uint64_t word) { return (word - low_bits) & ~word & high_bits; }
static inline uint32_t zero_bytes_of_four(uint32_t word) {
  return (word - (uint32_t)low_bits) & ~word & (uint32_t)high_bits;
}

/* Short texts take two loads that may overlap; nothing outside [text, text + length) is read. */
static inline bool contains_nul(const char *text, Py_ssize_t length) {
  if (length >= 8) {
    if (length > 16) return memchr(text, 0, (size_t)length) != NULL;
    return (zero_bytes(load_eight(text)) | zero_bytes(load_eight(text + length - 8))) != 0;
  }
  if (length >= 4) return (zero_bytes_of_four(load_four(text)) | zero_bytes_of_four(load_four(text + length - 4))) != 0;
  return length != 0 && !(text[0] && text[length >> 1] && text[length - 1]);
}

/* ---- building ---- */

enum { SMALLEST_SHARED = -5, SHARED_INTS = 262 };

/* CPython's shared small ints, borrowed: it never frees them. Filled once, at import. */
static PyObject *shared_ints[SHARED_INTS];

static inline PyObject *build_int(int value) {
  unsigned index = (unsigned)value - (unsigned)SMALLEST_SHARED;
  if (index >= SHARED_INTS) return PyLong_FromLong(value);
#if PY_VERSION_HEX < 0x030C0000
  Py_INCREF(shared_ints[index]); /* immortal from 3.12 on */
#endif
  return shared_ints[index];
}

static inline PyObject *build_ssize(Py_ssize_t value) {
  if ((size_t)(value - SMALLEST_SHARED) < SHARED_INTS) return build_int((int)value);
  return PyLong_FromSsize_t(value);
}

/* Takes the three references over, whether it succeeds or not; each may be NULL with an exception set. */
static inline PyObject *build_triple(PyObject *first, PyObject *second, PyObject *third) {
  PyObject *triple = expect(first && second && third) ? PyTuple_New(3) : NULL;
  if (!expect(triple != NULL)) {
    Py_XDECREF(first);
    Py_XDECREF(second);
    Py_XDECREF(third);
    return NULL;
  }
  PyTuple_SET_ITEM(triple, 0, first);
  PyTuple_SET_ITEM(triple, 1, second);
  PyTuple_SET_ITEM(triple, 2, third);
  return triple;
}

/* ASCII text is copied without being decoded. Empty and one-character texts are shared objects: CPython finds them. */
static inline PyObject *build_text(const char *text) {
  size_t length = strlen(text), done = 0;
  uint64_t seen = 0;
  if (length < 2) return PyUnicode_FromStringAndSize(text, (Py_ssize_t)length);
  for (; done + 8 <= length; done += 8) seen |= load_eight(text + done);
  if (length >= 8)
    seen |= load_eight(text + length - 8);
  else
    for (; done < length; done++) seen |= (unsigned char)text[done];
  if (!expect(!(seen & high_bits))) return PyUnicode_FromStringAndSize(text, (Py_ssize_t)length);
  PyObject *string = PyUnicode_New((Py_ssize_t)length, 127);
  if (expect(string != NULL)) memcpy((PyASCIIObject *)string + 1, text, length);
  return string;
}

#endif
