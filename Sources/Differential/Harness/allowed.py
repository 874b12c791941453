"""The differences that are allowed for some values, with their reasons. Those of whole formats are not generated."""
from units import leaves


def more_allocations(item, made, limited):
    """Whether the compiled call may ask for memory more often than CPython's.

    Only in the limited API, which has no way to tell without it that an int for k or K is 2**64 or more (the exception
    that says so is dropped), nor that a str for es or et is not ASCII (its UTF-8 is made, and kept by the str).
    """
    if not limited or not item["api"].startswith("PyArg_"):
        return False
    units = set(leaves(item["tree"]))
    tests = []
    if units & {"k", "K"}:
        tests.append(lambda value: isinstance(value, int) and abs(int.__add__(value, 0)) >= 2 ** 64)
    if any(unit.startswith("e") for unit in units):
        tests.append(lambda value: isinstance(value, str) and not str.isascii(value))
    return bool(tests) and any(test(value) for value in contents(made) for test in tests)


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
