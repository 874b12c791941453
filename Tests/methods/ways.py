"""The ways in which Python and C call something.

A way is a function of the callable, the positional arguments and the keywords (a dict). Each either makes the same call
as f(*args, **keywords), or answers Unfit where it cannot.
"""

import functools
import operator

import caller

OFFSET, METHOD, DICT = 1, 2, 3
# Python 3.11 and later put other instructions in the place of a call after few rounds.
ROUNDS = 120


class Unfit(Exception):
    """The way does not serve these arguments."""


class Text(str):
    """A name that is no exact str."""


class Odd(str):
    """A name that hashes otherwise than its text."""

    def __hash__(self):
        return 5

    __eq__ = str.__eq__


class Dict(dict):
    pass


class Mapping:
    """Only what ** asks for."""

    def __init__(self, items):
        self.items = items

    def keys(self):
        return list(self.items)

    def __getitem__(self, key):
        return self.items[key]


def star(f, args, keywords):
    return f(*args, **keywords)


def bare_star(f, args, keywords):
    if keywords:
        raise Unfit
    return f(*args)


def list_star(f, args, keywords):
    return f(*list(args), **Dict(keywords))


def generator(f, args, keywords):
    return f(*(value for value in args), **Mapping(keywords))


@functools.lru_cache(None)
def written(count, names, loop=False):
    """A function that makes the call as source text has it, once, or in a loop with another callable in turn."""
    values = [f"a{number}" for number in range(count + len(names))]
    unpacked = f"({', '.join(values)},) = a" if values else "pass"
    call = ", ".join(values[:count] + [f"{name}={value}" for name, value in zip(names, values[count:])])
    if loop:
        text = f"""
def call(f, a, other):
    {unpacked}
    first, ends = None, [None, None]
    for number in range({ROUNDS}):
        try:
            end = f({call})
        except Exception as error:
            end = error.with_traceback(None)
        ends[number % 2] = end
        if number == 0:
            first = end
        f, other = other, f
    return first, ends
"""
    else:
        text = f"def call(f, a):\n    {unpacked}\n    return f({call})\n"
    space = {}
    exec(text, space)
    return space["call"]


def shape(args, keywords):
    if not all(type(name) is str and name.isidentifier() for name in keywords):
        raise Unfit
    return len(args), tuple(keywords)


def source(f, args, keywords):
    return written(*shape(args, keywords))(f, args + tuple(keywords.values()))


def hot(f, args, keywords):
    """In a loop, which the interpreter specializes: how the first and the last two calls end."""
    return written(*shape(args, keywords), True)(f, args + tuple(keywords.values()), f)


def hot_changing(f, args, keywords):
    """In a loop with something else in the place of the callable every other time."""
    def other(*args, **keywords):
        return None
    return written(*shape(args, keywords), True)(f, args + tuple(keywords.values()), other)


def text_names(f, args, keywords):
    if not keywords:
        raise Unfit
    return f(*args, **{Text(name) if type(name) is str else name: value for name, value in keywords.items()})


def odd_names(f, args, keywords):
    if not keywords:
        raise Unfit
    return f(*args, **{Odd(name) if type(name) is str else name: value for name, value in keywords.items()})


def partial(f, args, keywords):
    return functools.partial(f, *args, **keywords)()


def split_partial(f, args, keywords):
    half = len(args) // 2
    return functools.partial(f, *args[:half], **keywords)(*args[half:])


def mapped(f, args, keywords):
    if keywords or not args:
        raise Unfit
    return list(map(f, *[[value, value] for value in args]))


def as_key(f, args, keywords):
    if keywords or len(args) != 1:
        raise Unfit
    return sorted(args, key=f), max(args, key=f)


def tp_call(f, args, keywords):
    return type(f).__call__(f, *args, **keywords)


def method_caller(f, args, keywords):
    """As an attribute of something, found by name."""
    holder = type("Holder", (), {"name": staticmethod(f)})()
    return operator.methodcaller("name", *args, **keywords)(holder)


def c_call(f, args, keywords):
    return caller.call(f, args, keywords)


def c_call_null(f, args, keywords):
    if keywords:
        raise Unfit
    return caller.call(f, args, None)


def vector_names(keywords, order=1):
    if not all(isinstance(name, str) for name in keywords):
        raise Unfit
    return tuple(keywords)[::order] or None


def vector(f, args, keywords):
    return caller.vector(f, args + tuple(keywords.values()), vector_names(keywords), 0)


def vector_offset(f, args, keywords):
    return caller.vector(f, args + tuple(keywords.values()), vector_names(keywords), OFFSET)


def vector_reversed(f, args, keywords):
    if len(keywords) < 2:
        raise Unfit
    values = tuple(keywords.values())[::-1]
    return caller.vector(f, args + values, vector_names(keywords, -1), OFFSET)


def vector_twice(f, args, keywords):
    """With the last name given twice, which only C can."""
    if not keywords:
        raise Unfit
    names = vector_names(keywords)
    return caller.vector(f, args + (*keywords.values(), None), (*names, names[-1]), 0)


def vector_no_names(f, args, keywords):
    if keywords:
        raise Unfit
    return caller.vector(f, args, (), 0)


def vector_dict(f, args, keywords):
    return caller.vector(f, args, keywords, DICT)


def vector_method(f, args, keywords):
    holder = type("Holder", (), {"name": staticmethod(f)})()
    return caller.vector("name", (holder,) + args + tuple(keywords.values()), vector_names(keywords), METHOD)


ALL = [star, source, bare_star, list_star, generator, hot, hot_changing, text_names, odd_names, partial, split_partial,
       mapped, as_key, tp_call, method_caller, c_call, c_call_null, vector, vector_offset, vector_reversed,
       vector_twice, vector_no_names, vector_dict, vector_method]
