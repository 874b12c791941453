"""Writes the C source of the module _cffi_rows (API mode) to the file that is named on the command line."""

import sys

import cffi

DECLARATIONS = """
void a(void);
int b(const char *text, int index);
double d(double x, double y, double z);
const char *h4(void);
int h5(void);
double h6(void);
int pi(int n);
double pdd(double x, double y);
size_t ps(const char *text);
double pd(double x);
double pdddd(double x, double y, double width, double height);
int pii(int i, int j);
Py_ssize_t qn(void);
"""

FUNCTIONS = """
#include <string.h>

#include "values.h"

static void a(void) {}
static int b(const char *text, int index) { return (unsigned char)text[index]; }
static double d(double x, double y, double z) { return x + y + z; }
static const char *h4(void) { return text_value; }
static int h5(void) { return int_value; }
static double h6(void) { return double_value; }
static int pi(int n) { return n; }
static double pdd(double x, double y) { return x + y; }
static size_t ps(const char *text) { return strlen(text); }
static double pd(double x) { return x + 1; }
static double pdddd(double x, double y, double width, double height) { return x + y + width + height; }
static int pii(int i, int j) { return i == j; }
static Py_ssize_t qn(void) { return int_value; }
"""

builder = cffi.FFI()
builder.cdef(DECLARATIONS.replace("Py_ssize_t", "ssize_t"))
builder.set_source("_cffi_rows", FUNCTIONS)
builder.emit_c_code(sys.argv[1])
