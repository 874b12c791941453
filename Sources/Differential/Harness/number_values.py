"""Floats by their bits, and subclasses of the types of numbers."""
import struct

from user_code import logged


def double(bits):
    """A float by its bits."""
    return struct.unpack("<d", bits)[0]


class IntSub(int):
    def __index__(self):
        logged("IntSub.__index__")
        return 99

    def __int__(self):
        logged("IntSub.__int__")
        return 98

    def __float__(self):
        logged("IntSub.__float__")
        return 97.0

    def __bool__(self):
        logged("IntSub.__bool__")
        return False


class PlainIntSub(int):
    pass


class FloatSub(float):
    def __float__(self):
        logged("FloatSub.__float__")
        return 96.0

    def __complex__(self):
        logged("FloatSub.__complex__")
        return 95j

    def __index__(self):
        logged("FloatSub.__index__")
        return 95


class PlainFloatSub(float):
    pass


class ComplexSub(complex):
    def __complex__(self):
        logged("ComplexSub.__complex__")
        return 94j
