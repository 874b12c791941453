"""The values that calls are tried with, and which of them are near to what each unit takes."""
import sys

from nodes import pool

def around(bits):
    return [f"{sign}2**{bits}{near}" for sign in ("", "-") for near in ("", " - 1", " + 1")]


INTS = pool(
    *[text for bits in (7, 8, 15, 16, 30, 31, 32, 60, 62, 63, 64) for text in around(bits)],
    # Small ones are shared, and from which number on they are not depends on the version.
    *map(str, [0, 1, -1, 5, -5, -6, 256, 257, 1000, 1024, 1025]), "int('123456789')", "2**100", "-2**100", "10**400",
    "2**2000",
)
INTEGER_LIKE = pool(
    "True", "False", "IntSub(5)", "IntSub(0)", "IntSub(-1)", "IntSub(2**40)", "IntSub(2**70)", "PlainIntSub(5)",
    "PlainIntSub(2**31)", "PlainIntSub(-2**70)",
    "HasIndex(7)", "HasIndex(-1)", "HasIndex(300)", "HasIndex(2**31)", "HasIndex(2**63)", "HasIndex(2**70)",
    "HasIndex(True)",
    "HasIndex(IntSub(3))", "HasIndex(PlainIntSub(3))", "HasIndex('x')", "HasIndex(1.5)", "HasIndex(None)",
    "HasIndex(ValueError)", "HasIndex(OverflowError)", "HasIndex(KeyboardInterrupt)", "HasIndex(7, shrink)",
    "HasIndex(7, replace)", "HasIndex(7, grow)", "HasIndex(TypeError, shrink)",
    "HasInt(3)", "HasInt(ValueError)", "HasInt(2.5)", "HasAll()",
)
FLOATS = pool(
    *[f"float('{text}')" for text in ["0.0", "-0.0", "1.5", "nan", "-nan", "inf", "-inf", "1e308", "5e-324", "3.5e38",
                                      "3.4028235677973366e38", "-1.0", "-3.5e38", "1e-46", "16777217.0"]],
    "double(b'\\1\\2\\3\\4\\5\\6\\xf8\\x7f')", "double(b'\\1\\0\\0\\0\\0\\0\\xf0\\x7f')",
    "FloatSub(2.5)", "FloatSub('nan')", "PlainFloatSub(2.5)", "HasFloat(1.25)", "HasFloat(KeyError)",
    "HasFloat(KeyboardInterrupt)",
    "HasFloat(FloatSub(8.0))", "HasFloat(3)", "HasFloat(True)", "HasFloat(None)", "HasFloat(1.25, shrink)",
    "HasFloat(1.25, replace)",
    "complex(1, 2)", "complex(-1, 0)", "complex('nan-infj')", "complex(-0.0, -0.0)", "ComplexSub(3+4j)",
    "HasComplex(5j)",
    "HasComplex(OSError)", "HasComplex(GeneratorExit)", "HasComplex(1.0)", "HasComplex(ComplexSub(1))",
    "HasComplex(5j, shrink)",
)


def texts():
    found = ["", "a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi", "x" * 15, "y" * 16, "z" * 17,
             "\u00e9", "\u00ff", "caf\u00e9 au lait", "\u65e5\u672c", "\U0001f600", "\U0010ffff", "a\u0100", "\ud800",
             "\udfff",
             "ok\udfff", "\u00e9\0a", "\u65e5\0", "\0\U0001f600", "\x7f\x7f", "\x01\x80"]
    for size in (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 40):
        for place in sorted({0, size // 2, size - 1, max(size - 2, 0), min(size - 1, 7)}):
            found.append("k" * place + "\0" + "k" * (size - place - 1))
    return [f"fresh({ascii(text)})" for text in found]


TEXTS = pool(
    *texts(), "'w' * 5000", "'interned'", "'\\xe9' * 300", "cached('ascii')", "cached('caf\\xe9')", "cached('\\u65e5')",
    "cached('\\U0001f600')", "cached('\\xe9\\0')", "StrSub('abc')", "StrSub('')", "StrSub('q')", "StrSub('\\xe9')",
    "StrSub('a\\0b')", "StrSub('\\ud800')", "OddHash('abc')", "OddEqual('abc')",
    *(["unready('abc')", "unready('q')", "unready('\\xe9t\\xe9')", "unready('a\\0b')", "unready('')"]
      if sys.version_info < (3, 12) else []),
)


def binaries():
    found = []
    for data in [b"", b"a", b"\xff", b"abc", b"ab\0c", b"\0", b"abc\0", b"v" * 40]:
        found += [f"bytes(bytearray({data!r}))", f"BytesSub({data!r})", f"bytearray({data!r})",
                  f"memoryview(bytes(bytearray({data!r})))"]
    return found


BINARIES = pool(
    *binaries(), "PlainBytesSub(b'abc')", "PlainBytesSub(b'q')", "BytearraySub(b'sub')", "BytearraySub(b'q')",
    "BytearraySub()",
    "BytearrayExporter(b'sub')", "memoryview(bytearray(b'hello'))", "memoryview(bytearray(b'abcdef'))[::2]",
    "memoryview(b'abcdef')[::-1]",
    "memoryview(b'a')[::-1]", "memoryview(bytearray(b'ro')).toreadonly()",
    "memoryview(memoryview(bytearray(b'twice')))[1:3]",
    "released(memoryview(b'gone'))", "memoryview(array.array('d', [1.0, 2.0]))",
    "memoryview(b'abcdef').cast('B', (2, 3))",
    "memoryview(bytearray(8)).cast('i')", "memoryview(ctypes.c_int(5))", "memoryview(bytearray(6)).cast('B', (3, 2))",
    "array.array('b', b'arr')", "array.array('d', [1.5])", "array.array('B')",
    "(ctypes.c_char * 4)(b'c', b't', b'\\0', b'p')", "(ctypes.c_int * 2)(1, 2)", "ctypes.c_int(5)",
    "ctypes.c_char(b'q')", "Pair(1, b'p')",
    "ctypes.c_char.from_buffer(bytearray(b'from'))", "mapped(b'map')", "buffer_of(b'buffer')", "io.BytesIO(b'closed')",
    "pickle.PickleBuffer(b'pickled')", "pickle.PickleBuffer(bytearray(b'pickled'))",
    "pickle.PickleBuffer(memoryview(b'abcd')[::2])",
    "released(pickle.PickleBuffer(b'gone'))",
    "HasBuffer(memoryview(b'exported'))", "HasBuffer(memoryview(bytearray(b'exported')))",
    "HasBuffer(memoryview(b'abcdef')[::2])",
    "HasBuffer(released(memoryview(b'gone')))", "HasBuffer(BufferError)", "HasBuffer(ValueError)",
    "HasBuffer(KeyboardInterrupt)",
    "HasBuffer(3)", "HasBuffer(b'bytes')", "HasBuffer(memoryview(b'exported'), shrink)", "Releasing(b'exported')",
    "Releasing(bytearray(b'exported'))", "Releasing(5)", "Releasing(b'exported', ValueError)",
)
OBJECTS = pool(
    "None", "object()", "Typed()", "TypedSub()", "Pretender()", "changing_class()", "Foreign()", "Typed", "int", "type",
    "HasBool(True)", "HasBool(False)", "HasBool(ValueError)", "HasBool(KeyboardInterrupt)", "HasBool(3)",
    "HasBool(True, shrink)",
    "HasBool(False, replace)", "HasLen(0)", "HasLen(2)", "HasLen(-1)", "HasLen(2**70)", "HasLen('x')",
    "HasLen(TypeError)",
    "HasLen(KeyboardInterrupt)", "[]", "growing([1, 2])", "{}", "{1: 2}", "DictSub({1: 2})", "set()",
    "frozenset([1])", "()",
    "tuple([1])", "tuple([5, 6])", "range(2)", "ListSub([1, 2])", "LyingList([1, 2])", "TupleSub([5, 6])",
    "LyingTuple([5, 6, 7])",
    "TupleSub()", "collections.deque([1, 2])", "Ellipsis", "NotImplemented", "(lambda: 0)", "len",
    "growing(bytearray(b'grow' * 64))",
    "Sequence([1, 2])", "iter([1])", "(item for item in [1])", "Unhashable()",
)
CONVERTERS = pool(
    *[f"Conv({mode})" for mode in range(5)],
    *[f"Conv({mode}, {hook})" for mode in (0, 1) for hook in ("shrink", "grow", "replace", "turn_foreign")],
    "Conv(2, shrink)", "Conv(3, replace)", "Conv(2, turn_foreign)", "Conv(0, interrupt)",
)

EVERYTHING = INTS + INTEGER_LIKE + FLOATS + TEXTS + BINARIES + OBJECTS + CONVERTERS

_NUMBERS = "b B h H i I l k L K n".split()
_STRINGS = "s z s# z# s* z* U u Z u# Z#".split()
_ENCODED = "es et es# et# es#own et#own".split()
_INTEGERS = INTS + INTEGER_LIKE

# Pools near to what a unit takes: the first is asked most often.
NEAR = {
    **dict.fromkeys(_NUMBERS, [_INTEGERS, INTEGER_LIKE]),
    **dict.fromkeys(["f", "d", "D"], [FLOATS, _INTEGERS]),
    "p": [OBJECTS, _INTEGERS, FLOATS],
    **dict.fromkeys(["c", "y", "y#", "y*", "w*", "S", "Y"], [BINARIES, TEXTS]),
    **dict.fromkeys(["C", *_STRINGS, *_ENCODED], [TEXTS, BINARIES]),
    "O": [OBJECTS, TEXTS], "O!": [OBJECTS, _INTEGERS], "O&": [CONVERTERS, OBJECTS],
}

# What the unit converts without a second thought.
GOOD = {
    **dict.fromkeys(_NUMBERS, pool("5", "0", "int('77')")),
    **dict.fromkeys(["f", "d", "D"], pool("float('1.5')", "-1.0", "3")),
    "p": pool("True", "None", "0"),
    "c": pool("b'q'", "bytearray(b'q')"), "C": pool("'q'", "'\\xe9'"),
    **dict.fromkeys(_STRINGS, pool("fresh('fresh')", "fresh('\\xe9t')", "fresh('caf\\xe9')")),
    **dict.fromkeys(["y", "y#", "S"], pool("bytes([65, 66])")),
    "y*": pool("bytes([65, 66])", "bytearray(b'ba')", "memoryview(bytearray(b'mv'))"),
    "w*": pool("bytearray(b'ba')", "memoryview(bytearray(b'mv'))"),
    "Y": pool("bytearray(b'ba')"),
    **dict.fromkeys(_ENCODED, pool("fresh('abc')", "'b' * 20", "fresh('\\xe9t')")),
    "O": pool("object()", "[3]"),
    "O&": pool("Conv(0)", "Conv(1)", "object()"),
}

# The types that may stand behind `O!`; every other one is the class made in Python.
TYPED = {
    "PyList_Type": pool("[]", "[7]"), "PyLong_Type": pool("int('4321')", "1000"),
    "PyUnicode_Type": pool("fresh('typed')"),
    "PyBytes_Type": pool("bytes([67, 68])"), "PyDict_Type": pool("{}", "{5: 6}"), "PyTuple_Type": pool("()",
    "tuple([8])"),
    "PyFloat_Type": pool("float('2.5')"), "PyByteArray_Type": pool("bytearray(b'ba')"),
    "PyComplex_Type": pool("complex(1, 2)"),
    "PyBool_Type": pool("True"), "PySet_Type": pool("set()"), "PyType_Type": pool("Typed", "int"),
    "PyMemoryView_Type": pool("memoryview(b'mv')"), "PyBaseObject_Type": pool("object()", "5"),
    "PyFunction_Type": pool("function"),
}
OWN_CLASS = pool("changing_class()", "Typed()")

# What stands in for values that need not be special, simplest first.
SIMPLE = pool("5", "1.5", "'a'", "b'a'", "None", "()", "[]", "object()", "bytearray(b'a')", "Conv(0)", "Typed()")


def good_typed(expression):
    """Instances of the type behind `O!`, which the C expression names."""
    return next((found for name, found in TYPED.items() if name in expression), OWN_CLASS)
