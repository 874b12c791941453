"""The objects that calls are made with. A pool is a list of (name, function that makes the object anew)."""
import array
import collections
import ctypes
import sys

# What user code did, in order: tuples that hold no object under test.
LOG = []
# (object, function that puts it back into its first state), for objects that calls change.
RESETS = []


def logged(what):
    LOG.append(("user", what))


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


class FloatSub(float):
    def __float__(self):
        logged("FloatSub.__float__")
        return 96.0

    def __complex__(self):
        logged("FloatSub.__complex__")
        return 95j


class ComplexSub(complex):
    def __complex__(self):
        logged("ComplexSub.__complex__")
        return 94j


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


class BytesSub(bytes):
    def __bytes__(self):
        logged("BytesSub.__bytes__")
        return b"other"

    def __buffer__(self, flags):
        logged("BytesSub.__buffer__")
        return memoryview(b"from the method")


class BytearraySub(bytearray):
    pass


class TupleSub(tuple):
    def __len__(self):
        logged("TupleSub.__len__")
        return tuple.__len__(self)

    def __getitem__(self, index):
        logged("TupleSub.__getitem__")
        return tuple.__getitem__(self, index)


class ListSub(list):
    def __len__(self):
        logged("ListSub.__len__")
        return list.__len__(self)


class Special:
    """Has one special method, which logs and gives a value or raises an exception class."""

    def __init__(self, value):
        self.value = value

    def answer(self, name):
        logged(f"{type(self).__name__}.{name}")
        if isinstance(self.value, type):
            raise self.value("from " + name)
        return self.value


def special(name):
    return type("Has" + name, (Special,), {name: lambda self, *arguments: self.answer(name)})


HasIndex, HasInt, HasFloat, HasComplex, HasBool, HasLen, HasBuffer = map(
    special, ["__index__", "__int__", "__float__", "__complex__", "__bool__", "__len__", "__buffer__"])


class Typed:
    """The class behind `O!`."""


class TypedSub(Typed):
    pass


class Pretender:
    """Claims to be of the class behind `O!`."""

    @property
    def __class__(self):
        logged("Pretender.__class__")
        return Typed


class Conv:
    """What a converter does with it; see mode_of in harness.c. The hook runs first."""

    def __init__(self, mode, hook=None):
        self.mode = mode
        self.action = hook

    def hook(self):
        if self.action:
            self.action()


class Sequence:
    """A sequence by its methods alone."""

    def __init__(self, items, length=None, error=None):
        self.items = items
        self.length = len(items) if length is None else length
        self.error = error

    def __len__(self):
        logged("Sequence.__len__")
        if self.error == "len":
            raise KeyError("from __len__")
        return self.length

    def __getitem__(self, index):
        logged(f"Sequence.__getitem__ {index}")
        if self.error == "item":
            raise KeyError("from __getitem__")
        return self.items[index]


def changing_class():
    """An instance of the class behind `O!` that a hook can turn into something else."""
    value = Typed()
    RESETS.append((value, lambda: setattr(value, "__class__", Typed)))
    return value


def shrink():
    """What a hook does to the mutable objects of its call."""
    for value, _ in RESETS:
        if isinstance(value, list):
            value.clear()
        elif isinstance(value, bytearray):
            value += b"more"
        elif isinstance(value, Typed):
            value.__class__ = Other
        elif isinstance(value, dict):
            value.clear()
    logged("shrink")


class Other(Typed):
    pass


class Foreign:
    pass


def turn_foreign():
    for value, _ in RESETS:
        if isinstance(value, Typed):
            value.__class__ = Foreign
    logged("turn_foreign")


def released():
    view = memoryview(b"gone")
    view.release()
    return view


def plain(value):
    return (repr(value), lambda: value)


def ints():
    edges = set()
    for bits in (7, 8, 15, 16, 30, 31, 32, 60, 62, 63, 64):
        for near in (-1, 0, 1):
            edges |= {2 ** bits + near, -(2 ** bits) + near}
    edges |= {0, 5, 1000, 2 ** 100, -(2 ** 100), 10 ** 400}
    # Small ones are shared, big ones are made anew so that their references can be counted.
    return [(str(value)[:40], lambda value=value: int(str(value))) for value in sorted(edges)]


def integer_like():
    return [
        plain(True), plain(False),
        ("IntSub(5)", lambda: IntSub(5)), ("IntSub(-1)", lambda: IntSub(-1)), ("IntSub(2**40)", lambda: IntSub(2 ** 40)),
        ("IntSub(2**70)", lambda: IntSub(2 ** 70)), ("IntSub(0)", lambda: IntSub(0)),
        ("HasIndex(7)", lambda: HasIndex(7)), ("HasIndex(2**70)", lambda: HasIndex(2 ** 70)),
        ("HasIndex(-1)", lambda: HasIndex(-1)),
        ("HasIndex(ValueError)", lambda: HasIndex(ValueError)), ("HasIndex('x')", lambda: HasIndex("x")),
        ("HasIndex(True)", lambda: HasIndex(True)), ("HasIndex(IntSub)", lambda: HasIndex(IntSub(3))),
        ("HasInt(3)", lambda: HasInt(3)), ("HasInt(ValueError)", lambda: HasInt(ValueError)),
        ("HasInt(2.5)", lambda: HasInt(2.5)),
    ]


def floats():
    texts = ["0.0", "-0.0", "1.5", "nan", "inf", "-inf", "1e308", "5e-324", "3.5e38", "-1.0", "-3.5e38", "1e-46"]
    return [(f"float({text})", lambda text=text: float(text)) for text in texts] + [
        ("FloatSub(2.5)", lambda: FloatSub(2.5)), ("HasFloat(1.25)", lambda: HasFloat(1.25)),
        ("HasFloat(KeyError)", lambda: HasFloat(KeyError)), ("HasFloat(FloatSub)", lambda: HasFloat(FloatSub(8.0))),
        ("HasFloat(3)", lambda: HasFloat(3)), ("1+2j", lambda: complex(1, 2)), ("-1+0j", lambda: complex(-1, 0)),
        ("ComplexSub(3+4j)", lambda: ComplexSub(3 + 4j)), ("HasComplex(5j)", lambda: HasComplex(5j)),
        ("HasComplex(OSError)", lambda: HasComplex(OSError)), ("HasComplex(1.0)", lambda: HasComplex(1.0)),
        ("HasComplex(ComplexSub)", lambda: HasComplex(ComplexSub(1))),
    ]


def texts():
    found = ["", "a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi", "x" * 15, "y" * 16, "z" * 17, "w" * 5000,
             "\u00e9", "\u00ff", "caf\u00e9 au lait", "\u65e5\u672c", "\U0001f600", "\ud800", "ok\udfff", "\u00e9\0a", "\x7f\x7f",
             "\x01\x80"]
    for size in (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 40):
        for place in {0, size // 2, size - 1, max(size - 2, 0), min(size - 1, 7)}:
            found.append("k" * place + "\0" + "k" * (size - place - 1))
    # Joined, so that each is an object of its own.
    fresh = [(repr(text[:40]), lambda text=text: "".join(list(text))) for text in found]
    return fresh + [("StrSub('abc')", lambda: StrSub("abc")), ("StrSub('')", lambda: StrSub("")),
                    ("StrSub('q')", lambda: StrSub("q")), ("StrSub('\u00e9')", lambda: StrSub("\u00e9")),
                    ("StrSub(NUL)", lambda: StrSub("a\0b")), ("StrSub(surrogate)", lambda: StrSub("\ud800"))]


def contiguous(make, step=1):
    return lambda: memoryview(make())[::step]


def binaries():
    found = []
    for data in [b"", b"a", b"\xff", b"abc", b"ab\0c", b"\0", b"abc\0", b"v" * 40]:
        found += [(repr(data), lambda data=data: bytes(bytearray(data))),
                  (f"BytesSub({data!r})", lambda data=data: BytesSub(data)),
                  (f"bytearray({data!r})", lambda data=data: bytearray(data)),
                  (f"memoryview({data!r})", lambda data=data: memoryview(bytes(bytearray(data))))]
    return found + [
        ("memoryview(bytearray)", lambda: memoryview(bytearray(b"hello"))),
        ("memoryview step 2", contiguous(lambda: bytearray(b"abcdef"), 2)),
        ("memoryview of bytes step -1", contiguous(lambda: b"abcdef", -1)),
        ("memoryview read-only", lambda: memoryview(bytearray(b"ro")).toreadonly()),
        ("memoryview released", released),
        ("memoryview of array.array", lambda: memoryview(array.array("d", [1.0, 2.0]))),
        ("memoryview 2d", lambda: memoryview(b"abcdef").cast("B", (2, 3))),
        ("BytearraySub", lambda: BytearraySub(b"sub")),
        ("array('b')", lambda: array.array("b", b"arr")), ("array('d')", lambda: array.array("d", [1.5])),
        ("ctypes array", lambda: (ctypes.c_char * 4)(b"c", b"t", b"\0", b"p")),
        ("HasBuffer(view)", lambda: HasBuffer(memoryview(b"exported"))),
        ("HasBuffer(error)", lambda: HasBuffer(BufferError)), ("HasBuffer(3)", lambda: HasBuffer(3)),
    ]


def growing(value):
    first = type(value)(value)
    def reset():
        value[:] = first
    RESETS.append((value, reset))
    return value


def objects():
    return [
        plain(None), ("object()", object), ("Typed()", Typed), ("TypedSub()", TypedSub), ("Pretender()", Pretender),
        ("changing class", changing_class), ("Foreign()", Foreign), ("Typed", lambda: Typed), ("int", lambda: int),
        ("HasBool(True)", lambda: HasBool(True)), ("HasBool(False)", lambda: HasBool(False)),
        ("HasBool(ValueError)", lambda: HasBool(ValueError)), ("HasBool(3)", lambda: HasBool(3)),
        ("HasLen(0)", lambda: HasLen(0)), ("HasLen(2)", lambda: HasLen(2)), ("HasLen(-1)", lambda: HasLen(-1)),
        ("HasLen(TypeError)", lambda: HasLen(TypeError)),
        ("[]", list), ("[1, 2]", lambda: growing([1, 2])), ("{}", dict), ("{1: 2}", lambda: {1: 2}), ("set()", set),
        ("()", tuple), ("(1,)", lambda: tuple([1])), ("(5, 6)", lambda: tuple([5, 6])), ("range(2)", lambda: range(2)),
        ("ListSub", lambda: ListSub([1, 2])), ("TupleSub", lambda: TupleSub([5, 6])),
        ("deque", lambda: collections.deque([1, 2])), ("Ellipsis", lambda: Ellipsis), ("lambda", lambda: lambda: 0),
        ("bytearray that grows", lambda: growing(bytearray(b"grow"))),
    ]


def converters():
    return [(f"Conv({mode})", lambda mode=mode: Conv(mode)) for mode in range(5)] + [
        ("Conv(0, shrink)", lambda: Conv(0, shrink)), ("Conv(1, shrink)", lambda: Conv(1, shrink)),
        ("Conv(2, shrink)", lambda: Conv(2, shrink)), ("Conv(0, turn_foreign)", lambda: Conv(0, turn_foreign)),
        ("Conv(1, turn_foreign)", lambda: Conv(1, turn_foreign)),
    ]


POOLS = {"int": ints() + integer_like(), "float": floats(), "text": texts(), "binary": binaries(), "object": objects(),
         "conv": converters()}
EVERYTHING = [entry for pool in POOLS.values() for entry in pool]
VERSION = sys.version_info[:2]
