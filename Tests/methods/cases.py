"""The arguments with which a method is called, and the objects on which."""

import itertools

from expected import THING, Thing, answer, index


class Text(str):
    pass


class Number(int):
    pass


def fails():
    raise LookupError("the object called has failed")


def failing_index():
    def fail(self):
        raise LookupError("the index has failed")
    return type("Failing", (), {"__index__": fail})()


# What takes the place of an argument that fits.
ODD = [None, True, 0, -1, 1 << 31, 1 << 80, 1.5, "text", "\ud800", "nul\0", "", b"b", bytearray(b"ba"), (1, 2), [1, 2],
       (1, 2, 3), {}, Text("t"), Number(7), index(3), failing_index(), THING, answer, fails, int]


class Case:
    """A call: positional arguments and keywords."""

    def __init__(self, args, keywords=None, everywhere=False):
        self.args = tuple(args)
        self.keywords = keywords or {}
        # Whether the call is made in all ways; the others take turns.
        self.everywhere = everywhere

    def __repr__(self):
        words = [repr(value) for value in self.args] + [f"{name!r}={value!r}" for name, value in self.keywords.items()]
        return f"({', '.join(words)})"


def cases(method):
    """The calls of a method."""
    most = max(method.good, key=len)
    for good in method.good:
        yield Case(good, everywhere=True)
    yield Case(most[:-1], everywhere=len(most) == 1)
    yield Case((), everywhere=True)
    yield Case(most + (THING,), everywhere=True)
    yield Case(most + tuple(range(len(method.names or most) + 2)))
    # Others have references to most of these, which only one method tells.
    odd = ODD if method.path != "counted" else [Thing()]
    for place, value in itertools.product(range(len(most)), odd):
        yield Case(most[:place] + (value,) + most[place + 1:])
    # Keywords: those that nobody has, those that are no text, and those that a positional method does not take.
    yield Case(most, {"unknown": 1}, everywhere=True)
    yield Case((), {"unknown": 1, "ünknown": 2})
    yield Case(most, {1: 2}, everywhere=True)
    yield Case((), {None: 1, "x": 2})
    yield Case(most[:1], {"x": most[-1] if most else None})
    for case in named_cases(method, most):
        yield case


def named_cases(method, most):
    """The arguments of a method with keywords, by name."""
    if not method.names:
        return
    values = most + (1,) * (len(method.names) - len(most))
    pairs = list(zip(method.names, values))
    for start in range(len(pairs) + 1):
        named = dict(pairs[start:])
        yield Case(values[:start], named, everywhere="" not in named)
        yield Case(values[:start], dict(reversed(pairs[start:])))
        # The last of those by position once more by name.
        if start:
            yield Case(values[:start], dict(pairs[start - 1:]))
    for name, value in pairs:
        yield Case((), {name: value}, everywhere=True)
        yield Case(values[:1], {name: value})
        yield Case((), {name + "_": value, name: value})
        yield Case((), {name.upper(): value})
    for name, value in itertools.product(method.names[-1:], ODD):
        yield Case(values[:-1], {name: value})
    yield Case(values[:1], {"unknown": 1, **dict(pairs[1:])})
    yield Case(values[:-1], {pairs[-1][0]: values[-1], 3: 4})


class Targets:
    """Everything by which a module's methods can be reached, and the objects that belong to it."""

    def __init__(self, module):
        self.module = module
        self.types, self.objects = {}, {}
        for name in "Place", "Point", "Reader":
            kind = getattr(module, name, None)
            if kind is not None:
                below = type(f"Sub{name}", (kind,), {})
                self.types[name] = kind, below
                self.objects[name] = kind(5), below(6)

    def of(self, method):
        """Pairs of a description and the callable, with what comes in front of the arguments."""
        kind, _, name = method.path.rpartition(".")
        if not kind:
            return [("function", getattr(self.module, name), ())]
        (base, below), (one, sub) = self.types[kind], self.objects[kind]
        plain = base.__dict__[name]
        if type(plain).__name__ == "staticmethod":
            return [("of the type", getattr(base, name), ()), ("of an object", getattr(sub, name), ())]
        if type(plain).__name__ == "classmethod_descriptor":
            return [("of the type", getattr(base, name), ()), ("of a subtype", getattr(below, name), ()),
                    ("of an object", getattr(one, name), ()), ("descriptor", plain, (below,))]
        return [("bound", getattr(one, name), ()), ("of a subtype's object", getattr(sub, name), ()),
                ("unbound", plain, (one,)), ("of nothing", plain, ()), ("of a stranger", plain, (THING,))]

    def describe(self, value):
        """What can be compared between two builds of a module."""
        kind = type(value)
        if kind in (tuple, list):
            return kind, [self.describe(item) for item in value]
        if kind is dict:
            return kind, [(self.describe(key), self.describe(item)) for key, item in value.items()]
        if kind in (str, bytes, int, float, complex, bool, type(None)):
            return kind, repr(value)
        if value is self.module:
            return "the module"
        for name, (base, below) in self.types.items():
            if value is base or value is below:
                return value.__name__
        for name, objects in self.objects.items():
            for number, known in enumerate(objects):
                if value is known:
                    return name, number
        if isinstance(value, BaseException):
            return (kind.__name__, [self.describe(part) for part in value.args], self.describe(value.__cause__),
                    self.describe(value.__context__))
        return id(value)
