"""The calls that a parse format is tried with."""
import array
import collections
import ctypes
import random

import values
from units import total_width
from values import POOLS, Sequence, StrSub, TupleSub

NEAR = {
    **{unit: ["int"] for unit in "b B h H i I l k L K n".split()},
    **{unit: ["float", "int"] for unit in "f d D".split()},
    "p": ["object", "int", "float"],
    **{unit: ["binary", "text"] for unit in ["c", "y", "y#", "y*", "w*", "S", "Y"]},
    **{unit: ["text", "binary"] for unit in ["C", "s", "z", "s#", "z#", "s*", "z*", "U"]},
    **{unit: ["text", "binary"] for unit in ["es", "et", "es#", "et#", "es#own", "et#own"]},
    "O": ["object", "text"], "O!": ["object", "int"], "O&": ["conv", "object"],
}

# What the unit converts without a second thought.
GOOD = {
    **{unit: [values.plain(5), values.plain(0), ("77", lambda: int("77"))] for unit in "b B h H i I l k L K n".split()},
    **{unit: [("1.5", lambda: float("1.5")), values.plain(-1.0), values.plain(3)] for unit in "f d D".split()},
    "p": [values.plain(True), values.plain(None), values.plain(0)],
    "c": [("b'q'", lambda: b"q"), ("bytearray(b'q')", lambda: bytearray(b"q"))], "C": [values.plain("q"), values.plain("\u00e9")],
    **{unit: [("fresh str", lambda: "".join(["fre", "sh"])), ("\u00e9", lambda: "".join(["\u00e9", "t"])),
              ("caf\u00e9", lambda: "".join(["caf", "\u00e9"]))] for unit in ["s", "z", "s#", "z#", "s*", "z*", "U"]},
    **{unit: [("fresh bytes", lambda: bytes([65, 66]))] for unit in ["y", "y#", "S"]},
    "y*": [("fresh bytes", lambda: bytes([65, 66])), ("bytearray", lambda: bytearray(b"ba")),
           ("memoryview", lambda: memoryview(bytearray(b"mv")))],
    "w*": [("bytearray", lambda: bytearray(b"ba")), ("memoryview", lambda: memoryview(bytearray(b"mv")))],
    "Y": [("bytearray", lambda: bytearray(b"ba"))],
    **{unit: [("fresh", lambda: "".join(["a", "bc"])), ("long", lambda: "b" * 20), ("\u00e9t", lambda: "".join(["\u00e9", "t"]))]
       for unit in ["es", "et", "es#", "et#", "es#own", "et#own"]},
    "O": [("object()", object), ("[3]", lambda: [3])],
    "O!": [("changing class", values.changing_class), ("[]", list), ("1000", lambda: int("1000"))],
    "O&": [("Conv(0)", lambda: values.Conv(0)), ("Conv(1)", lambda: values.Conv(1)), ("object()", object)],
}

# Units whose result points into an item that a sequence other than a tuple may drop.
BORROWING = {"s", "s#", "z", "z#", "y", "y#", "S", "Y", "U", "O", "O!", "O&"}

Case = collections.namedtuple("Case", "args kwargs")


def borrows(nodes):
    return any(borrows(node[1]) if node[0] != "u" else node[1] in BORROWING for node in nodes)


def makes_items(value):
    return isinstance(value, (str, array.array, memoryview, ctypes.Array))


class Maker:
    """Makes the cases of one format."""

    def __init__(self, item, seed):
        self.item = item
        self.tree = item["tree"]
        self.random = random.Random(f"{seed} {item['api']} {item['format']} {item['names']} {item['arguments']}")

    def good(self, node, slot=0):
        if node[0] == "u":
            pool = GOOD[node[1]]
            return self.random.choice(pool)[1]()
        return tuple(self.good(inner) for inner in node[1])

    def good_typed(self, node, slot):
        """An instance of the very type behind `O!`, which goes by the slot's number."""
        if node[0] == "u" and node[1] == "O!":
            return [values.changing_class, lambda: [7], lambda: int("4321")][slot % 3]()
        if node[0] == "u":
            return self.good(node)
        made = []
        for inner in node[1]:
            made.append(self.good_typed(inner, slot))
            slot += total_width([inner])
        return tuple(made)

    def all_good(self):
        made, slot = [], 0
        for node in self.tree:
            made.append(self.good_typed(node, slot))
            slot += total_width([node])
        return made

    def near(self, node):
        if node[0] == "u":
            pools = NEAR[node[1]]
            pool = POOLS[pools[0] if self.random.random() < 0.75 else self.random.choice(pools)]
            return self.random.choice(pool)[1]()
        return self.sequence(node)

    def anything(self, node):
        made = self.random.choice(values.EVERYTHING)[1]()
        # Items that a sequence makes anew are gone before a borrowed reference to them can be compared.
        if node[0] != "u" and borrows([node]) and makes_items(made):
            return None
        return made

    def sequence(self, node):
        """Something like what a group takes: another kind of sequence, another length, or an odd item."""
        items = list(self.good(node))
        choice = self.random.randrange(16)
        if choice == 0:
            return values.growing(items) if items else items
        if choice == 1:
            return TupleSub(items)
        if choice == 2:
            return tuple(items[:-1])
        if choice == 3:
            return tuple(items + [1])
        if choice == 4:
            return Sequence(items)
        if choice == 5:
            return Sequence(items, error=self.random.choice(["len", "item"]))
        if choice == 6:
            return Sequence(items, length=len(items) + self.random.choice([-1, 1, 3]) if items else 0)
        if choice == 7:
            return collections.deque(items)
        if choice == 8:
            return range(len(items))
        if choice == 9 and not borrows([node]):
            return "ab"[: len(items)] if self.random.random() < 0.5 else bytearray(range(len(items)))
        if choice == 10:
            return b"abc"[: len(items)]
        if items:
            place = self.random.randrange(len(items))
            items[place] = (self.near if self.random.random() < 0.7 else self.anything)(node[1][place])
        return tuple(items) if self.random.random() < 0.8 else values.growing(items)

    # Every case is a function that makes its objects, so that a failing one can be made again.

    def cases(self, effort):
        yield self.all_good
        if len(self.tree) == 1 and self.tree[0][0] == "u":
            for _, make in values.EVERYTHING:
                yield lambda make=make: [make()]
        for place, node in enumerate(self.tree):
            for count, make in ((6, self.near), (2, self.anything)):
                for _ in range(count * effort):
                    def one_odd(place=place, node=node, make=make):
                        made = self.all_good()
                        made[place] = make(node)
                        return made
                    yield one_odd
        if len(self.tree) > 1 or (self.tree and self.tree[0][0] != "u"):
            for _ in range(8 * effort):
                yield lambda: [self.near(node) if self.random.random() < 0.5 else good
                               for node, good in zip(self.tree, self.all_good())]
            for place, node in enumerate(self.tree):
                for _, convert in POOLS["conv"] if node == ["u", "O&"] else []:
                    def one_converter(place=place, convert=convert):
                        made = self.all_good()
                        made[place] = convert()
                        return made
                    yield one_converter
            # Converters that change the others, each in its turn.
            if any(node == ["u", "O&"] for node in self.tree):
                for _ in range(8 * effort):
                    yield self.with_converter

    def with_converter(self):
        made = self.all_good()
        places = [place for place, node in enumerate(self.tree) if node == ["u", "O&"]]
        for place in places:
            if self.random.random() < 0.6:
                made[place] = self.random.choice(POOLS["conv"])[1]()
        for place, node in enumerate(self.tree):
            if node[0] != "u" and self.random.random() < 0.5:
                made[place] = values.growing(list(made[place]))
            elif node[0] == "u" and node[1] in ("y*", "s*", "w*") and self.random.random() < 0.5:
                made[place] = values.growing(bytearray(b"abc"))
        return made

    def calls(self, effort):
        """Functions that make (args, kwargs)."""
        api, names = self.item["api"], self.item["names"]
        for make in self.cases(effort):
            if api == "PyArg_Parse":
                yield lambda make=make: (make()[0], None)
            elif api == "PyArg_ParseTuple":
                yield lambda make=make: (tuple(make()), None)
            else:
                yield lambda make=make: (tuple(make()[: self.item["positional"]]), None)
                yield lambda make=make: self.split(make(), names)
        if api == "PyArg_ParseTuple":
            yield from self.counts()
        elif api == "PyArg_Parse":
            yield lambda: (values.NULL, None)
        else:
            yield from self.counts()
            for _ in range(12 * effort + 4 * len(self.tree)):
                yield self.odd_keywords

    def counts(self):
        for count in range(len(self.tree) + 2):
            yield lambda count=count: (tuple((self.all_good() + [1])[:count]), None)
        yield lambda: (TupleSub(self.all_good()), None)
        if self.item["api"] == "PyArg_ParseTuple":
            yield lambda: (self.all_good(), None)
            yield lambda: (None, None)
            yield lambda: (5, None)

    def split(self, made, names):
        unnamed = sum(name == "" for name in names)
        count = self.random.randint(min(unnamed, len(made)), max(unnamed, min(self.item["positional"], len(made))))
        pairs = list(zip(names, made))[count:]
        kept = [pair for place, pair in enumerate(pairs)
                if place + count < self.item["minimum"] or self.random.random() < 0.8]
        self.random.shuffle(kept)
        return tuple(made[:count]), {"".join(list(name)): value for name, value in kept}

    def odd_keywords(self):
        args, kwargs = self.split(self.all_good(), self.item["names"])
        names = [name for name in self.item["names"] if name] or ["a"]
        choice = self.random.randrange(14)
        if choice == 0:
            kwargs["unknown"] = 1
        elif choice == 1:
            kwargs[names[0]] = 1
        elif choice == 2:
            kwargs[3] = 4
        elif choice == 3:
            kwargs["\u00e9"] = 1
        elif choice == 4:
            kwargs = {StrSub(key): value for key, value in kwargs.items()}
        elif choice == 5:
            kwargs = {values.OddHash(key): value for key, value in kwargs.items()}
        elif choice == 6:
            kwargs = collections.OrderedDict(kwargs)
        elif choice == 7:
            kwargs[""] = 1
        elif choice == 8 and kwargs:
            kwargs.pop(self.random.choice(list(kwargs)))
        elif choice == 9:
            kwargs[names[-1] + "x"] = 1
        elif choice == 10:
            kwargs["\ud800"] = 1
        elif choice == 11:
            kwargs = {**kwargs, **{name.upper(): 1 for name in names[:1]}}
        elif choice == 12:
            args = args + (1, 2)
        else:
            made = [self.near(node) if self.random.random() < 0.4 else good
                    for node, good in zip(self.tree, self.all_good())]
            args, kwargs = self.split(made, self.item["names"])
            if self.random.random() < 0.3:
                kwargs["unknown"] = 2
            if kwargs and self.random.random() < 0.5:
                first = dict(kwargs)
                def reset(kwargs=kwargs):
                    kwargs.clear()
                    kwargs.update(first)
                values.RESETS.append((kwargs, reset))
        return args, kwargs
