"""The columns: what they are called, what they are, and the order in which they are shown."""

from typing import Callable, NamedTuple, Optional

import builders
import pyo3


class Column(NamedTuple):
    """One way to write the rows. `build` is None for those that the compiler of the rows makes."""

    key: str
    title: str
    package: str  # whose version is shown, as PyPI names it
    about: str
    build: Optional[Callable] = None


OWN = (
    Column("cpython", "CPython", "", "`PyArg_*` and `Py_BuildValue` interpret the format: the baseline"),
    Column("argot", "Argot", "", "the same sources, compiled through `argot cc`"),
    Column("kept", "Argot, kept", "", "the same with `ARGOT_CONVENTION=varargs`: functions keep METH_VARARGS"),
    Column("vector_limit", "L2", "", "written by hand for each format, METH_FASTCALL"),
    Column("limit", "L1", "", "written by hand for each format, METH_VARARGS"),
)

PEERS = (
    Column(
        "clinic", "Clinic", "", "Argument Clinic of the same CPython, which CPython's own modules use", builders.clinic
    ),
    Column("cython", "Cython", "cython", "typed `def` functions, default directives", builders.cython),
    Column(
        "cython_plain",
        "Cython, plain",
        "cython",
        "the same with `binding=False`: functions of CPython's type instead of Cython's",
        builders.cython_plain,
    ),
    Column("nanobind", "nanobind", "nanobind", "static, NOMINSIZE, LTO", builders.nanobind),
    Column("mypyc", "mypyc", "mypy", "annotated Python, native integers", builders.mypyc),
    Column("pyo3", "PyO3", "pyo3", "release, fat LTO, one code generation unit", pyo3.build),
    Column("swig", "SWIG", "swig", "`-builtin -O`", builders.swig),
    Column("pybind11", "pybind11", "pybind11", "C++17, LTO", builders.pybind11),
    Column("cffi", "cffi", "cffi", "API mode; a Python function where text has to be encoded", builders.cffi),
)

COLUMNS = OWN + PEERS
TITLES = {column.key: column.title for column in COLUMNS}
PEER_KEYS = tuple(column.key for column in PEERS)
