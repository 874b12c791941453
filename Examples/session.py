"""One session with the example modules, replayed against whichever build comes first on sys.path.

Run as a program it writes a JSON array with one object per line typed: the source, and what came of it (the type and
text of a value, or the type and text of an exception). Two builds that behave alike write the same array.
"""

import json
import re
import sys

# Lines as typed at the prompt; an empty line starts a new paragraph of the transcript.
LINES = """
from ext1 import hello_world
hello_world
hello_world()
hello_world("you")

import build_values
build_values.string()
build_values.integer()
build_values.tuple()
build_values.dictionary()
build_values.nested()
build_values.nothing()

from string_peek import string_peek
string_peek("Whirlwind", 5)
string_peek("Whirlwind", True)
string_peek("naïve", 2)
string_peek("Whirlwind")
string_peek("Whirlwind", 0, 0)
string_peek("Whirlwind", "0")
string_peek("Whirlwind", 5.0)
string_peek(b"Whirlwind", 5)
string_peek(None, 5)
string_peek("Whirl\\0wind", 5)
string_peek("\\ud800", 0)
string_peek("Whirlwind", 1 << 31)
string_peek("Whirlwind", 1 << 80)
string_peek("Whirlwind", 2000)
string_peek("Whirlwind", -1)
string_peek("Whirlwind", index=5)

from insert_powers import insert_powers1, insert_powers2
numbers = [None] * 10
insert_powers1(numbers, 3)
insert_powers2(numbers, 9)
numbers
insert_powers2(numbers, 10)
insert_powers2((0, 1, 2), 1)
insert_powers2(numbers)
insert_powers2(numbers, 1300)
squares = {}
insert_powers2(squares, 4)
blocks_kept(insert_powers1, [], 6)
blocks_kept(insert_powers2, [], 6)

from countdict import CountDict
counts = CountDict()
counts
counts.set("a", "hello")
counts.set("b", "world")
counts.dict
counts.count
counts.set("a")
counts.set(1, "hello")
counts.set("a\\0b", "hello")
counts.count = 7
counts.__init__()
counts.dict, counts.count
CountDict.__new__(CountDict).set("a", 1)
"""


def blocks_kept(function, *args, calls=1000):
    """Memory blocks that each failing call of a function leaves allocated, to the nearest whole block."""

    def fail_many_times():
        for _ in range(calls):
            try:
                function(*args)
            except IndexError:
                pass

    fail_many_times()
    before = sys.getallocatedblocks()
    fail_many_times()
    return round((sys.getallocatedblocks() - before) / calls)


def without_addresses(text):
    return re.sub(r"0x[0-9a-fA-F]+", "0x...", text)


def without_module(text):
    """A refusal of keywords without the module's name, which METH_FASTCALL puts in front of the function's."""
    return re.sub(r"^\w+\.(\w+\(\) takes no keyword arguments)$", r"\1", text)


def replay(lines):
    names = {"blocks_kept": blocks_kept}
    for line in lines:
        entry = {"source": line}
        try:
            value = eval(compile(line, "<stdin>", "single" if is_statement(line) else "eval"), names)
        except Exception as error:
            entry["raised"] = [type(error).__name__, without_module(without_addresses(str(error)))]
        else:
            entry["value"] = [type(value).__name__, without_addresses(repr(value))]
        yield entry


def is_statement(line):
    try:
        compile(line, "<stdin>", "eval")
    except SyntaxError:
        return True
    return False


if __name__ == "__main__":
    json.dump(list(replay(line for line in LINES.splitlines() if line)), sys.stdout)
