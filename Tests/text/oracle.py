"""Calls PyUnicode_FromFormatV and PyBytes_FromFormatV with arguments that show what was read of them.

Every argument is an address that serves as whatever a conversion may take it for. At each lies a copy of an object, so
that it is a PyObject *; its count of references spells some text, so that it is a char * and a wchar_t *, too; and it
lies where the lower half of its address is small, so that it is a character, a width and a precision, and that an int
prints in another way than a long. A va_list is a structure on x86-64 Linux, and can be filled by hand.
"""

import ctypes
import sys

BASE = 0x7_0000_0000
COUNT = 12
# Read as bytes "AB", "BB", …; as wide characters U+4241, U+4242, …
REFERENCES = 0x4241


class VAList(ctypes.Structure):
    """The element of va_list in the ABI of x86-64 Linux; no register is left, so that all arguments lie in memory."""

    _fields_ = [("gp_offset", ctypes.c_uint), ("fp_offset", ctypes.c_uint),
                ("overflow_arg_area", ctypes.c_void_p), ("reg_save_area", ctypes.c_void_p)]


def map_memory(address, size):
    """Memory that can be read and written, at just this address."""
    library = ctypes.CDLL(None, use_errno=True)
    library.mmap.restype = ctypes.c_void_p
    library.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    readable_and_writable, private_anonymous_fixed = 3, 0x2 | 0x20 | 0x100000
    found = library.mmap(address, size, readable_and_writable, private_anonymous_fixed, -1, 0)
    if found != address:
        raise OSError(ctypes.get_errno(), f"no memory at {address:#x}")


def function(name):
    found = ctypes.PyDLL(None)[name]
    found.restype = ctypes.py_object
    found.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    return found


class Meta(type):
    pass


class Oracle:
    """A CPython's answers. It keeps what it lays out in memory."""

    def __init__(self):
        map_memory(BASE, 1 << 16)
        self.functions = {"unicode": function("PyUnicode_FromFormatV"), "bytes": function("PyBytes_FromFormatV")}
        self.slots = (ctypes.c_uint64 * (COUNT * 4))()
        self.list = VAList()
        self.originals = []
        strings = [self.copy(f"<{chr(97 + index)}>", BASE + 0x1000 + 0x100 * index) for index in range(COUNT)]
        # Types that stand in a module, and whose own type does.
        types = [self.copy(Meta(f"T{chr(97 + index)}", (), {}), BASE + 0x2000 + 0x800 * index)
                 for index in range(COUNT)]
        # A character of bytes is less than 256.
        texts = [BASE + 0x10 * (index + 1) for index in range(COUNT)]
        for index, address in enumerate(texts):
            ctypes.memmove(address, bytes([0x41 + index, 0x42, 0]), 3)
        self.values = {"unicode": strings, "types": types, "bytes": texts}

    def copy(self, original, address):
        self.originals.append(original)
        size = type.__basicsize__ if isinstance(original, type) else sys.getsizeof(original)
        ctypes.memmove(address, id(original), size)
        ctypes.c_uint64.from_address(address).value = REFERENCES + (len(self.originals) - 1) % COUNT
        return address

    def arguments(self, family, text):
        """The arguments for a format: for %N types, for %U and %V str, for %T what shows more."""
        is_type = family == "unicode" and (b"N" in text or b"T" in text) and b"U" not in text and b"V" not in text
        return self.values["types" if is_type else family]

    def call(self, family, text, arguments):
        """What a call gives: a str, bytes or an exception."""
        for index, value in enumerate(arguments):
            self.slots[index] = value
        self.list.gp_offset, self.list.fp_offset = 48, 176
        self.list.overflow_arg_area = ctypes.addressof(self.slots)
        try:
            return self.functions[family](text, ctypes.byref(self.list))
        except Exception as problem:
            return problem
