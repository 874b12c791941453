"""Calls that are compared between the columns but not measured: what a column that checks less would take.

Refusals count as results: the exception and its text must be the same.
"""

from array import array

from workload import ROWS, Row


class IntLike:
    def __index__(self):
        return 7


class FloatLike:
    def __float__(self):
        return 7.5


class Int(int):
    """CPython reads the digits for `i`, but asks this method for `d`."""

    def __float__(self):
        return 99.0


class Float(float):
    pass


class Str(str):
    pass


class Truth:
    def __init__(self, answer):
        self.answer = answer

    def __bool__(self):
        if self.answer is None:
            raise ArithmeticError("no truth in it")
        return self.answer


INTS = (0, -1, 256, 257, 2**30 - 1, 2**30, 2**31 - 1, -(2**31), 2**31, 2**63, -(10**40), True, Int(5), IntLike())
NOT_INTS = (1.5, "1", None, FloatLike())
DOUBLES = (0.5, float("inf"), -0.0, 3, -(2**62), 2**1023, 10**400, Float(2.5), Int(5), IntLike(), FloatLike(), True)
TEXTS = tuple("a" * length for length in (0, 1, 3, 4, 7, 8, 16, 17, 40)) + ("\u00e9", "\u20ac\U0001f40d", Str("s"))
NUL_TEXTS = tuple("x" * at + "\0" + "x" * after for at in range(9) for after in (0, 1, 3, 8, 30))
NOT_TEXTS = (b"abc", None, 3, "\ud800", "abc\udfff")
BUFFERS = (b"", b"ab\0c", bytearray(b"abc"), memoryview(b"abcdef"), array("i", [1, 2]), memoryview(b"abcd").cast("H"))
NOT_BUFFERS = ("text", None, 3, memoryview(b"abcdef")[::2])


def _calls():
    """Function, positional arguments, keyword arguments."""
    for function in ("b", "c", "d", "e", "f", "g"):
        for count in (0, 1, 4, 6, 8):
            yield function, (1,) * count, {}

    for value in INTS + NOT_INTS:
        yield "c", (None, value), {}
        yield "e", (1, 1, value, 2), {}
        yield "e", (1, 2), {"d": value}
        yield "f", ("s", b"b", value), {}
        yield "g", ((1, value), (0.0, 0.0)), {}
    for value in (0, True, IntLike(), 2**31, 1.0, None):
        yield "b", ("a", value), {}
    for value in DOUBLES + ("1", None, 1j):
        yield "d", (value, 1.0, 2.0), {}
        yield "d", (1.0, 2, value), {}
        yield "e", (1, 2), {"x": value}
        yield "g", ((1, 2), (0.5, value)), {}
    for value in TEXTS + NUL_TEXTS + NOT_TEXTS:
        yield "b", (value, 0), {}
        yield "f", (value, b"b"), {}
    for value in BUFFERS + NOT_BUFFERS:
        yield "f", ("s", value), {}
        yield "f", ("s", value, 3), {}

    for value in (True, False, None, 0, 1, "", [], Truth(True), Truth(False), Truth(None)):
        yield "e", (1, 2), {"p": value}
    yield "e", (), {"b": 1, "a": 1}
    yield "e", (1,), {"b": 1, "e": 5}
    yield "e", (1,), {"x": 1.5, "p": True, "e": None, "d": 4, "c": 3, "b": 2}
    yield "e", (1, 2, 3, 4, 5), {"p": True, "x": 0.5}
    yield "e", (1, 2), {Str("c"): 3}
    yield "e", (1, 2), {"".join("c"): 3, "unknown": 4}
    yield "e", (1, 2), {"a": 3}
    yield "e", (1, 2, 3), {"c": 3}
    yield "e", (1,), {"c": 3}
    yield "e", (1, 2, 3, 4, 5, True), {}

    for value in ((), (1,), (1, 2, 3), [1, 2], "12", None, 5):
        yield "g", (value, (0.5, 1.5)), {}
        yield "g", ((1, 2), value), {}


PROBES = ROWS + tuple(
    Row(f"probe {number}", function, "", positional, tuple(keywords.items()))
    for number, (function, positional, keywords) in enumerate(_calls())
)
