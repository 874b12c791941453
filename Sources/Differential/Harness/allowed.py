"""The differences that are allowed for some values, with their reasons. Those of whole formats are not generated.

A function that METH_FASTCALL enters and that leaves a call to CPython puts the arguments back into a tuple and a dict, as
CPython does before it enters a function by METH_VARARGS. There the harness has made them before it counts. So the
requests for memory that such a tuple and such a dict take, and the blocks that they leave in CPython's free lists, are
measured and taken off (`make_call` in calls.c, `repeat` in module.c), and the names may be hashed and compared once more
(`more_hashes`).
"""
import user_code
from units import leaves


def more_allocations(item, made, limited, is_entered):
    """Whether the compiled call may ask for memory more often than CPython's.

    Where a dict is made of names whose hash is user code, what that does takes memory, too.

    Else only in the limited API, which has no way to tell without it that an int for k or K is 2**64 or more (the exception
    that says so is dropped), nor that a str for es or et is not ASCII (its UTF-8 is made, and kept by the str).
    """
    if not item["api"].startswith("PyArg_"):
        return False
    if is_entered and hashing(made[1]):
        return True
    if not limited:
        return False
    units = set(leaves(item["tree"]))
    tests = []
    if units & {"k", "K"}:
        tests.append(lambda value: isinstance(value, int) and abs(int.__add__(value, 0)) >= 2 ** 64)
    if any(unit.startswith("e") for unit in units):
        tests.append(lambda value: isinstance(value, str) and not str.isascii(value))
    return bool(tests) and any(test(value) for value in contents(made) for test in tests)


def more_hashes(made, plain, compiled):
    """Whether the compiled call differs only in that names were hashed and compared to make a dict of them.

    Both are what the harness has seen of a call; the names are those of the keyword arguments that were `made`.
    """
    result, memory, told, log, during, after, _, _ = plain
    if compiled[:3] != (result, memory, told) or compiled[4:6] != (during, after):
        return False
    once = hashing(made[1])
    log, seen = log or [], compiled[3] or []
    # What was done before the call was left is not done again.
    return compiled[7] == 1 and any(
        seen == log[:place] + once + log[place:] for place in range(len(log) + 1))


def hashing(kwargs):
    """What user code does where a dict is made of keyword arguments."""
    pairs = list(dict.items(kwargs)) if isinstance(kwargs, dict) else list(kwargs or ())
    user_code.LOG.clear()
    dict(pairs)
    once = list(user_code.LOG)
    user_code.LOG.clear()
    return once


def contents(made):
    """The value and what is in it, read without running code of its class."""
    yield made
    inner = ()
    if isinstance(made, dict):
        inner = dict.values(made)
    elif isinstance(made, tuple):
        inner = tuple.__iter__(made)
    elif isinstance(made, list):
        inner = list.__iter__(made)
    for value in inner:
        yield from contents(value)
