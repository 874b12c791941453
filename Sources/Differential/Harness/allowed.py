"""The differences that are allowed for some values, with their reasons. Those of whole formats are not generated."""


def more_allocations(made, limited):
    """Whether the compiled call may ask for memory more often than CPython's.

    Only in the limited API, which has no way to tell without it that an int is 2**64 or more (k, K: the exception that
    says so is dropped), nor that a str is not ASCII (es, et: its UTF-8 is made, and kept by the str).
    """
    if not limited:
        return False
    if isinstance(made, int):
        return abs(int.__add__(made, 0)) >= 2 ** 64
    if isinstance(made, str):
        return not str.isascii(made)
    if isinstance(made, dict):
        return any(more_allocations(value, limited) for value in dict.values(made))
    if isinstance(made, tuple):
        return any(more_allocations(value, limited) for value in tuple.__iter__(made))
    return isinstance(made, list) and any(more_allocations(value, limited) for value in list.__iter__(made))
