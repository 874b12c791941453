"""The methods of the two modules: what becomes of each, and arguments that it takes.

This is the one place that says which methods `argot cc` has to enter by METH_FASTCALL, and why it must not touch the
others. Both the report and the flags in the loaded module are compared with it.
"""

import dataclasses
import re

FAST = None
# A method that no line of the report is about: its function parses nothing itself.
UNSEEN = "unseen"


@dataclasses.dataclass(frozen=True)
class Method:
    """A method by its path in the module, as "integer" or "Place.move"."""

    path: str
    table: str
    # The reason for which it keeps METH_VARARGS, in which N stands for a line's number; FAST if
    # it does not; UNSEEN.
    reason: object
    # Arguments that it takes.
    good: tuple
    # The names of its arguments, empty for those without one; None for a method without METH_KEYWORDS.
    names: tuple = None
    # Whether limited APIs before 3.11, and any limited API, leave it out.
    since_311: bool = False
    full: bool = False
    # Whether the entry's function is looked up in a way of C++ that leaves nothing more to be found out about it.
    unresolved: bool = False

    @property
    def name(self):
        return self.path.rpartition(".")[2]

    def exists(self, limited):
        """Whether the module has it, built for a limited API as "0x030A0000", or for none (None)."""
        return limited is None or not (self.full or self.since_311 and int(limited, 16) < 0x030B0000)

    def expected_reason(self, limited):
        # What is wrong with an entry counts more than what is wrong with its function.
        of_entry = self.unresolved or self.reason is not FAST and self.reason.startswith(
            ("the table", "the entry", "the flags", "the method is"))
        if limited is None or int(limited, 16) >= 0x030A0000 or of_entry or self.reason == UNSEEN:
            return self.reason
        return "METH_FASTCALL is not in the limited API before 3.10"

    def gives(self, reason, limited):
        """Whether a reason in a report is the expected one; "" is that of a changed method."""
        expected = self.expected_reason(limited)
        if expected in (FAST, UNSEEN) or not reason:
            return expected == FAST and not reason
        return re.fullmatch(re.escape(expected).replace("\\ N", r" \d+( of \w+\.\w+)?"), reason) is not None


class Thing:
    """An object whose references are its own."""


def answer():
    return 42


def index(number):
    """An int of a kind that only takes the slower ways of conversion."""
    return type("Index", (), {"__index__": lambda self: number})()


THING, LIST, DICT, BIG = Thing(), [1, 2], {"k": 1}, 1 << 61
ONE = ((1,), (True,), (index(3),), (-1,))
KEPT_USE = "the function is also used in line N"
OTHER_USE = "args is also used in line N"


def _c():
    one = ("i",)
    yield Method("empty", "methods", FAST, ((),))
    yield Method("empty_named", "methods", FAST, ((),))
    yield Method("object", "methods", FAST, ((THING,), (None,)))
    yield Method("identity", "methods", FAST, ((THING,), (LIST,)))
    yield Method("integer", "methods", FAST, ONE)
    yield Method("explained", "methods", FAST, ((), (5,)))
    yield Method("string_peek", "methods", FAST, (("Whirlwind", 5), ("naïve", 3), ("x", 7)))
    yield Method("numbers", "methods", FAST, ((1, 2, 3, 4), (255, -32768, BIG, -BIG, 5), (index(1), 2, 3, 4)))
    yield Method("masks", "methods", FAST, ((1, 2, 3, 4, 5), (255, 65535, 0xFFFFFFFF, BIG, BIG)))
    yield Method("reals", "methods", FAST, ((1.5, 2.5), (1, 2.0, []), (0.25, index(4), THING)))
    yield Method("texts", "methods", FAST, (("s", None, b"y\0z", "U"), ("é", "z", b"", "")))
    yield Method("characters", "methods", FAST, ((b"c", "C", b"S"), (bytearray(b"d"), "€", b"S", bytearray(b"Y"))))
    yield Method("group", "methods", FAST, (((1, 2), THING), ([3, index(4)], None)))
    yield Method("nested", "methods", FAST, ((((1, "s"), 2.5),), ([[3, "t"], 4],)))
    yield Method("typed", "methods", FAST, ((LIST,), (LIST, DICT)))
    yield Method("twelve", "methods", FAST, (tuple(range(8)), tuple(range(12))))
    yield Method("boxed", "methods", FAST, ((BIG, True, 3), (BIG, THING, index(9))))
    yield Method("callback", "methods", FAST, ((answer,), (answer, answer)))
    yield Method("buffers", "methods", FAST, (("text", b"bytes"), (bytearray(b"b"), memoryview(b"m"))), since_311=True)
    yield Method("encoded", "methods", FAST, (("text", 1, "more"), ("é", 2, b"bytes")))
    yield Method("alternatives", "methods", FAST, ((1,), ("s",), ((3, 4),)))
    yield Method("sized", "methods", FAST, ((), (1,), (1, 2), (1, 2, 3, 4)))
    yield Method("chosen", "methods", FAST, ((0,), (2, "a", THING), (1,), (3, 1, 2), (-1, "a"), (BIG,)))
    yield Method("complex_number", "methods", FAST, ((1 + 2j,), (3,)), full=True)
    yield Method("first", "methods", FAST, ((), ("s",), (THING, None), (1, 2, None)), full=True)
    yield Method("shared", "methods", FAST, ONE)
    yield Method("shared_again", "methods", FAST, ONE)
    yield Method("letter", "methods", FAST, ONE)
    yield Method("either", "methods", FAST, ((), (1,), (2, "self")))
    yield Method("kw_empty", "methods", FAST, ((),), ())
    yield Method("kw_object", "methods", FAST, ((THING,), (THING, "o")), ("value", "other"))
    yield Method("kw_many", "methods", FAST, ((1, 2), (THING, 2, 3, 4, 5)), ("", "b", "c", "d", "e", "flag", "real"))
    yield Method("kw_only", "methods", FAST, ((),), ("width", "height"))
    yield Method("kw_needed", "methods", FAST, (("text", 3, None), ("t\0", index(3), "z")), ("text", "size", "sure"))
    yield Method("kw_alike", "methods", FAST, ((), (1, 2, 3, 4)), ("left", "lift", "le", "left_"))
    yield Method("kw_boxed", "methods", FAST, ((BIG,), (BIG, (1, 2), answer)), ("box", "pair", "call"))
    yield Method("kw_ignored", "methods", FAST, ONE, ("never",))
    yield Method("kw_null", "methods", FAST, ((1,), (1, 2)))
    yield Method("kw_forms", "methods", FAST, (("text",), (1, 2)), ("row", "column"))

    yield Method("called", "methods", KEPT_USE, ONE)
    yield Method("calls", "methods", OTHER_USE, ONE)
    yield Method("recursive", "methods", KEPT_USE, ((3,), (0,)))
    yield Method("addressed", "methods", KEPT_USE, ONE)
    yield Method("counted", "methods", "the function can reach Py_REFCNT", ((THING,),))
    yield Method("handed_on", "methods", OTHER_USE, ((THING,),))
    yield Method("replaced", "methods", OTHER_USE, ONE)
    yield Method("unpacked", "methods", OTHER_USE, ((1,), (1, 2)))
    yield Method("old_style", "methods", UNSEEN, ONE)
    yield Method("writable", "methods", "the call in line N is not compiled", ((bytearray(b"w"),),))
    yield Method("worded", "methods", "the call in line N is not compiled", ONE)
    yield Method("helped", "methods", UNSEEN, ONE)
    yield Method("only_items", "methods", UNSEEN, ONE)
    yield Method("namesake", "methods", "the parameter arguments has the name of something else in the file", ONE)
    yield Method("external", "methods", "the function is not static, so that other files can call it", ONE)
    yield Method("by_macro", "methods", "the entry is written inside a macro", ONE)
    yield Method("flags_by_macro", "methods",
                 "the flags are not written as METH_VARARGS with other flags of CPython", ONE)
    yield Method("kw_is_null", "methods", "kwds is also used in line N", ((), (1,)), ("value",))
    yield Method("kw_counted", "methods", "kwds is also used in line N", ((), (1,)), ("value",))
    yield Method("added", "added_methods", FAST, ONE)
    yield Method("walked", "walked_methods", "the table is also used in line N", ONE)
    yield Method("single", "single_method", FAST, ONE)
    yield Method("Place.described", "described_method", FAST, ONE)

    for kind in "Place", "Point":
        only = {"table": f"{kind.lower()}_methods", "reason": FAST, "full": kind == "Point"}
        yield Method(f"{kind}.move", good=((1,), (2,)), **only)
        yield Method(f"{kind}.scale", good=ONE, names=("factor", "of"), **only)
        yield Method(f"{kind}.of", good=(("t",), ("é",)), **only)
    only = {"table": "place_methods", "reason": FAST}
    yield Method("Place.__contains__", good=((5,), (6,)), **only)
    yield Method("Place.of_kw", good=(("t",),), names=("text",), **only)
    yield Method("Place.distance", good=((1, 2), (index(9), 1)), **only)
    yield Method("Place.distance_kw", good=((1, 2),), names=("a", "b"), **only)
    yield Method("Place.shared", good=ONE, **only)


def _cc():
    yield Method("hidden", "methods", FAST, ONE)
    yield Method("hidden_kw", "methods", FAST, (("t",), ("t", 2)), ("text", "size"))
    yield Method("spaced", "methods", FAST, ((1,), (1, BIG)))
    yield Method("deep", "methods", "the function is overloaded", (("t",),))
    yield Method("deeper", "methods", FAST, ((), ("t",)))
    yield Method("other_deep", "methods", "the function is overloaded", ((1.5,), (2,)))
    yield Method("in_c", "methods", FAST, ONE)
    yield Method("overloaded", "methods", "the function is overloaded", ONE, unresolved=True)
    yield Method("templated", "methods", "the function is a template", ONE, unresolved=True)
    yield Method("lambda", "methods", "the method is a lambda", ONE)
    yield Method("constant", "constant_method", "the table is constexpr or constinit", ONE)
    yield Method("Reader.read", "methods", FAST, (("t",), ("é",)))
    yield Method("Reader.read_kw", "methods", FAST, ((), (1,)), ("size", "mode"))
    yield Method("Reader.made", "methods", FAST, ONE)
    yield Method("Reader.guarded", "methods", "the function is not a public member", ONE)


MODULES = {"methods.c": tuple(_c()), "methods.cc": tuple(_cc())}


def differences(source, limited, lines):
    """What is wrong with the lines about methods in the report of a module's build, as sentences."""
    wrong = []
    found = {}
    for line in lines:
        key = line["table"].rpartition("::")[2], line["method"]
        if key in found:
            wrong.append(f"{key} is reported twice")
        found[key] = line
    for method in MODULES[source]:
        line = found.pop((method.table, method.name), None)
        if not method.exists(limited) or method.expected_reason(limited) == UNSEEN:
            if line:
                wrong.append(f"{method.path} is reported: {line}")
        elif line is None:
            wrong.append(f"{method.path} is missing from the report")
        elif (line["convention"] == "fastcall") != (not line["reason"]):
            wrong.append(f"{method.path} has a convention that does not go with its reason: {line}")
        elif not method.gives(line["reason"], limited):
            wrong.append(f"{method.path} is reported as {line['convention']} ({line['reason']}), "
                         f"expected {method.expected_reason(limited) or 'fastcall'}")
    return wrong + [f"{key} is reported, but not expected" for key in found]
