"""Compares the primitives of argot.h with CPython's own format functions, value by value.

    python check.py FOLDER ORACLE MODE

The two folders hold the compiled modules `primitives` and `oracle`. MODE is "full", or the version number of the
limited API that `primitives` was compiled for. Three things are asked of each guard: that what it stores is what
PyArg_ParseTuple stores; that it says no wherever PyArg_ParseTuple raises or warns; and that it accepts exactly what its
documentation says, no less. No guard may leave an exception behind or run user code.
"""

import array
import itertools
import math
import struct
import sys
import warnings

sys.path[:0] = sys.argv[1:3]
import oracle  # noqa: E402
import primitives  # noqa: E402

warnings.simplefilter("error")
LIMITED = 0 if sys.argv[3] == "full" else int(sys.argv[3], 16)
VERSION = sys.version_info[:2]
passed = 0
failures = []
LOG = []


def references(held):
    """How many references there are to the only item of a list; 0 for immortal objects.

    The list, because from 3.14 on a variable's own reference may be lent to the call. Modules compiled with headers
    that knew no immortal objects count these, but nothing follows from it.
    """
    count = sys.getrefcount(held[0])
    return 0 if VERSION >= (3, 12) and count >= 1 << 28 else count


def has(version):
    return not LIMITED or LIMITED >= version


def check(condition, *description):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(" ".join(str(part) for part in description))


def attempt(function, *args, **keywords):
    """The result or the exception's type and text, whichever came."""
    try:
        return function(*args, **keywords)
    except BaseException as error:
        return type(error), str(error)


# ---- Values ----


def spy(name, result):
    def method(self, *args):
        LOG.append(name)
        return result

    return method


SPIES = {
    "__index__": 7, "__int__": 7, "__float__": 7.5, "__complex__": 7j, "__bool__": True, "__len__": 1,
    "__str__": "x", "__bytes__": b"x", "__hash__": 7, "__buffer__": memoryview(b"x"),
}
SPIES = {name: spy(name, result) for name, result in SPIES.items()}


def subclass(base, name="Spy"):
    return type(name, (base,), dict(SPIES))


Index = type("Index", (), {"__index__": SPIES["__index__"]})
Float = type("Float", (), {"__float__": SPIES["__float__"]})
Complex = type("Complex", (), {"__complex__": SPIES["__complex__"]})
Anything = subclass(object, "Anything")
Impostor = type("array.array", (bytearray,), {})

EDGES = [0] + [1 << bits for bits in (7, 8, 15, 16, 30, 31, 32, 60, 63, 64, 90, 100, 1023, 1050)] + [10**400]
INTEGERS = sorted({sign * (edge + step) for edge in EDGES for sign in (1, -1) for step in (-1, 0, 1)})
FLOATS = [0.0, -0.0, 1.5, -2.0, 1e300, 5e-324, 3.5e38, -3.5e38, math.inf, -math.inf, math.nan]
TEXTS = [
    "", "a", "ab", "abc", "abcd", "abcde", "a" * 7, "a" * 8, "a" * 9, "a" * 16, "a" * 17, "a" * 1000, "\x7f" * 12,
    "\xe9", "caf\xe9", "\u20ac", "x\u20ac", "\U0001f600", "\ud800", "x\udfff", "name", "names", "Name",
    "\U0001f600\udfff", "\ud7ff\ue000", "\U0001d800", "\u20ac" * 40 + "\ud800",
]
SIZES = (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 64, 65)
TEXTS += ["x" * at + "\0" + "y" * (size - at - 1) for size in SIZES for at in range(size)]
TEXTS += ["\xe9\0", "\u20ac\0\u20ac", "h\xe9llo w\xf6rld", "\xe9" * 8, "\xe9" * 40, "\u20ac" * 9 + "\0"]
TEXTS += ["\xe9" * at + "\0" + "\u0101" * (6 - at) for at in range(7)]
BYTES = [b"", b"a", b"\xff", b"abc", b"a" * 100, b"\0", b"a\0", b"\0a", b"a" * 30 + b"\0"]

VALUES = list(INTEGERS) + FLOATS + TEXTS + BYTES
VALUES += [0j, -0j, 1 + 2j, complex(math.inf, math.nan), complex(-0.0, -0.0)]
VALUES += [None, True, False, Ellipsis, int, object(), (), (1,), (1, 2), (1, (2, 3)), (1, 2, 3)]
VALUES += [[], [1], [1, 2], {}, {1: 2}, set(), range(2)]
VALUES += [bytearray(), bytearray(b"a"), bytearray(b"a\0b"), memoryview(b"abc"), memoryview(bytearray(b"abc"))]
VALUES += [memoryview(b"abcdef")[::2], memoryview(b"")]
VALUES += [array.array("B", [1, 2, 3]), array.array("d", [1.0]), array.array("i")]
VALUES += [subclass(int)(5), subclass(int)(-(2**40)), subclass(float)(2.5), subclass(complex)(1j), subclass(str)("abc")]
VALUES += [subclass(str)("a"), subclass(str)("\xe9\u20ac"), subclass(str)("a\0"), subclass(str)("\ud800")]
VALUES += [subclass(bytes)(b"a"), subclass(bytes)(b"abc"), subclass(bytearray)(b"a"), subclass(tuple)((1, 2))]
VALUES += [subclass(array.array)("B", [1]), Impostor(b"xy"), Index(), Float(), Complex(), Anything()]
Plain = type("Plain", (int,), {})
PlainBytes = type("PlainBytes", (bytes,), {})
VALUES += [PlainBytes(b"abc"), PlainBytes(b"a\0b"), PlainBytes(), type("PlainStr", (str,), {})("abc")]
VALUES += [Plain(5), Plain(-(2**40)), Plain(-1), Plain((1 << 1050) - 1), type("Empty", (), {})()]
VALUES += [[[]], frozenset(), frozenset([1]), {0}]
VALUES += [len, lambda: 0, iter([1]), sys, subclass(type(sys))("module"), subclass(object)()]


def is_text(value, exact):
    return type(value) is str if exact else isinstance(value, str)


def is_utf8(value):
    try:
        value.encode()
        return True
    except UnicodeEncodeError:
        return False


# ---- What each guard accepts, tier by tier: one function for each unit, of the value and of whether it is tier 1 ----

WIDTHS = {letter: struct.calcsize(code) * 8 for letter, code in zip("bBhHiIlkLKn", "bBhHiIlLqQn")}


def accepts_integer(unit):
    bits = WIDTHS[unit]
    low, high = -(1 << bits - 1), (1 << bits - 1) - 1
    if unit == "b":
        low, high = 0, 255
    if unit in "BHIkK":
        high = (1 << bits) - 1

    def accepts(value, first):
        if first:
            return type(value) is int and (masks or low <= value <= high) and (LIMITED or abs(value) < 1 << 30)
        return isinstance(value, int) and (masks or low <= value <= high)

    # Where no Python that the code can run on warns about it, they take what they cut down.
    masks = unit in "BHIkK" and not LIMITED and VERSION < (3, 15)
    return accepts


def accepts_double(value, first):
    if first:
        return type(value) is float
    return isinstance(value, float) or type(value) in (int, bool) and abs(value) < 1 << 1024


def accepts_complex(value, first):
    if first:
        return type(value) is complex
    return isinstance(value, complex) or type(value) is float or type(value) in (int, bool) and abs(value) < 1 << 1024


def accepts_truth(value, first):
    if value is None or type(value) is bool:
        return True
    if type(value) in (int, float, str, bytes, tuple):
        return not first
    has_a_say = any(hasattr(type(value), name) for name in ("__bool__", "__len__"))
    flags = type(value).__flags__
    is_immutable = flags & (1 << 8) if VERSION >= (3, 10) else not flags & (1 << 9)
    return not first and not LIMITED and not has_a_say and is_immutable and not isinstance(value, type(sys))


def accepts_str(value, first, nul=False):
    if not is_text(value, first) or not is_utf8(value) or not nul and "\0" in value:
        return False
    # Long texts are searched for a NUL in the second tier only.
    return not first or bool(LIMITED) or value.isascii() and (nul or len(value) <= 64)


def accepts_str_size(value, first):
    return accepts_str(value, first, True) or not first and type(value) is bytes


def accepts_double_now(value, first):
    if accepts_double(value, first):
        return True
    inherits = isinstance(value, int) and type(value).__float__ is int.__float__
    return not first and not LIMITED and inherits and abs(value) < 1 << 1024


def accepts_truth_now(value, first):
    if accepts_truth(value, first):
        return True
    if first or LIMITED:
        return False
    has_a_say = any(hasattr(type(value), name) for name in ("__bool__", "__len__"))
    return not has_a_say or type(value) in (list, dict, set, frozenset, bytearray)


def accepts_byte(value, first):
    return isinstance(value, bytes) and bytes.__len__(value) == 1 and (not first or type(value) is bytes)


def accepts_byte_now(value, first):
    if first or accepts_byte(value, first):
        return accepts_byte(value, first)
    return isinstance(value, bytearray) and bytearray.__len__(value) == 1


def accepts_bytes_now(value, first):
    """A subclass must not export another buffer, as Spy does from 3.12 on."""
    if not isinstance(value, bytes):
        return False
    return type(value) is bytes or not first and not LIMITED and (VERSION < (3, 12) or type(value) is PlainBytes)


ACCEPTS = {unit: accepts_integer(unit) for unit in WIDTHS}
ACCEPTS.update(
    f=accepts_double,
    d=accepts_double,
    p=accepts_truth,
    c=accepts_byte,
    now_f=accepts_double_now,
    now_d=accepts_double_now,
    now_p=accepts_truth_now,
    now_c=accepts_byte_now,
    S=lambda value, first: type(value) is bytes if first else isinstance(value, bytes),
    Y=lambda value, first: type(value) is bytearray if first else isinstance(value, bytearray),
    U=is_text,
    O=lambda value, first: True,
    now_y=lambda value, first: accepts_bytes_now(value, first) and 0 not in tuple(value),
    now_y_size=accepts_bytes_now,
    y=lambda value, first: type(value) is bytes and b"\0" not in value,
    y_size=lambda value, first: type(value) is bytes,
)
if has(0x03070000):
    ACCEPTS["C"] = lambda value, first: is_text(value, first) and str.__len__(value) == 1
if has(0x030A0000):
    ACCEPTS["s"] = accepts_str
    ACCEPTS["z"] = lambda value, first: value is None or accepts_str(value, first)
    ACCEPTS["s_size"] = accepts_str_size
    ACCEPTS["now_s_size"] = lambda value, first: (
        accepts_str_size(value, first) or not first and accepts_bytes_now(value, first)
    )
    ACCEPTS["now_z_size"] = lambda value, first: value is None or ACCEPTS["now_s_size"](value, first)
    ACCEPTS["z_size"] = lambda value, first: value is None or accepts_str_size(value, first)
if not LIMITED:
    ACCEPTS["D"] = accepts_complex


def check_units():
    descriptions = [f"{type(value).__name__} {ascii(value)[:60]}" for value in VALUES]
    for unit, accepts in ACCEPTS.items():
        for value, description in zip(VALUES, descriptions):
            name = f"{unit} of {description}"
            LOG.clear()
            count = references([value])
            attempt(primitives.parse, unit, value)
            check(references([value]) == count, name, "changed the reference count")
            outcome = attempt(primitives.parse, unit, value)
            check(not LOG, name, "ran user code:", LOG)
            check(not isinstance(outcome[0], type), name, "raised", outcome)
            expected = attempt(oracle.parse, unit, value)
            for first, stored in zip((True, False), outcome):
                tier = "tier 1" if first else "tier 2"
                check((stored is not None) == bool(accepts(value, first)), name, tier, "answered", stored)
                check(stored is None or stored == expected, name, tier, "stored", stored, "CPython", expected)
    LOG.clear()


def leaves_to_cpython(unit, value):
    """Whether the conversion of the last unit that can fail has CPython say what is wrong, or judge a masked value."""
    if unit in ("y", "y_size", "s_size", "z_size"):
        is_odd_text = unit != "y" and unit != "y_size" and isinstance(value, str) and not is_utf8(value)
        # Memory that its owner can take back.
        takes_back = isinstance(value, (bytearray, memoryview, array.array))
        return bool(LIMITED) or is_odd_text or takes_back
    if unit in "sz":
        return not isinstance(value, str) and not (unit == "z" and value is None)
    if isinstance(value, int) or unit not in WIDTHS:
        return unit in "BHIkK" and bool(LIMITED or VERSION >= (3, 15))
    if isinstance(value, float) and (LIMITED or VERSION < (3, 10)):
        return True
    has_index = hasattr(type(value), "__index__")
    if unit == "n":
        return bool(LIMITED) or VERSION < (3, 10)
    if unit in "kK":
        return bool(LIMITED) or VERSION[:2] != (3, 14) or not has_index
    return unit in "BHI" and has_index and bool(LIMITED or VERSION >= (3, 15))


def check_last():
    """What is left to CPython has happened in no way; all else is as CPython has it, user code and exception included."""
    units = list(WIDTHS) + ["f", "d", "p", "y", "y_size"] + ([] if LIMITED else ["D"])
    units += ["s", "z", "s_size", "z_size"] if has(0x030A0000) else []
    for unit, value in itertools.product(units, VALUES):
        name = f"last {unit} of {type(value).__name__} {ascii(value)[:60]}"
        LOG.clear()
        expected = attempt(oracle.parse, unit, value)
        wanted = list(LOG)
        count = references([value])
        attempt(primitives.parse, "last_" + unit, value)
        check(references([value]) == count, name, "changed the reference count")
        LOG.clear()
        outcome = attempt(primitives.parse, "last_" + unit, value)
        if outcome is None:
            check(not LOG, name, "ran user code:", LOG)
            check(leaves_to_cpython(unit, value), name, "was left to CPython")
        else:
            check(outcome == expected, name, "gave", outcome, "CPython", expected)
            check(LOG == wanted, name, "ran", LOG, "CPython", wanted)


def check_legacy_text():
    if VERSION >= (3, 12):
        return
    for unit in "sUC":
        if unit in ACCEPTS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                text = oracle.legacy()
            get, any_ = primitives.parse(unit, text)
            if LIMITED:
                check(any_ == attempt(oracle.parse, unit, text) or unit == "C" and any_ is None, "legacy str", unit)
            else:
                check((get, any_) == (None, None), "legacy str accepted by", unit)


# ---- Views and copies ----


def check_views():
    if not has(0x030B0000):
        return
    exporters = (bytes, bytearray, memoryview) + (() if LIMITED else (array.array,))
    for unit in "szy":
        for value in VALUES:
            name = f"{unit}* of {type(value).__name__}"
            count = references([value])
            attempt(primitives.view, unit, value)
            check(references([value]) == count, name, "changed the reference count")
            LOG.clear()
            outcome = attempt(primitives.view, unit, value)
            check(not LOG, name, "ran user code:", LOG)
            expected = attempt(oracle.view, unit, value)
            first = type(value) in (bytes, bytearray) or unit == "z" and value is None
            first = first or unit != "y" and accepts_str(value, True, True)
            second = first or type(value) in exporters or unit != "y" and accepts_str(value, False, True)
            if isinstance(outcome[0], type):
                check(outcome == expected and second, name, "raised", outcome, "CPython", expected)
                continue
            check((bool(outcome[0]), bool(outcome[1])) == (first, second), name, "answered", outcome[:2])
            if second:
                check(outcome[2:] == expected[2:], name, "stored", outcome[2:], "CPython", expected)
    for unit, value in itertools.product("SZY", VALUES):
        name = f"last {unit.lower()}* of {type(value).__name__}"
        LOG.clear()
        expected = attempt(oracle.view, unit, value)
        wanted = list(LOG)
        LOG.clear()
        outcome = attempt(primitives.view, unit, value)
        if isinstance(outcome[0], int) and not outcome[1]:
            is_odd_text = unit != "Y" and isinstance(value, str) and not is_utf8(value)
            check(not LOG and (is_odd_text or value is None and unit != "Z"), name, "was left to CPython")
        else:
            check(outcome == expected or outcome[2:] == expected[2:], name, "gave", outcome, "CPython", expected)
            check(LOG == wanted, name, "ran", LOG, "CPython", wanted)
    released = bytearray(b"abc")
    primitives.view("y", released)
    released.append(1)
    check(len(released) == 4, "a view was not released")


def check_copies():
    if not has(0x030A0000):
        return
    encodings = [None, "utf-8", "UTF-8", "utf8", "UTF8", "ascii", "latin-1", "latin1", "utf-16", "no such", "rot13"]
    kept = encodings[:8]
    for unit, value, encoding in itertools.product(("es", "et", "ES", "ET"), VALUES, encodings):
        name = f"{unit} of {type(value).__name__} in {encoding}"
        LOG.clear()
        outcome = attempt(primitives.copy, unit, value, encoding)
        check(not LOG, name, "ran user code:", LOG)
        expected = attempt(oracle.copy, unit, value, encoding)
        accepted = is_text(value, unit == "es" or unit == "et" or LIMITED)
        accepted = accepted and value.isascii() and "\0" not in value and encoding in kept
        if unit in ("et", "ET"):
            copied = (bytes,) if unit == "et" or not isinstance(value, (bytes, bytearray)) else (type(value),)
            accepted = accepted or type(value) in copied and 0 not in tuple(value)
        check((outcome is not None) == accepted, name, "answered", outcome)
        check(outcome is None or outcome[0] == expected[0], name, "copied", outcome, "CPython", expected)
        check(outcome is None or LIMITED or outcome[1] == expected[1], name, "left", outcome, "CPython", expected)


# ---- Facts ----


def check_facts():
    types = [int, str, bytes, tuple, object, bool, type(None), subclass(int)]
    for value, kind in itertools.product(VALUES, types):
        exact_tuple = type(value) is tuple
        expected = (
            type(value) is kind,
            issubclass(type(value), kind),
            len(value) if exact_tuple else -1,
            exact_tuple and len(value) == 2,
            type(value) is str and value == "name",
            value[-1] if exact_tuple and value else None,
        )
        check(primitives.facts(value, kind) == expected, "facts of", type(value).__name__, kind)
    check(primitives.aliasing(object()) == (1, 1), "a store through another type was lost")
    check(primitives.stubs(None) == (1, 0, 0x20000), "stub converters")
    item = object()
    count = references([item])
    tuple_, list_ = primitives.containers(item)
    check(tuple_ == (item,) * 3 and list_ == [0, 1, 2] and references([item]) == count + 3, "containers")


# ---- Building ----


def same(one, other):
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", other)
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    return one == other


def check_building():
    names = "int unsigned_int long unsigned_long long_long unsigned_long_long ssize byte ordinal bool".split()
    numbers = INTEGERS + [255, 256, 0x10FFFF, 0x110000, 0xD800, 300]
    for name, number in itertools.product(names, numbers):
        args = name, number % (1 << 64)
        built, expected = attempt(primitives.build_number, *args), attempt(oracle.build_number, *args)
        check(type(built) is type(expected) and built == expected, name, number, built, expected)
    for real, imaginary in itertools.product(FLOATS, FLOATS):
        built, expected = primitives.build_double(real, imaginary), oracle.build_double(real, imaginary)
        check(all(map(same, built, expected)), "double", built, expected)
    texts = [text.encode("utf-8", "surrogatepass") for text in TEXTS] + BYTES + [b"a" * 30 + b"\x80", None]
    texts += [b"a" * at + b"\x80" + b"a" * (size - at - 1) for size in (*range(1, 19), 31, 32, 33, 40) for at in range(size)]
    wide = [text.encode("utf-32-le", "surrogatepass") + b"\0\0\0\0" for text in TEXTS] + [b"\xff" * 4 + b"\0" * 4, None]
    for name, values, unit in (("str", texts, 1), ("bytes", texts, 1), ("wide", wide, 4)):
        for value in values:
            calls = [(name, 0), (name + "_size", -1), (name + "_size", -9)]
            calls += [(name + "_size", size) for size in range(len(value) // unit + 1 if value is not None else 1)][:40]
            for call, size in calls:
                built, expected = (attempt(module.build_text, call, value, size) for module in (primitives, oracle))
                check(type(built) is type(expected) and built == expected, call, value, size, built, expected)
                if isinstance(built, str):
                    check(hash(built) == hash(expected) and built.isascii() == expected.isascii(), call, value)
                    cached = expected is oracle.build_text(call, value, size)
                    check((built is expected) == cached, call, value, size, "is not CPython's own object")
                    check(sys.getsizeof(built) == sys.getsizeof(expected), call, value, size, "has another layout")
    for name, pending in itertools.product(("object", "stolen"), (0, 1)):
        built, expected = (attempt(module.build_object, name, "NULL", pending) for module in (primitives, oracle))
        check(built == expected and built[0] in (SystemError, KeyError), name, pending, built, expected)
        item = object()
        count = references([item])
        check(primitives.build_object(name, item, 0) is item and references([item]) == count, name, "reference")


def check_vectors():
    if not has(0x030A0000):
        return
    big = object()
    calls = [((), {}), ((), {"a": 1}), ((0,), {"a": 1}), ((0,), {"b": big}), ((0, 1), {"b": 2}), ((0, 1), {"c": big})]
    calls += [((index, 1, big), {}) for index in (-3, -2, -1, 0, 1, 2, 3, 4, 1 << 62, -(1 << 62))]
    calls += [((0, 1, 2), {"c": 3}), ((0, 1, 2, 3), {}), ((0,), {"d": 4}), ((0,), {"\xe9": 4}), ((0,), {"c": 1, "b": big})]
    for positional, keywords in calls:
        count = references([big])
        given, expected = (attempt(module.vector, *positional, **keywords) for module in (primitives, oracle))
        check(given == expected, "vector", positional, keywords, "gives", given, "CPython", expected)
        del given, expected
        check(references([big]) == count, "vector", positional, keywords, "changed the reference count")


def check_consuming():
    def good():
        calls.append(1)
        return object()

    def bad():
        calls.append(1)
        raise ValueError("later")

    for function, pending in itertools.product((good, bad), (0, 1)):
        calls = []
        count = references([function])
        built = attempt(primitives.consume, function, pending)
        check(calls == [1], "the converter was not called once:", calls)
        check(references([function]) == count, "a stolen reference was kept")
        expected = attempt(oracle.consume, function, pending)
        check(built == expected, "first exception", built, expected)


def check_keys():
    for index, text in enumerate(("alpha", "", "caf\xe9")):
        first, second = primitives.key(index), primitives.key(index)
        check(first == second == text and type(first) is str, "key", index, first)
        kept = not LIMITED and not (hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled())
        check(not kept or first is second, "key", index, "was made twice")
    count = references([first])
    for _ in range(100):
        primitives.key(2)
    check(references([first]) == count, "key references")


for test in (
    check_units, check_last, check_legacy_text, check_views, check_copies, check_facts, check_building, check_vectors,
    check_consuming, check_keys,
):
    test()
for failure in failures[:20]:
    print("   ", failure)
print(f"{passed} {len(failures)}")
sys.exit(1 if failures else 0)
