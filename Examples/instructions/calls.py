"""The calls whose instructions the demo counts. Run it under callgrind: it leaves two dumps for each call, `label*1` of
CALLS calls and `label*2` of twice as many, so that their difference is free of what the first call and the loop cost."""

import gc

import build_values
from countdict import CountDict
from ext1 import hello_world
from insert_powers import insert_powers2
from marker import count
from string_peek import string_peek

CALLS = 1000


def table():
    numbers = [None] * 10
    yield "hello_world()", hello_world, ()
    yield "build_values.string()", build_values.string, ()
    yield "build_values.integer()", build_values.integer, ()
    yield "build_values.tuple()", build_values.tuple, ()
    yield "build_values.dictionary()", build_values.dictionary, ()
    yield "build_values.nested()", build_values.nested, ()
    yield "build_values.nothing()", build_values.nothing, ()
    yield 'string_peek("Whirlwind", 5)', string_peek, ("Whirlwind", 5)
    yield "insert_powers2(numbers, 9)", insert_powers2, (numbers, 9)
    yield 'counts.set("a", "hello")', CountDict().set, ("a", "hello")


if __name__ == "__main__":
    gc.disable()
    for label, function, arguments in table():
        count("warm-up", function, arguments, CALLS)
        count(f"{label}*1", function, arguments, CALLS)
        count(f"{label}*2", function, arguments, 2 * CALLS)
