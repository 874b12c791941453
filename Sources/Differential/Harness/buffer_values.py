"""Objects that export a buffer."""
# array and pickle are for expressions alone.
import array
import ctypes
import io
import mmap
import pickle

from user_code import logged


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
