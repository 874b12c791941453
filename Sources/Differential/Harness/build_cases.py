"""The values that a build format is tried with."""
import collections
import random

import values
from units import slot_units

Case = collections.namedtuple("Case", "target name values pending")

EDGES = {bits: [0, 1, -1, 5, 255, 256, 257, 65535, 65536, 2 ** (bits - 1) - 1, 2 ** (bits - 1), -(2 ** (bits - 1)), 2 ** bits - 1]
         for bits in (32, 64)}
TEXTS = [b"", b"a", b"ab", b"abc", b"key", b"seven78", b"eight890", b"sixteen chars ok", b"x" * 300, "\u00e9".encode(),
         "ab\u65e5\u672c".encode(), b"abcdefg\xff", b"\x80", b"ab\xc3", b"\xed\xa0\x80", b"12345678\xc3\xa9", b"\x7f\x7f\x7f", None]
WIDE = ["", "a", "wide", "\u00e9", "\U0001f600", "\ud800", None]


class Target:
    """What PyObject_CallMethod looks its methods up on."""

    broken = 5

    def method(self, *arguments):
        return values.logged("method") or arguments

    def failing(self, *arguments):
        values.logged("failing")
        raise KeyError("from the method")

    @property
    def prop(self):
        values.logged("prop")
        raise OSError("from the property")

    @staticmethod
    def static(*arguments):
        return list(arguments)

    def __getattr__(self, name):
        values.logged("__getattr__ " + name)
        if name == "dynamic":
            return lambda *arguments: ("dynamic",) + arguments
        raise AttributeError(name)


def function(*arguments):
    values.logged(f"function of {len(arguments)}")
    return arguments


def failing(*arguments):
    values.logged("failing")
    raise ZeroDivisionError("from the function")


class Unhashable:
    def __init__(self, error):
        self.error = error

    def __hash__(self):
        values.logged("__hash__")
        if self.error:
            raise self.error("from __hash__")
        return 7

    def __eq__(self, other):
        values.logged("__eq__")
        raise KeyError("from __eq__")


class Maker:
    def __init__(self, item, seed):
        self.item = item
        self.kinds = item["kinds"]
        self.codes = slot_units(item["tree"])
        self.random = random.Random(f"{seed} {item['api']} {item['format']} {item['names']} {item['arguments']}")

    def good(self, slot):
        kind, pick = self.kinds[slot], self.random.choice
        if kind in "iulkLKn":
            # What follows a text is its length.
            if kind == "n" and slot and self.kinds[slot - 1] in "sw":
                return pick([0, 1, 1, 0])
            return pick([0, 1, 5, 77]) if kind != "i" or self.codes[slot] != "C" else pick([65, 233, 0x1F600])
        if kind == "d":
            return pick([0.0, 1.5, -2.25])
        if kind == "D":
            return 1 + 2j
        if kind == "s":
            return pick([b"abc", b"key", b"k", b"other text"])
        if kind == "w":
            return pick(["abc", "wide"])
        if kind == "-":
            return None
        return pick([object, lambda: "".join(["fr", "esh"]), lambda: (1, 2), lambda: int("123456")])()

    def odd(self, slot):
        kind, pick = self.kinds[slot], self.random.choice
        if kind in "iu":
            if self.codes[slot] == "C":
                return pick([-1, 0, 0xD800, 0x10FFFF, 0x110000, 2 ** 31 - 1, 97])
            return pick(EDGES[32])
        if kind == "n" and slot and self.kinds[slot - 1] in "sw":
            return pick([-1, -5, 0, 1, 2])
        if kind in "lkLKn":
            return pick(EDGES[64])
        if kind == "d":
            return pick([float("nan"), float("inf"), -0.0, 1e308, 5e-324])
        if kind == "D":
            return pick([0j, complex(float("nan"), -0.0)])
        if kind == "s":
            return pick(TEXTS)
        if kind == "w":
            return pick(WIDE)
        if kind == "-":
            return None
        makes = [lambda: values.NULL, lambda: values.NULL, list, dict, lambda: Unhashable(None), lambda: Unhashable(ValueError),
                 lambda: values.TupleSub([1, 2]), lambda: (), lambda: None, lambda: values.StrSub("abc")]
        if slot and self.kinds[slot - 1] == "-":
            makes = [lambda: values.NULL] + [make for _, make in values.POOLS["conv"]] + [list]
        return pick(makes)()

    def all_good(self):
        return [self.good(slot) for slot in range(len(self.kinds))]

    def target(self):
        """What is called, and the name of the method."""
        api, pick = self.item["api"], self.random.choice
        if api == "Py_BuildValue":
            return None, None
        if api == "PyObject_CallFunction":
            return pick([function, function, failing, 5, tuple, len, Target().method, values.NULL, values.Typed,
                         lambda a, b=2: (a, b)]), None
        name = pick(["method", "method", "failing", "broken", "missing", "prop", "static", "dynamic", "\u00e9"])
        return pick([Target(), Target(), Target(), [], 5, values.NULL]), name

    def pending(self):
        return self.random.choice([None, None, None, KeyError("was set before")])

    def calls(self, effort):
        def case(filler, pending=False):
            def make():
                made = filler()
                target, name = self.target()
                # An exception that is set while nothing fails is outside of what the functions promise.
                has_null = any(value is values.NULL and self.kinds[slot - 1: slot] != "-" for slot, value in enumerate(made))
                return Case(target, name, tuple(made), self.pending() if pending and has_null else None)
            return make

        yield case(self.all_good)
        if self.item["api"] != "Py_BuildValue":
            for _ in range(10):
                yield case(self.all_good)
        for slot, kind in enumerate(self.kinds):
            if kind == "-":
                continue
            for _ in range((40 if len(self.kinds) <= 2 else 7) * effort):
                def one_odd(slot=slot):
                    made = self.all_good()
                    made[slot] = self.odd(slot)
                    return made
                yield case(one_odd, True)
        for _ in range(10 * effort if len(self.kinds) > 1 else 0):
            yield case(lambda: [self.odd(slot) if self.random.random() < 0.35 else self.good(slot)
                                for slot in range(len(self.kinds))], True)
