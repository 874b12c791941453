"""The table, the JSON document and the gate."""

import json
import os
import tempfile
from typing import NamedTuple, Optional

from workload import CALLS, GATED_ROWS, ROWS

_TITLES = ("row", "CPython", "Argot", "L1", "empty", "Argot/L1", "CPython/Argot", "CPython", "Argot", "L1")
_WIDTHS = (4, 8, 7, 7, 7, 9, 14, 12, 8, 8)


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
    spans = (sum(_WIDTHS[:5]), sum(_WIDTHS[5:7]), sum(_WIDTHS[7:]))
    lines.append("instructions".rjust(spans[0]) + "ratio".rjust(spans[1]) + "allocator calls".rjust(spans[2]))
    lines.append(_line(_TITLES, "format, arguments"))
    for row in ROWS:
        figures, allocated = measurement.instructions[row.name], measurement.allocations[row.name]
        counts = [f"{figures[name]:.0f}" if name in figures else "-" for name in ("cpython", "argot", "limit", "empty")]
        ratios = [_ratio(figures, "argot", "limit"), _ratio(figures, "cpython", "argot")]
        memory = [_allocation(allocated, name) for name in ("cpython", "argot", "limit")]
        lines.append(_line([row.name, *counts, *ratios, *memory], row.about))
    return "\n".join(lines)


def excesses(measurement):
    """One line for each figure of Argot's beyond the limit: instructions in the gated rows, allocations in all."""
    version = measurement.interpreter.version
    for row in ROWS:
        figures, allocated = measurement.instructions[row.name], measurement.allocations[row.name]
        ratio = figures["argot"] / figures["limit"]
        allowed = GATED_ROWS.get(row.name)
        if allowed and ratio > allowed:
            yield (
                f"CPython {version}, row {row.name}: {figures['argot']:.0f} instructions are {ratio:.2f} times the"
                f" limit's {figures['limit']:.0f}; at most {allowed:.2f} times is allowed"
            )
        for kind, where in (("python", "CPython's allocators"), ("libc", "the C library")):
            if allocated["argot"][kind] > allocated["limit"][kind]:
                yield (
                    f"CPython {version}, row {row.name}: {allocated['argot'][kind]:g} calls of {where} a call,"
                    f" the limit makes {allocated['limit'][kind]:g}"
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
