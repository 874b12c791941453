"""Calls every function of the module `units` with many values and writes what came of it as JSON.

Two builds that behave alike write the same text.
"""

import array
import itertools
import json
import re
import sys
import warnings

import units

warnings.simplefilter("error")


class Integer(int):
    def __index__(self):
        return 3

    __int__ = __index__


class Text(str):
    pass


class Index:
    def __index__(self):
        return 7

    def __repr__(self):
        return "Index()"


class Float:
    def __float__(self):
        return 0.25

    def __repr__(self):
        return "Float()"


class Falls:
    def __bool__(self):
        raise KeyError("no truth")

    def __index__(self):
        raise KeyError("no number")

    def __fspath__(self):
        raise KeyError("no path")

    def __repr__(self):
        return "Falls()"


class Callee:
    def method(self, *args):
        return args

    def __repr__(self):
        return "Callee()"


POWERS = [sign * 2**bits + more for bits in (7, 8, 15, 16, 31, 32, 63, 64) for more in (-1, 0) for sign in (1, -1)]
VALUES = [
    0, 1, -1, *POWERS, 10**400, True, False, None, 1.5, float("inf"), 1e300, -0.0, 2 + 3j, "", "a", "\u00ef", "\u20ac",
    "\U0001F40D", "abc", "na\u00efve", "a\0b", "\ud800", b"", b"a", b"abc", b"a\0b", bytearray(b"a"), bytearray(b"ab"),
    memoryview(b"mem"), memoryview(b"abcdef")[::2], array.array("i", [1, 2]), (), (1, 2), [3, 4], (1, "x"), range(2),
    {}, object, Integer(5), Text("text"), Index(), Float(), Falls(), ("t", (1, (2.5, 3)), True),
]
SMALL = [1, -1, 2**40, 1.5, "a", b"b", None, (1, 2)]


def argument_lists(kind):
    """Positional and keyword arguments for functions of a kind."""
    if kind == "build":
        return [((), {})]
    if kind in ("call", "method"):
        return [((value,), {}) for value in (lambda *args: args, len, str, 3, Callee(), None)]
    lists = [((), {})] + [((value,), {}) for value in VALUES] + [(pair, {}) for pair in itertools.product(SMALL, SMALL)]
    lists += [((1, "a", "b"), {}), ((1, "\u20ac", "\ud800"), {}), (("s", (1, (2.5, 3)), []), {}), ((1, 2, 3, 4), {})]
    if kind == "keywords":
        names = ("number", "text", "start", "flag", "second", "", "other", "\u00e9")
        for name, value in itertools.product(names, SMALL):
            lists += [((), {name: value}), (("x",), {name: value}), ((1,), {name: value, "text": "t"})]
        lists.append((("x",), {"start": 3, "flag": [1]}))
    return lists


def outcome(function, args, keywords):
    try:
        value = function(*args, **keywords)
    except BaseException as error:
        return ["raised", type(error).__name__, without_addresses(str(error))]
    return ["returned", type(value).__name__, without_addresses(ascii(value))]


def without_addresses(text):
    return ascii(re.sub(r"0x[0-9a-fA-F]+", "0x...", text))


def main():
    found = {}
    for name in sorted(vars(units)):
        kind = name.split("_")[0]
        if kind in ("parse", "keywords", "single", "build", "call", "method"):
            found[name] = [outcome(getattr(units, name), *lists) for lists in argument_lists(kind)]
    if len(found) < 100:
        sys.exit(f"only {len(found)} functions found in {units.__file__}")
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
