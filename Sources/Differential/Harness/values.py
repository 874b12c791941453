"""What the objects of the calls are made of: the expressions in pools.py are evaluated in this module."""
import array
import collections
import ctypes
import io
import mmap
import pickle
import struct
import sys
import warnings

# What user code did, in order: tuples that hold no object under test.
LOG = []
# (object, function that puts it back into its first state), for objects that calls change.
RESETS = []
# Stands for the null pointer; the harness sets it.
NULL = None


def logged(what):
    LOG.append(("user", what))


def fresh(text):
    """A str that is an object of its own."""
    return "".join(list(text))


def cached(text):
    """A str that already knows its UTF-8."""
    text = fresh(text)
    ctypes.pythonapi.PyUnicode_AsUTF8(ctypes.py_object(text))
    return text


def unready(text):
    """A str whose contents are still wide characters, as they could be before CPython 3.12."""
    make, fill = ctypes.pythonapi.PyUnicode_FromUnicode, ctypes.pythonapi.PyUnicode_AsUnicode
    make.restype, fill.restype = ctypes.py_object, ctypes.c_void_p
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = make(None, ctypes.c_ssize_t(len(text)))
        ctypes.memmove(fill(ctypes.py_object(made)), text.encode("utf-32-le"), 4 * len(text))
    return made


def double(bits):
    """A float by its bits."""
    return struct.unpack("<d", bits)[0]


class IntSub(int):
    def __index__(self):
        logged("IntSub.__index__")
        return 99

    def __int__(self):
        logged("IntSub.__int__")
        return 98

    def __float__(self):
        logged("IntSub.__float__")
        return 97.0

    def __bool__(self):
        logged("IntSub.__bool__")
        return False


class PlainIntSub(int):
    pass


class FloatSub(float):
    def __float__(self):
        logged("FloatSub.__float__")
        return 96.0

    def __complex__(self):
        logged("FloatSub.__complex__")
        return 95j

    def __index__(self):
        logged("FloatSub.__index__")
        return 95


class PlainFloatSub(float):
    pass


class ComplexSub(complex):
    def __complex__(self):
        logged("ComplexSub.__complex__")
        return 94j


class StrSub(str):
    def __str__(self):
        logged("StrSub.__str__")
        return "other"

    def __len__(self):
        logged("StrSub.__len__")
        return 1

    def __eq__(self, other):
        logged("StrSub.__eq__")
        return str.__eq__(self, other)

    def __hash__(self):
        logged("StrSub.__hash__")
        return str.__hash__(self)


class OddHash(str):
    """A str whose hash and equality are not those of its characters."""

    def __hash__(self):
        return 12345

    def __eq__(self, other):
        return False


class OddEqual(str):
    """A str with the right hash that equals nothing."""

    __hash__ = str.__hash__

    def __eq__(self, other):
        logged("OddEqual.__eq__")
        return False


class Failing(str):
    """A str with the right hash whose comparison raises."""

    __hash__ = str.__hash__

    def __eq__(self, other):
        logged("Failing.__eq__")
        raise RuntimeError("from __eq__")


class PosesAs:
    """No str, but with the hash of one, and equal to it."""

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        logged("PosesAs.__hash__")
        return hash(self.name)

    def __eq__(self, other):
        logged("PosesAs.__eq__")
        return True


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


class BytesSub(bytes):
    def __bytes__(self):
        logged("BytesSub.__bytes__")
        return b"other"

    def __len__(self):
        logged("BytesSub.__len__")
        return 1

    def __buffer__(self, flags):
        logged("BytesSub.__buffer__")
        return memoryview(b"from the method")


class PlainBytesSub(bytes):
    pass


class BytearraySub(bytearray):
    def __len__(self):
        logged("BytearraySub.__len__")
        return 1


class BytearrayExporter(bytearray):
    def __buffer__(self, flags):
        logged("BytearrayExporter.__buffer__")
        return memoryview(b"from the method")


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


class Releasing:
    """Exports what it is given, and says when the view is released."""

    def __init__(self, exporter, error=None):
        self.exporter = exporter
        self.error = error

    def __buffer__(self, flags):
        logged(f"Releasing.__buffer__ {flags}")
        return memoryview(self.exporter)

    def __release_buffer__(self, view):
        logged("__release_buffer__")
        if self.error:
            raise self.error("from __release_buffer__")
        view.release()


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


class Typed:
    """The class behind `O!`."""


class TypedSub(Typed):
    pass


class Pretender:
    """Claims to be of the class behind `O!`."""

    @property
    def __class__(self):
        logged("Pretender.__class__")
        return Typed


class Conv:
    """What a converter does with it; see mode_of in converters.c. The hook runs first."""

    def __init__(self, mode, hook=None):
        self.mode = mode
        self.action = hook

    def hook(self):
        if self.action:
            self.action()


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


def growing(value):
    """A container that is put back into its first state before each call, for hooks that change it."""
    first = type(value)(value)

    def reset():
        if isinstance(value, dict):
            dict.clear(value)
            dict.update(value, first)
        else:
            del value[len(first):]
            value[:] = first
    RESETS.append((value, reset))
    if isinstance(value, bytearray):
        # Gets room to grow into, and loses only what is at its end, so that its bytes stay where they are.
        value += bytes(len(value) // 2)
        reset()
    return value


def growing_dict(pairs):
    return growing(dict(pairs))


def changing_class():
    """An instance of the class behind `O!` that a hook can turn into something else."""
    value = Typed()
    RESETS.append((value, lambda: setattr(value, "__class__", Typed)))
    return value


def shrink():
    """What a hook does to the mutable objects of its call."""
    for value, _ in RESETS:
        if isinstance(value, (list, dict)):
            value.clear()
        elif isinstance(value, bytearray):
            value += b"more"
        elif isinstance(value, Typed):
            value.__class__ = Other
    logged("shrink")


def grow():
    for value, _ in RESETS:
        if isinstance(value, list):
            value.append(1)
        elif isinstance(value, dict):
            value["unknown"] = 1
    logged("grow")


def replace():
    """Puts other items into the containers; the first ones live on where the container's first state is kept."""
    for value, _ in RESETS:
        if isinstance(value, list):
            value[:] = [None] * len(value)
        elif isinstance(value, dict):
            for key in list(value):
                value[key] = None
    logged("replace")


class Other(Typed):
    pass


class Foreign:
    pass


def turn_foreign():
    for value, _ in RESETS:
        if isinstance(value, Typed):
            value.__class__ = Foreign
    logged("turn_foreign")


def interrupt():
    logged("interrupt")
    raise KeyboardInterrupt("from the hook")


def released(view):
    view.release()
    return view


class Pair(ctypes.Structure):
    _fields_ = [("first", ctypes.c_int), ("second", ctypes.c_char)]


def buffer_of(data):
    return io.BytesIO(data).getbuffer()


def mapped(data):
    memory = mmap.mmap(-1, len(data))
    memory[:] = data
    return memory


class Target:
    """What PyObject_CallMethod looks its methods up on."""

    broken = 5

    def method(self, *arguments):
        return logged("method") or arguments

    def failing(self, *arguments):
        logged("failing")
        raise KeyError("from the method")

    @property
    def prop(self):
        logged("prop")
        raise OSError("from the property")

    @staticmethod
    def static(*arguments):
        return list(arguments)

    def __getattr__(self, name):
        logged("__getattr__ " + name)
        if name == "dynamic":
            return lambda *arguments: ("dynamic",) + arguments
        raise AttributeError(name)


def function(*arguments):
    logged(f"function of {len(arguments)}")
    return arguments


def failing(*arguments):
    logged("failing")
    raise ZeroDivisionError("from the function")


def interrupted(*arguments):
    logged("interrupted")
    raise KeyboardInterrupt("from the function")


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
