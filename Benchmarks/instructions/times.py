"""The tables of times: ratios to CPython only, because the machine decides what a nanosecond is worth."""

from statistics import median, quantiles

from report import line
from workload import PROCESSES, ROUNDS, ROWS, TIMED_CALLS

_COLUMNS = (("argot", "Argot"), ("vector_limit", "L2"), ("kept", "kept"), ("limit", "L1"))
_KINDS = (
    ("c", "calls made from C by PyObject_Vectorcall; the whole call, nothing taken off"),
    ("python", "calls made by a Python `for` loop; the time of the empty loop taken off"),
)
_WIDTHS = (4, *(23 for _ in _COLUMNS))


def _summary(ratios):
    """The median, and between which values the middle half of the rounds lies."""
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return f"{median(ratios):.2f} ({low:.2f} … {high:.2f})"


def table(interpreter, ratios):
    """Both kinds of calls as text. `ratios` is what measuring.time_ratios gives."""
    lines = [
        f"CPython {interpreter.version}  {interpreter.path}",
        "time: CPython's divided by the column's, measured side by side in"
        f" {PROCESSES} × {ROUNDS} rounds of {TIMED_CALLS} calls; median (middle half of the rounds)",
    ]
    for kind, about in _KINDS:
        lines += ["", about, line(["row", *(title for _, title in _COLUMNS)], _WIDTHS, "format, arguments")]
        for row in ROWS:
            found = ratios[kind][row.name]
            cells = [_summary(found[column]) if column in found else "-" for column, _ in _COLUMNS]
            lines.append(line([row.name, *cells], _WIDTHS, row.about))
    return "\n".join(lines)


def document(found):
    """All ratios, as JSON has them: one number for each round."""
    return {
        "calls": TIMED_CALLS,
        "interpreters": [
            {"python": interpreter.path, "version": interpreter.version, "time_ratios": ratios}
            for interpreter, ratios in found
        ],
    }
