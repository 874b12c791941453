"""Objects with special methods, which log that they ran."""
from user_code import logged


class Special:
    """Has one special method, which logs, acts, and gives a value or raises an exception class."""

    def __init__(self, value, action=None):
        self.value = value
        self.action = action

    def answer(self, name):
        logged(f"{type(self).__name__}.{name}")
        if self.action:
            self.action()
        if isinstance(self.value, type):
            raise self.value("from " + name)
        return self.value


class HasIndex(Special):
    def __index__(self):
        return self.answer("__index__")


class HasInt(Special):
    def __int__(self):
        return self.answer("__int__")


class HasFloat(Special):
    def __float__(self):
        return self.answer("__float__")


class HasComplex(Special):
    def __complex__(self):
        return self.answer("__complex__")


class HasBool(Special):
    def __bool__(self):
        return self.answer("__bool__")


class HasLen(Special):
    def __len__(self):
        return self.answer("__len__")


class HasBuffer(Special):
    def __buffer__(self, flags):
        return self.answer("__buffer__")


class HasAll:
    """Converts to everything."""

    def __index__(self):
        logged("HasAll.__index__")
        return 12

    def __int__(self):
        logged("HasAll.__int__")
        return 13

    def __float__(self):
        logged("HasAll.__float__")
        return 14.5

    def __complex__(self):
        logged("HasAll.__complex__")
        return 15j

    def __bool__(self):
        logged("HasAll.__bool__")
        return False

    def __bytes__(self):
        logged("HasAll.__bytes__")
        return b"bytes"

    def __str__(self):
        logged("HasAll.__str__")
        return "str"

    def __fspath__(self):
        logged("HasAll.__fspath__")
        return "path"

    def __len__(self):
        logged("HasAll.__len__")
        return 2

    def __getitem__(self, index):
        logged(f"HasAll.__getitem__ {index}")
        if index >= 5:
            raise IndexError("from __getitem__")
        return index
