"""The rows as a cffi user calls them: C functions, and a Python function where text has to be encoded."""

from _cffi_rows import ffi, lib

a, d, h5, h6 = lib.a, lib.d, lib.h5, lib.h6
pi, pdd, pd, pdddd, pii, qn = lib.pi, lib.pdd, lib.pd, lib.pdddd, lib.pii, lib.qn


def b(text, index):
    return lib.b(text.encode(), index)


def h4():
    return ffi.string(lib.h4()).decode()


def ps(text):
    return lib.ps(text.encode())
