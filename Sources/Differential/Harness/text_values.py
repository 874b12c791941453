"""Text in its several layouts, and what is nearly a name."""
import ctypes
import warnings

from user_code import logged


def fresh(text):
    """A str that is an object of its own."""
    return "".join(list(text))


def cached(text):
    """A str that already knows its UTF-8."""
    text = fresh(text)
    ctypes.pythonapi.PyUnicode_AsUTF8(ctypes.py_object(text))
    return text


def unready(text):
    """A str whose contents are still wide characters, as they could be before CPython 3.12."""
    make, fill = ctypes.pythonapi.PyUnicode_FromUnicode, ctypes.pythonapi.PyUnicode_AsUnicode
    make.restype, fill.restype = ctypes.py_object, ctypes.c_void_p
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = make(None, ctypes.c_ssize_t(len(text)))
        ctypes.memmove(fill(ctypes.py_object(made)), text.encode("utf-32-le"), 4 * len(text))
    return made


class StrSub(str):
    def __str__(self):
        logged("StrSub.__str__")
        return "other"

    def __len__(self):
        logged("StrSub.__len__")
        return 1

    def __eq__(self, other):
        logged("StrSub.__eq__")
        return str.__eq__(self, other)

    def __hash__(self):
        logged("StrSub.__hash__")
        return str.__hash__(self)


class OddHash(str):
    """A str whose hash and equality are not those of its characters."""

    def __hash__(self):
        return 12345

    def __eq__(self, other):
        return False


class OddEqual(str):
    """A str with the right hash that equals nothing."""

    __hash__ = str.__hash__

    def __eq__(self, other):
        logged("OddEqual.__eq__")
        return False


class Failing(str):
    """A str with the right hash whose comparison raises."""

    __hash__ = str.__hash__

    def __eq__(self, other):
        logged("Failing.__eq__")
        raise RuntimeError("from __eq__")


class PosesAs:
    """No str, but with the hash of one, and equal to it."""

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        logged("PosesAs.__hash__")
        return hash(self.name)

    def __eq__(self, other):
        logged("PosesAs.__eq__")
        return True
