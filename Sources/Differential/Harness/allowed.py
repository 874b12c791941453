"""The differences that are allowed for some values, with their reasons. Those of whole formats are not generated."""


def more_allocations(made):
    """Whether the compiled call may ask for memory more often than CPython's.

    An int of 2**64 or more: that it does not fit is only known from an exception, which is then dropped.
    """
    if isinstance(made, int):
        return abs(int.__add__(made, 0)) >= 2 ** 64
    if isinstance(made, dict):
        return any(map(more_allocations, dict.values(made)))
    if isinstance(made, tuple):
        return any(map(more_allocations, tuple.__iter__(made)))
    return isinstance(made, list) and any(map(more_allocations, list.__iter__(made)))
