"""The tables, the JSON document and the gate."""

import json
import os
import tempfile
from typing import NamedTuple, Optional

from known_excesses import judged
from workload import CALLS, GATED_ROWS, GATED_VECTOR_ROWS, ROWS, WRAPPER_LIMITS

_COUNTED = ("cpython", "argot", "vector_limit", "vector_empty", "kept", "limit", "empty")
_RATIOS = (("argot", "vector_limit"), ("kept", "limit"), ("cpython", "argot"), ("cpython", "kept"))
_TITLES = ("row", "CPython", "Argot", "L2", "empty", "kept", "L1", "empty")
_TITLES += ("Argot/L2", "kept/L1", "CPython/Argot", "CPython/kept")
_WIDTHS = (4, 8, 8, 6, 6, 7, 6, 6, 11, 9, 15, 13)
_GROUPS = (("", 12), ("METH_FASTCALL", 20), ("METH_VARARGS", 19), ("ratio", 48))

_ALLOCATED = ("cpython", "argot", "vector_limit", "kept", "limit")
_SIZED = (("argot", "wrapper"), ("argot", "whole"), ("kept", "wrapper"), ("kept", "whole"), ("vector_limit", "wrapper"))
_MEMORY_TITLES = ("row", "CPython", "Argot", "L2", "kept", "L1", "Argot", "all tiers", "kept", "all tiers", "L2")
_MEMORY_WIDTHS = (4, 8, 8, 6, 7, 6, 11, 11, 7, 11, 7)
_MEMORY_GROUPS = (("", 4), ("allocator calls", 35), ("bytes of text at -O2", 47))


class Measurement(NamedTuple):
    """All figures of one interpreter: instructions[row][column] and allocations[row][column], per call, and
    sizes[column][method]."""

    interpreter: object
    instructions: dict
    allocations: dict
    sizes: dict
    call_sites: Optional[object]

    @property
    def has_argot(self):
        return self.call_sites is not None


def line(cells, widths, about=""):
    """The first cell to the left, the others to the right, each as wide as `widths` says."""
    aligned = [cells[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:])]
    return ("".join(aligned) + "   " + about).rstrip()


def _groups(groups):
    return "".join(title.rjust(width) for title, width in groups)


def _ratio(figures, above, below):
    return f"{figures[above] / figures[below]:.2f}" if above in figures and below in figures else "-"


def _allocation(figures, column):
    if column not in figures:
        return "-"
    counts = figures[column]
    return f"{counts['python']:g}" + (f"+{counts['libc']:g}" if counts["libc"] else "")


def _size(sizes, column, method, kind):
    return str(getattr(sizes[column][method], kind)) if column in sizes else "-"


def table(measurement):
    """The rows of one interpreter as text: instructions, then memory."""
    interpreter = measurement.interpreter
    lines = [f"CPython {interpreter.version}  {interpreter.path}"]
    if measurement.has_argot:
        sites = measurement.call_sites
        lines.append(f"Argot compiled {sites.compiled} of {sites.compiled + len(sites.left)} call sites of rows.c")
        lines += [f"  line {site['line']} left: {site['function']}: {site['reason']}" for site in sites.left]
    lines += ["instructions per call, made by PyObject_Vectorcall", _groups(_GROUPS)]
    lines.append(line(_TITLES, _WIDTHS, "format, arguments"))
    for row in ROWS:
        figures = measurement.instructions[row.name]
        counts = [f"{figures[name]:.0f}" if name in figures else "-" for name in _COUNTED]
        ratios = [_ratio(figures, above, below) for above, below in _RATIOS]
        lines.append(line([row.name, *counts, *ratios], _WIDTHS, row.about))
    return "\n".join(lines + ["", *_memory(measurement)])


def _memory(measurement):
    yield _groups(_MEMORY_GROUPS)
    yield line(_MEMORY_TITLES, _MEMORY_WIDTHS)
    weighed = set()
    for row in ROWS:
        allocated = [_allocation(measurement.allocations[row.name], name) for name in _ALLOCATED]
        sizes = []
        if row.function not in weighed:
            sizes = [_size(measurement.sizes, column, row.function, kind) for column, kind in _SIZED]
        weighed.add(row.function)
        yield line([row.name, *allocated, *sizes], _MEMORY_WIDTHS)


def excesses(measurement):
    """One line for each figure of Argot's that is not as it should be: instructions in the gated rows, allocations in
    all, the size of wrappers."""
    where = f"CPython {measurement.interpreter.version}"
    minor = ".".join(measurement.interpreter.version.split(".")[:2])
    for row in ROWS:
        figures, allocated = measurement.instructions[row.name], measurement.allocations[row.name]
        for column, limit, gated in (("argot", "vector_limit", GATED_VECTOR_ROWS), ("kept", "limit", GATED_ROWS)):
            if row.name in gated:
                # What is known to be beyond its limit is so under METH_FASTCALL.
                figure = f"row {row.name}" if column == "argot" else ""
                ratio = figures[column] / figures[limit]
                wrong = judged(figure, minor, ratio, gated[row.name])
                if wrong:
                    yield (
                        f"{where}, row {row.name}, {column}: {figures[column]:.0f} instructions are"
                        f" {ratio:.2f} times the limit's {figures[limit]:.0f}; {wrong}"
                    )
            for kind, whose in (("python", "CPython's allocators"), ("libc", "the C library")):
                if allocated[column][kind] > allocated[limit][kind]:
                    yield (
                        f"{where}, row {row.name}, {column}: {allocated[column][kind]:g} calls of {whose}"
                        f" a call, the limit makes {allocated[limit][kind]:g}"
                    )
    for method, most in WRAPPER_LIMITS.items():
        size = measurement.sizes["argot"][method].wrapper
        wrong = judged(f"wrapper {method}", minor, size / most, 1.0)
        if wrong:
            yield f"{where}, wrapper of {method}: {size} bytes of text are {size / most:.2f} times {most}; {wrong}"


#: How many figures are checked for one interpreter.
CHECKED = len(GATED_ROWS) + len(GATED_VECTOR_ROWS) + 4 * len(ROWS) + len(WRAPPER_LIMITS)


def document(measurements):
    """All figures, as JSON has them."""
    return {
        "calls": CALLS,
        "interpreters": [
            {
                "python": measurement.interpreter.path,
                "version": measurement.interpreter.version,
                "call_sites": {"compiled": measurement.call_sites.compiled, "left": measurement.call_sites.left}
                if measurement.has_argot
                else None,
                "rows": [
                    {
                        "row": row.name,
                        "about": row.about,
                        "instructions": measurement.instructions[row.name],
                        "allocations": measurement.allocations[row.name],
                    }
                    for row in ROWS
                ],
                "sizes": {
                    column: {method: size._asdict() for method, size in methods.items()}
                    for column, methods in measurement.sizes.items()
                },
            }
            for measurement in measurements
        ],
    }


def write_json(path, figures, compiler, optimization):
    """Writes the figures and how they came about; the file appears whole or not at all."""
    whole = {"compiler": compiler, "optimization": f"-O{optimization}", **figures}
    folder = os.path.dirname(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".figures-", text=True)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(whole, file, indent=2)
            file.write("\n")
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
