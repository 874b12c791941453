"""The table, the JSON document and the gate."""

import json
import os
import tempfile
from typing import NamedTuple, Optional

from workload import CALLS, GATED_ROWS, GATED_VECTOR_ROWS, ROWS

_COUNTED = ("cpython", "argot", "vector_limit", "vector_empty", "kept", "limit", "empty")
_RATIOS = (("argot", "vector_limit"), ("kept", "limit"), ("cpython", "argot"), ("cpython", "kept"))
_ALLOCATED = ("cpython", "argot", "limit")
_TITLES = ("row", "CPython", "Argot", "L2", "empty", "kept", "L1", "empty")
_TITLES += ("Argot/L2", "kept/L1", "CPython/Argot", "CPython/kept", "CPython", "Argot", "L1")
_WIDTHS = (4, 8, 7, 7, 7, 7, 7, 7, 9, 9, 14, 13, 11, 7, 5)


class Measurement(NamedTuple):
    """All figures of one interpreter: instructions[row][column] and allocations[row][column], per call."""

    interpreter: object
    instructions: dict
    allocations: dict
    call_sites: Optional[object]

    @property
    def has_argot(self):
        return self.call_sites is not None


def _line(cells, about=""):
    aligned = [cells[0].ljust(_WIDTHS[0])] + [cell.rjust(width) for cell, width in zip(cells[1:], _WIDTHS[1:])]
    return ("".join(aligned) + "   " + about).rstrip()


def _ratio(figures, above, below):
    return f"{figures[above] / figures[below]:.2f}" if above in figures and below in figures else "-"


def _allocation(figures, column):
    if column not in figures:
        return "-"
    counts = figures[column]
    return f"{counts['python']:g}" + (f"+{counts['libc']:g}" if counts["libc"] else "")


def table(measurement):
    """The rows of one interpreter as text."""
    interpreter = measurement.interpreter
    lines = [f"CPython {interpreter.version}  {interpreter.path}"]
    if measurement.has_argot:
        sites = measurement.call_sites
        lines.append(f"Argot compiled {sites.compiled} of {sites.compiled + len(sites.left)} call sites of rows.c")
        lines += [f"  line {site['line']} left: {site['function']}: {site['reason']}" for site in sites.left]
    spans = (_WIDTHS[:5], _WIDTHS[5:8], _WIDTHS[8:12], _WIDTHS[12:])
    groups = ("METH_FASTCALL", "METH_VARARGS", "ratio", "allocator calls")
    lines.append("".join(group.rjust(sum(span)) for group, span in zip(groups, spans)))
    lines.append(_line(_TITLES, "format, arguments"))
    for row in ROWS:
        figures, allocated = measurement.instructions[row.name], measurement.allocations[row.name]
        counts = [f"{figures[name]:.0f}" if name in figures else "-" for name in _COUNTED]
        ratios = [_ratio(figures, above, below) for above, below in _RATIOS]
        memory = [_allocation(allocated, name) for name in _ALLOCATED]
        lines.append(_line([row.name, *counts, *ratios, *memory], row.about))
    return "\n".join(lines)


def excesses(measurement):
    """One line for each figure of Argot's beyond the limit: instructions in the gated rows, allocations in all."""
    version = measurement.interpreter.version
    for row in ROWS:
        figures, allocated = measurement.instructions[row.name], measurement.allocations[row.name]
        for column, limit, gated in (("argot", "vector_limit", GATED_VECTOR_ROWS), ("kept", "limit", GATED_ROWS)):
            allowed = gated.get(row.name)
            ratio = figures[column] / figures[limit]
            if allowed and ratio > allowed:
                yield (
                    f"CPython {version}, row {row.name}, {column}: {figures[column]:.0f} instructions are"
                    f" {ratio:.2f} times the limit's {figures[limit]:.0f}; at most {allowed:.2f} times is allowed"
                )
            for kind, where in (("python", "CPython's allocators"), ("libc", "the C library")):
                if allocated[column][kind] > allocated[limit][kind]:
                    yield (
                        f"CPython {version}, row {row.name}, {column}: {allocated[column][kind]:g} calls of {where}"
                        f" a call, the limit makes {allocated[limit][kind]:g}"
                    )


def write_json(path, measurements, compiler, optimization):
    """Writes all figures; the file appears whole or not at all."""
    document = {
        "calls": CALLS,
        "compiler": compiler,
        "optimization": f"-O{optimization}",
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
            }
            for measurement in measurements
        ],
    }
    folder = os.path.dirname(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".figures-", text=True)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
