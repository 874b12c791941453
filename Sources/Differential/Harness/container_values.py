"""Containers, and what is used as a sequence or as a key."""
import collections

from user_code import RESETS, logged


class DictSub(dict):
    """A dict whose methods tell something else."""

    def __getitem__(self, key):
        logged("DictSub.__getitem__")
        raise KeyError("from __getitem__")

    def __iter__(self):
        logged("DictSub.__iter__")
        return iter(["other"])

    def __len__(self):
        logged("DictSub.__len__")
        return 0

    def __contains__(self, key):
        logged("DictSub.__contains__")
        return False

    def __missing__(self, key):
        logged("DictSub.__missing__")
        return 5

    def keys(self):
        logged("DictSub.keys")
        return ["other"]

    def items(self):
        logged("DictSub.items")
        return [("other", 1)]

    def get(self, key, default=None):
        logged("DictSub.get")
        return 7


class TupleSub(tuple):
    def __len__(self):
        logged("TupleSub.__len__")
        return tuple.__len__(self)

    def __getitem__(self, index):
        logged("TupleSub.__getitem__")
        return tuple.__getitem__(self, index)

    def __iter__(self):
        logged("TupleSub.__iter__")
        return iter([])

    def __bool__(self):
        logged("TupleSub.__bool__")
        return False


class LyingTuple(tuple):
    """Says that it is shorter than it is, and gives its items in another order."""

    def __len__(self):
        logged("LyingTuple.__len__")
        return tuple.__len__(self) - 1

    def __getitem__(self, index):
        logged(f"LyingTuple.__getitem__ {index}")
        return tuple.__getitem__(self, -1 - index)


class ListSub(list):
    def __len__(self):
        logged("ListSub.__len__")
        return list.__len__(self)

    def __iter__(self):
        logged("ListSub.__iter__")
        return iter([])


class LyingList(list):
    """Says that it is longer than it is, and gives its items in another order."""

    def __len__(self):
        logged("LyingList.__len__")
        return list.__len__(self) + 1

    def __getitem__(self, index):
        logged(f"LyingList.__getitem__ {index}")
        return list.__getitem__(self, -1 - index)


class Sequence:
    """A sequence by its methods alone."""

    def __init__(self, items, length=None, error=None):
        self.items = items
        self.length = len(items) if length is None else length
        self.error = error

    def __len__(self):
        logged("Sequence.__len__")
        if self.error == "len":
            raise KeyError("from __len__")
        return self.length

    def __getitem__(self, index):
        logged(f"Sequence.__getitem__ {index}")
        if self.error == "item":
            raise KeyError("from __getitem__")
        return self.items[index]

    def __iter__(self):
        logged("Sequence.__iter__")
        return iter([])


def lying(items, more):
    """A sequence whose length is not the number of its items."""
    return Sequence(items, length=len(items) + more)


def failing_length(items):
    return Sequence(items, error="len")


def failing_items(items):
    return Sequence(items, error="item")


def deque_of(items):
    return collections.deque(items)


def endless(items):
    return Sequence(items, length=HUGE)


HUGE = 2 ** 70


class Shifting:
    """A sequence that changes while it is read: in what way is said by a function of it and the index."""

    def __init__(self, items, change):
        self.first = self.items = items
        self.change = change
        RESETS.append((self, self.restore))

    def restore(self):
        self.items = self.first

    def __len__(self):
        logged(f"Shifting.__len__ {len(self.items)}")
        return len(self.items)

    def __getitem__(self, index):
        logged(f"Shifting.__getitem__ {index}")
        item = self.items[index]
        self.change(self)
        return item


def forget(sequence):
    sequence.items = []


def double_items(sequence):
    # Some versions read until an item is missing.
    if sequence.items is sequence.first:
        sequence.items = sequence.items + sequence.items


def reverse(sequence):
    sequence.items = sequence.items[::-1]


def forgetting(items):
    return Shifting(items, forget)


def doubling(items):
    return Shifting(items, double_items)


def reversing(items):
    return Shifting(items, reverse)


class Unhashable:
    """Has the hash of 7, or an error in its place."""

    def __init__(self, error=None):
        self.error = error

    def __hash__(self):
        logged("__hash__")
        if self.error:
            raise self.error("from __hash__")
        return 7

    def __eq__(self, other):
        logged("__eq__")
        raise KeyError("from __eq__")
