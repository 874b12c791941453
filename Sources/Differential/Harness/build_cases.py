"""The values that a build format is tried with."""
import random
import sys

from nodes import Leaf, pool
from pools import CONVERTERS
from units import slot_units

NULL = Leaf("NULL")
NOTHING = Leaf("None")


def edges(bits):
    near = {0, 1, -1, 5, 127, 128, -128, -129, 255, 256, 257, 32767, 32768, -32768, 65535, 65536, 1023, 1024, 1025,
            -5, -6, 2 ** 30,
            2 ** 30 - 1, -(2 ** 30), 2 ** 31 - 1, -(2 ** 31), 2 ** (bits - 1) - 1, 2 ** (bits - 1),
            -(2 ** (bits - 1)), 2 ** bits - 1}
    return pool(*map(str, sorted(near)))


def texts():
    found = [b"", b"a", b"ab", b"abc", b"key", b"seven78", b"eight890", b"sixteen chars ok", "\u00e9".encode(),
             "\u00ff".encode(),
             "\u0100".encode(), "ab\u65e5\u672c".encode(), "\U0001f600".encode(), b"abcdefg\xff", b"\x80", b"ab\xc3",
             b"\xed\xa0\x80",
             b"\xc0\x80", b"\xf5\x80\x80\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"12345678\xc3\xa9", b"12345678\xc3",
             b"\x7f\x7f\x7f",
             b"a\0b", b"\0", b"abcdefgh\0\xff"]
    return pool(*map(repr, found), "b'x' * 300", "b'y' * 300 + b'\\xff'", "None")


EDGES = {32: edges(32), 64: edges(64)}
CHARACTERS = pool(*map(str, [-1, 0, 65, 97, 0x7F, 0x80, 0xFF, 0x100, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFF, 0x10000,
                  0x10FFFF, 0x110000,
                             2 ** 31 - 1, -(2 ** 31)]))
TEXTS = texts()
WIDE = pool("''", "'a'", "'wide'", "'\\xe9'", "'\\u0100'", "'\\U0001f600'", "'\\ud800'", "'a\\0b'", "None")
FLOATS = pool("float('nan')", "float('-nan')", "float('inf')", "float('-inf')", "-0.0", "0.0", "1e308", "5e-324",
              "3.5e38", "0.1",
              "double(b'\\1\\2\\3\\4\\5\\6\\xf8\\x7f')", "16777217.0")
COMPLEXES = pool("0j", "complex('nan-infj')", "complex(-0.0, -0.0)", "complex(1e308, 5e-324)")
OBJECTS = pool(
    "[]", "{}", "set()", "Unhashable()", "Unhashable(ValueError)", "Unhashable(KeyboardInterrupt)",
    "TupleSub([1, 2])", "()", "None",
    "StrSub('abc')", "StrSub('key')", "OddHash('abc')", "OddEqual('key')", "fresh('abc')", "7", "7.0", "True", "1",
    "tuple([[]])",
    "PlainIntSub(7)", "Typed()", "growing([1])",
)
GOOD = {
    **dict.fromkeys("iulkLKn", pool("0", "1", "5", "77")),
    "d": pool("0.0", "1.5", "-2.25"),
    "D": pool("1+2j"),
    "s": pool("b'abc'", "b'key'", "b'k'", "b'other text'"),
    "w": pool("'abc'", "'wide'"),
    "-": [NOTHING],
    **dict.fromkeys("ON", pool("object()", "fresh('fresh')", "(1, 2)", "int('123456')")),
}
GOOD_CHARACTERS = pool("65", "233", "0x1F600")
GOOD_LENGTHS = pool("0", "1")
LITERAL_LENGTHS = pool("0", "-1")
GOOD_MADE = pool("object()", "Conv(0)")
# With no text, any length will do.
NO_LENGTHS = pool("0", "1", "-1", "2**31", "2**62")
FUNCTIONS = pool("function", "function", "failing", "interrupted", "5", "tuple", "len", "Target().method", "NULL",
                 "Typed", "(lambda a, b=2: (a, b))",
                 "Typed()", "list", "dict", "HasAll().__len__")
TARGETS = pool("Target()", "Target()", "Target()", "Target()", "[]", "5", "NULL", "Target")
METHODS = ["method", "method", "method", "failing", "broken", "missing", "prop", "static", "dynamic", "\u00e9",
           "append", "__class__", ""]
PENDING = pool("KeyError('was set before')", "KeyboardInterrupt()", "MemoryError()")


class Case:
    """The values of one call; `name` is text, everything else are nodes."""

    __slots__ = ("target", "name", "values", "pending")

    def __init__(self, target, name, values, pending=NOTHING):
        self.target, self.name, self.values, self.pending = target, name, values, pending

    def make(self):
        return self.target.make(), self.name, tuple([value.make() for value in self.values]), self.pending.make()

    @property
    def text(self):
        told = ", ".join(value.text for value in self.values)
        if self.target is not NOTHING:
            told = f"{self.target.text} {ascii(self.name)}: {told}"
        return told if self.pending is NOTHING else f"{told}, while {self.pending.text} is set"

    def record(self):
        return {"target": self.target.text, "name": self.name, "values": [value.text for value in self.values],
                "pending": self.pending.text}


class Maker:
    """Makes the cases of one format."""

    def __init__(self, item, seed):
        self.item = item
        self.api, self.kinds = item["api"], item["kinds"]
        self.codes = slot_units(item["tree"])
        self.goods = [self.good_pool(slot) for slot in range(len(self.kinds))]
        self.literals = {slot for slot, _ in item.get("literals", [])}
        self.random = random.Random(f"{seed} {item['api']} {item['format']} {item['arguments']}").random

    def pick(self, found):
        return found[int(self.random() * len(found))]

    def is_length(self, slot):
        return self.kinds[slot] == "n" and slot > 0 and self.kinds[slot - 1] in "sw"

    def good_pool(self, slot):
        if self.is_length(slot):
            return GOOD_LENGTHS
        if self.codes[slot] == "C":
            return GOOD_CHARACTERS
        if self.codes[slot].endswith("&") and self.kinds[slot] != "-":
            return GOOD_MADE
        return GOOD[self.kinds[slot]]

    def odd_pool(self, slot):
        kind = self.kinds[slot]
        if self.codes[slot] == "C":
            return CHARACTERS
        if kind in "iu":
            return EDGES[32]
        if kind in "lkLKn":
            return EDGES[64]
        if kind == "O" and self.codes[slot].endswith("&"):
            return [NULL] + CONVERTERS + OBJECTS[:4]
        return {"d": FLOATS, "D": COMPLEXES, "s": TEXTS, "w": WIDE, "-": [NOTHING]}.get(kind) or [NULL] + OBJECTS

    def values(self):
        """The expressions of the values that the arguments are picked from."""
        slots = [slot for slot, kind in enumerate(self.kinds) if kind != "-" and slot not in self.literals]
        return {leaf.text for slot in slots for leaf in (*self.goods[slot], *self.odd_pool(slot))}

    def all_good(self):
        return [found[int(self.random() * len(found))] for found in self.goods]

    def fitting(self, made):
        """Makes the lengths fit the texts before them: none is longer, but one may take in the text's end."""
        for slot in range(1, len(made)):
            if not self.is_length(slot):
                continue
            text = made[slot - 1]
            if slot - 1 in self.literals:
                made[slot] = self.pick(LITERAL_LENGTHS)
            elif text is TEXTS[-1] or text is WIDE[-1]:
                made[slot] = self.pick(NO_LENGTHS)
            else:
                size = len(text.make())
                made[slot] = Leaf(str(self.pick([-1, -5, 0, min(1, size), max(size - 1, 0), size, size, size + 1])))
        return made

    def target(self):
        """What is called, and the name of the method."""
        if self.api == "Py_BuildValue":
            return NOTHING, None
        if self.api == "PyObject_CallFunction":
            return self.pick(FUNCTIONS), None
        return self.pick(TARGETS), self.pick(METHODS)

    def case(self, made, pending=NOTHING):
        return Case(*self.target(), self.fitting(made), pending)

    def calls(self, effort):
        """All cases of the format."""
        yield self.case(self.all_good())
        if self.api != "Py_BuildValue":
            for _ in range(14 * effort):
                yield self.case(self.all_good())
        slots = [slot for slot, kind in enumerate(self.kinds) if kind != "-" and slot not in self.literals]
        for slot in slots:
            if self.kinds[slot] in "ON" and not self.codes[slot].endswith("&"):
                yield from self.with_null(slot)
            odd = self.odd_pool(slot)
            for place in range(len(odd) if len(self.kinds) <= 2 else 7 * effort):
                made = self.all_good()
                made[slot] = odd[place] if len(self.kinds) <= 2 else self.pick(odd)
                yield self.case(made)
            if self.is_length(slot):
                for _ in range(6 * effort):
                    made = self.all_good()
                    made[slot - 1] = self.pick(self.odd_pool(slot - 1))
                    yield self.case(made)
        for _ in range(12 * effort if len(slots) > 1 else 0):
            made = self.all_good()
            for slot in slots:
                if self.random() < 0.35:
                    made[slot] = self.pick(self.odd_pool(slot))
            yield self.case(made)

    def with_null(self, slot):
        """A null pointer that is an error of its own, and one that tells of an error before."""
        made = self.all_good()
        made[slot] = NULL
        yield self.case(made)
        # An exception that is set while nothing fails, or while Python code runs, is outside of what the functions
        # promise. So is one during the look-up of a method, which some releases clear. Builds with assertions end where
        # a unit in front of the null pointer fails, too.
        if self.api == "PyObject_CallMethod" or hasattr(sys, "gettotalrefcount"):
            return
        yield Case(*self.target(), self.fitting(made), self.pick(PENDING))

    def simpler(self, case):
        """Cases that differ by one simpler value."""
        if case.pending is not NOTHING:
            yield Case(case.target, case.name, case.values)
        if case.target is not NOTHING:
            simplest = FUNCTIONS[0] if self.api == "PyObject_CallFunction" else TARGETS[0]
            if case.target is not simplest:
                yield Case(simplest, case.name, case.values, case.pending)
        for slot, value in enumerate(case.values):
            for leaf in self.goods[slot]:
                if leaf.text == value.text:
                    break
                yield Case(case.target, case.name, [*case.values[:slot], leaf, *case.values[slot + 1:]], case.pending)
