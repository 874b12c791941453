/* The rows that SWIG can express: C functions of C types. It knows no keyword-only parameters and no pairs. */
%module swig_rows
%include <pybuffer.i>

%{
#include <string.h>

#include "values.h"

static void a(void) {}
/* SWIG passes NULL for None. */
static int b(const char *text, int index) { return text ? (unsigned char)text[index] : -1; }
static double d(double x, double y, double z) { return x + y + z; }
static long f(char *text, size_t length, const char *data, size_t size, long n) {
  (void)text;
  (void)data;
  return (long)(length + size) + n;
}
static const char *h4(void) { return text_value; }
static int h5(void) { return int_value; }
static double h6(void) { return double_value; }

static int pi(int n) { return n; }
static double pdd(double x, double y) { return x + y; }
static PyObject *pO(PyObject *object) {
  Py_INCREF(object);
  return object;
}
static long ps(const char *text) { return text ? (long)strlen(text) : -1; }
static double pd(double x) { return x + 1; }
static long pyk(const char *data, size_t size) {
  (void)data;
  return (long)size;
}
static int pOO(PyObject *first, PyObject *second) { return first == second; }
static double pdddd(double x, double y, double width, double height) { return x + y + width + height; }
static int pii(int i, int j) { return i == j; }
static long qn(void) { return int_value; }
%}

%apply (char *STRING, size_t LENGTH) { (char *text, size_t length) };
%pybuffer_binary(const char *data, size_t size);

void a(void);
int b(const char *text, int index);
double d(double x, double y, double z);
long f(char *text, size_t length, const char *data, size_t size, long n = 0);
const char *h4(void);
int h5(void);
double h6(void);
int pi(int n);
double pdd(double x, double y);
PyObject *pO(PyObject *object);
long ps(const char *text);
double pd(double x);
long pyk(const char *data, size_t size);
int pOO(PyObject *first, PyObject *second);
double pdddd(double x, double y, double width, double height);
int pii(int i, int j);
long qn(void);
