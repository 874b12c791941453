"""The calls that a parse format is tried with."""
import array
import collections
import ctypes
import mmap
import random

import container_values
import vectors
from nodes import Group, Leaf, Pair, pool, wrapped
from pools import CONVERTERS, EVERYTHING, GOOD, NEAR, SIMPLE, good_typed
from units import leaves, width

# Undefined in CPython, and so left out: a unit that borrows from an item which nobody keeps. Sequences of these types
# make their items anew; all others in this folder keep theirs for as long as the call is compared. A view keeps its
# object, but where that lies is seen in the variable.
BORROWING = set("s s# s* z z# z* y y# y* w* S Y U u u# Z Z# O O! O&".split())
MAKES_ITEMS = (str, array.array, memoryview, ctypes.Array, mmap.mmap)

ONE_MORE = Leaf("1")
ODD_ARGUMENTS = pool("None", "5", "'text'")
NOTHING = Leaf("None")
NULL = Leaf("NULL")


class Case:
    """The arguments of one call."""

    __slots__ = ("args", "kwargs")

    def __init__(self, args, kwargs=NOTHING):
        self.args, self.kwargs = args, kwargs

    def make(self):
        return self.args.make(), self.kwargs.make()

    @property
    def text(self):
        return self.args.text if self.kwargs is NOTHING else f"{self.args.text}, {self.kwargs.text}"

    def record(self):
        has_keywords = self.kwargs is not NOTHING
        return {"args": self.args.text, "kwargs": self.kwargs.text if has_keywords else None,
                "parts": {"args": self.args.parts(), "kwargs": self.kwargs.parts() if has_keywords else None}}


def simpler(node, is_outermost=False):
    """What can stand in a node's place while something is looked for that still fails."""
    if isinstance(node, Pair):
        for value in simpler(node.value):
            yield Pair(node.key, value)
        if node.key.text.startswith("fresh("):
            yield Pair(Leaf(node.key.text[len("fresh("):-1]), node.value)
    elif isinstance(node, Group):
        if node.build is not tuple:
            yield Group(node.items) if not isinstance((node.items or [None])[0], Pair) else keywords(node.items)
        elif isinstance((node.items or [None])[0], Pair):
            yield keywords(node.items)
        for place in reversed(range(len(node.items))):
            yield node.with_items(node.items[:place] + node.items[place + 1:])
        for place, item in enumerate(node.items):
            for other in simpler(item):
                yield node.with_items(node.items[:place] + [other] + node.items[place + 1:])
    elif not is_outermost:
        for leaf in SIMPLE:
            if leaf.text == node.text:
                break
            yield leaf


def keywords(pairs):
    return Group(pairs, "dict([", "])", dict)


class Unit:
    """What is known of one unit of a format."""

    __slots__ = ("good", "near", "name")
    is_group = False

    def __init__(self, name, expression):
        self.name = name
        self.good = good_typed(expression) if name == "O!" else GOOD[name]
        self.near = NEAR[name]


class Parenthesis:
    __slots__ = ("items", "borrows")
    is_group = True

    def __init__(self, items, borrows):
        self.items, self.borrows = items, borrows


def parameters(tree, expressions):
    """What is known of each node; takes the C arguments off the list of expressions."""
    found = []
    for node in tree:
        if node[0] == "u":
            found.append(Unit(node[1], expressions[0]))
            del expressions[: width(node[1])]
        else:
            found.append(Parenthesis(parameters(node[1], expressions), not BORROWING.isdisjoint(leaves(node[1]))))
    return found


class Maker:
    """Makes the cases of one format."""

    def __init__(self, item, seed, is_entered=False):
        """`is_entered`: whether the compiled calls are made in functions that METH_FASTCALL enters."""
        self.item, self.is_entered = item, is_entered
        self.parameters = parameters(item["tree"], list(item["arguments"]))
        self.api, self.names = item["api"], item["names"]
        self.random = random.Random(f"{seed} {item['api']} {item['format']} {item['names']} {item['arguments']}").random
        if self.names:
            self.keys = [self.spelled(name) for name in self.names]

    @staticmethod
    def spelled(name):
        """Leaves for a keyword: equal to what the caller's code would write, and the same object or another."""
        return pool(ascii(name), f"fresh({ascii(name)})")

    def chance(self, probability):
        return self.random() < probability

    def below(self, count):
        return int(self.random() * count)

    def pick(self, found):
        return found[int(self.random() * len(found))]

    def shuffled(self, found):
        return [item for _, item in sorted([(self.random(), place) for place in range(len(found))])]

    def good(self, parameter):
        if parameter.is_group:
            return Group([self.good(inner) for inner in parameter.items])
        found = parameter.good
        return found[int(self.random() * len(found))]

    def all_good(self):
        return [self.good(parameter) for parameter in self.parameters]

    def near(self, parameter):
        if parameter.is_group:
            return self.sequence(parameter)
        pools = parameter.near
        return self.pick(pools[0] if self.chance(0.75) else self.pick(pools))

    def anything(self, parameter):
        made = self.pick(EVERYTHING)
        if parameter.is_group and parameter.borrows and isinstance(made.make(), MAKES_ITEMS):
            return NOTHING
        return made

    def sequence(self, parameter):
        """Something like what a group takes: another kind of sequence, another length, or an odd item."""
        items = [self.good(inner) for inner in parameter.items]
        choice = self.below(28)
        if choice < len(WRAPPERS):
            return wrapped(WRAPPERS[choice], items)
        if choice == 16:
            return Group(items[:-1])
        if choice == 17:
            return Group(items + [ONE_MORE])
        if choice == 18:
            return self.lying(items)
        if choice == 19:
            return Leaf(f"range({len(items)})")
        if choice == 20 and not parameter.borrows:
            return Leaf("'ab'[:%d]" % len(items) if self.chance(0.5) else "bytearray(range(%d))" % len(items))
        if choice == 21:
            return Leaf("b'abc'[:%d]" % len(items))
        if items:
            place = self.below(len(items))
            items[place] = (self.near if self.chance(0.7) else self.anything)(parameter.items[place])
        return Group(items) if self.chance(0.7) else wrapped("growing", items)

    def lying(self, items):
        more = self.pick([-1, 1, 3])
        return Group(items, "lying([", f"], {more})", lambda made: container_values.lying(made, more))

    def values(self):
        """The expressions of the values that the arguments are picked from."""
        found = {leaf.text for leaf in EVERYTHING}
        waiting = list(self.parameters)
        while waiting:
            parameter = waiting.pop()
            if parameter.is_group:
                waiting += parameter.items
            else:
                found.update(leaf.text for values in (parameter.good, *parameter.near) for leaf in values)
        return found

    # Every case is made of nodes, so that its objects can be made again and again.

    def argument_lists(self, effort):
        count = len(self.parameters)
        yield self.all_good()
        if count == 1 and not self.parameters[0].is_group:
            for leaf in EVERYTHING:
                yield [leaf]
        for place, parameter in enumerate(self.parameters):
            for times, make in ((6, self.near), (2, self.anything)):
                for _ in range(times * effort):
                    made = self.all_good()
                    made[place] = make(parameter)
                    yield made
        if count > 1 or (count and self.parameters[0].is_group):
            for _ in range(8 * effort):
                yield [(self.near if self.chance(0.5) else self.good)(parameter) for parameter in self.parameters]
            has_converter = False
            for place, parameter in enumerate(self.parameters):
                if parameter.is_group or parameter.name != "O&":
                    continue
                has_converter = True
                for converter in CONVERTERS:
                    made = self.all_good()
                    made[place] = converter
                    yield made
            # Converters that change the others, each in its turn; numbers that do the same.
            for _ in range((8 if has_converter else 3) * effort):
                yield self.with_changes()

    def with_changes(self):
        made = self.all_good()
        for place, parameter in enumerate(self.parameters):
            if parameter.is_group:
                if self.chance(0.6):
                    made[place] = wrapped("growing", self.sometimes_acting(parameter))
            elif parameter.name in ("y*", "s*", "w*", "Y"):
                if self.chance(0.5):
                    made[place] = CHANGING_BYTES
            else:
                made[place] = self.acting(parameter, made[place])
        return made

    def sometimes_acting(self, parameter):
        return [self.good(inner) if inner.is_group else self.acting(inner,
                self.good(inner)) for inner in parameter.items]

    def acting(self, unit, good):
        found = ACTING.get(unit.name)
        return self.pick(found) if found and self.chance(0.5) else good

    def calls(self, effort):
        """All cases of the format."""
        if self.api == "PyArg_Parse":
            for made in self.argument_lists(effort):
                yield Case(made[0])
            yield Case(NULL)
        elif self.api == "PyArg_ParseTuple":
            for made in self.argument_lists(effort):
                yield Case(Group(made))
            yield from self.counts()
        else:
            positional = self.item["positional"]
            for made in self.argument_lists(effort):
                yield Case(Group(made[:positional]))
                yield self.split(made)
            yield from self.counts()
            for _ in range(18 * effort + 4 * len(self.parameters)):
                yield self.odd_keywords()
        if self.is_entered:
            for _ in range((12 * effort + 2 * len(self.parameters)) if self.names else 2):
                yield self.odd_names()

    @staticmethod
    def simpler(case):
        """Cases with less in them."""
        if case.kwargs is not NOTHING:
            for kwargs in simpler(case.kwargs):
                yield Case(case.args, kwargs)
        for args in simpler(case.args, is_outermost=True):
            yield Case(args, case.kwargs)

    def counts(self):
        for count in range(len(self.parameters) + 2):
            yield Case(Group((self.all_good() + [ONE_MORE])[:count]))
        yield Case(wrapped("TupleSub", self.all_good()))
        yield Case(wrapped("LyingTuple", self.all_good()))
        if self.api == "PyArg_ParseTuple":
            yield Case(Group(self.all_good(), "[", "]", list))
            for leaf in ODD_ARGUMENTS:
                yield Case(leaf)

    def split(self, made):
        """Gives the first arguments by position, and most of the others by name."""
        names, positional = self.names, self.item["positional"]
        unnamed = sum(name == "" for name in names)
        least = min(unnamed, len(made))
        count = least + self.below(max(unnamed, min(positional, len(made))) - least + 1)
        kept = [place for place in range(count, min(len(names), len(made)))
                if place < self.item["minimum"] or self.chance(0.8)]
        # Names in the order of the parameters are bound by code of their own.
        order = range(len(kept)) if self.is_entered and self.chance(0.6) else self.shuffled(kept)
        pairs = [Pair(self.keys[kept[place]][self.chance(0.6)], made[kept[place]]) for place in order]
        return Case(Group(made[:count]), keywords(pairs))

    def odd_keywords(self):
        choice = self.below(30)
        if choice < 8:
            return self.odd_keyword_values()
        case = self.split(self.all_good())
        pairs, arguments = case.kwargs.items, case.args
        names = [name for name in self.names if name] or ["a"]
        name = ascii(self.pick(names))
        if choice < 8 + len(ODD_KEYS):
            # Behind the others, or in the place of one of them.
            key = ODD_KEYS[choice - 8].format(name=name, first=ascii(names[0]), last=ascii(names[-1]))
            if key.startswith("Failing"):
                # A dict cannot be made of two keys whose comparison fails.
                pairs = [pair for pair in pairs if pair.key.text not in (name, f"fresh({name})")]
            place = self.below(len(pairs) + 1)
            return Case(arguments, keywords(pairs[:place] + [Pair(Leaf(key), ONE_MORE)] + pairs[place:]))
        if choice == 23:
            return Case(Group(arguments.items + [ONE_MORE, ONE_MORE]), case.kwargs)
        if choice == 24 and pairs:
            del pairs[self.below(len(pairs))]
        elif choice == 25:
            wrapper = self.pick(["StrSub", "OddHash", "OddEqual",
                                "Failing" if len(set(names)) == len(names) else "StrSub"])
            pairs = [Pair(Leaf(f"{wrapper}({pair.key.text})"), pair.value) for pair in pairs]
        elif choice == 26:
            return Case(arguments, Group(pairs, "collections.OrderedDict([", "])", collections.OrderedDict))
        elif choice in (27, 28):
            return Case(arguments, wrapped("DictSub", pairs))
        elif choice == 29:
            return Case(wrapped("LyingTuple", arguments.items), case.kwargs)
        return Case(arguments, keywords(pairs))

    def odd_names(self):
        if self.api == "PyArg_ParseTuple":
            # It does not look at keyword arguments.
            pairs = [Pair(Leaf(key), ONE_MORE) for key in ("'first'", "fresh('second')")[:self.below(3)]]
            return Case(Group(self.all_good()), keywords(pairs))
        case = self.split(self.all_good())
        return Case(case.args, Group(vectors.odd_pairs(self, case.kwargs.items)))

    def odd_keyword_values(self):
        made = [(self.near if self.chance(0.4) else self.good)(parameter) for parameter in self.parameters]
        if self.chance(0.5):
            made = [made[place] if parameter.is_group else self.acting(parameter, made[place])
                    for place, parameter in enumerate(self.parameters)]
        case = self.split(made)
        if self.chance(0.3):
            case.kwargs.items.append(Pair(Leaf("'unknown'"), ONE_MORE))
        return Case(case.args, wrapped("growing_dict", case.kwargs.items)) if self.chance(0.5) else case


WRAPPERS = ["growing", "growing", "TupleSub", "LyingTuple", "ListSub", "LyingList", "Sequence", "failing_length",
            "failing_items",
            "endless", "forgetting", "doubling", "reversing", "growing", "deque_of", "TupleSub"]
ODD_KEYS = ["'unknown'", "{first}", "fresh({first})", "3", "'\\xe9'", "''", "{last} + 'x'", "'\\ud800'",
            "{first}.upper()", "{name}[:-1]",
            "StrSub({name})", "OddHash({name})", "OddEqual({name})", "Failing({name})", "PosesAs({name})"]
CHANGING_BYTES = Leaf("growing(bytearray(b'abc' * 90))")
ACTING = {
    **dict.fromkeys("b B h H i I l k L K n".split(), pool(*[f"HasIndex(7, {hook})" for hook in ("shrink", "replace",
    "grow")])),
    **dict.fromkeys(["f", "d"], pool("HasFloat(1.25, shrink)", "HasFloat(1.25, replace)")),
    "D": pool("HasComplex(5j, shrink)"),
    "p": pool("HasBool(True, shrink)", "HasBool(False, replace)"),
    "O&": CONVERTERS,
    "O!": pool("changing_class()"),
}
