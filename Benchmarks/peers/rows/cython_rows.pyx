# cython: language_level=3, c_string_type=str, c_string_encoding=utf8
"""The rows as a Cython user writes them: typed parameters, plain `def` functions, buffers by the buffer functions."""

import sys

cimport cython
from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.string cimport strlen

cdef extern from "values.h":
    int int_value, second_int_value, third_int_value
    double double_value
    const char *text_value
    const char *second_text_value
    int square(int)
    int cube(int)

cdef object this_module = sys.modules[__name__]


def a():
    pass

def b(const char *text, int index):
    return <unsigned char>text[index]

def c(object, int n):
    return n, square(n), cube(n)

def d(double x, double y, double z):
    return x + y + z

def e(a, b, int c=0, int d=0, e=None, *, bint p=False, double x=0.0):
    return c + d + p + (x > 0) + (a is b) + (e is not None)

def f(str text not None, data, Py_ssize_t n=0, /):
    cdef Py_ssize_t length
    cdef Py_buffer buffer
    PyUnicode_AsUTF8AndSize(text, &length)
    PyObject_GetBuffer(data, &buffer, PyBUF_SIMPLE)
    n += length + buffer.len
    PyBuffer_Release(&buffer)
    return n

def g(tuple ints not None, tuple doubles not None):
    cdef int i, j
    cdef double x, y
    i, j = ints
    x, y = doubles
    return i + j + x + y

def h1():
    return {"alpha": int_value, "beta": (second_int_value, third_int_value)}

def h2():
    return [None, True, this_module]

def h3():
    return text_value, second_text_value, int_value

def h4():
    return text_value

def h5():
    return int_value

def h6():
    return double_value


def pT(list items not None):
    return len(items)

def pi(int n):
    return n

def pdd(double x, double y):
    return x + y

def pO(object):
    return object

def ps(const char *text):
    return strlen(text)

def pd(double x):
    return x + 1

def pes(str text not None):
    return strlen(text.encode("utf-8"))

def pyk(data):
    cdef Py_buffer buffer
    PyObject_GetBuffer(data, &buffer, PyBUF_SIMPLE)
    length = buffer.len
    PyBuffer_Release(&buffer)
    return length

def pOO(first, second):
    return <int>(first is second)

def pdddd(double x, double y, double width, double height):
    return x + y + width + height

def pii(int i, int j):
    return <int>(i == j)

def qn():
    return <Py_ssize_t>int_value

def qdd():
    return double_value, double_value

def qdddd():
    return double_value, double_value, double_value, double_value

def qnn():
    return <Py_ssize_t>int_value, <Py_ssize_t>second_int_value

def qNN():
    return double_value, int_value
