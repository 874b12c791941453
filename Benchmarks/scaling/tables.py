"""The measured figures as Markdown tables, on standard output and in the README alike."""

import growth
from curves import CURVES

COLUMNS = (("cpython", "CPython"), ("argot", "Argot"), ("kept", "Argot, METH_VARARGS kept"))


def table(titles, rows):
    """The first column to the left, the others to the right."""
    lines = ["| " + " | ".join(titles) + " |", "|---|" + "---:|" * (len(titles) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value):
    """Three digits that count, and thousands set apart."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def columns_of(curve):
    """The columns that differ: a function without arguments keeps its convention."""
    return COLUMNS if curve.parses else COLUMNS[:2]


def compiled_part(curve, columns, left):
    """{column: figures} without the sizes that Argot left to CPython."""
    sizes = [size for size in curve.sizes if curve.function(size) not in left]
    return {column: {size: figures[size] for size in sizes} for column, figures in columns.items()}


def of_calls(interpreter):
    """Instructions at both ends of each curve, and per unit between them."""
    rows = []
    for curve in CURVES:
        columns = compiled_part(curve, interpreter["instructions"][curve.name], interpreter["left"])
        sizes = sorted(columns["argot"])
        for column, title in columns_of(curve):
            figures = columns[column]
            low, high = growth.small_and_large(figures)
            cells = [figures[sizes[0]], figures[sizes[-1]], growth.per_unit(figures), low, high]
            rows.append([f"{curve.about}: {title}", f"{sizes[0]}–{sizes[-1]}", *map(number, cells)])
    titles = ["instructions per call", "sizes", "smallest", "largest", "per unit", "lower half", "upper half"]
    return table(titles, rows)


FORMAT_CURVES = (
    ("`argot compile`", "generate"), ("gcc -O2, plain file", "plain"), ("gcc -O2, compiled file", "compiled"),
)
FILE_CURVES = (("`argot check`", "check"), ("gcc -O2", "plain"), ("`argot cc gcc -O2`", "launcher"))


def cost_curve(sizes, step, figure="cpu"):
    return {size: measured["costs"][step][figure] for size, measured in sizes.items()}


def text_curve(sizes, kind):
    return {size: measured["text"][kind] for size, measured in sizes.items()}


def _growing(titles_and_curves, unit):
    """One row a curve: the figures at all sizes, and what one more unit costs in the last two steps."""
    sizes = sorted(titles_and_curves[0][1])
    rows = []
    for title, curve in titles_and_curves:
        steps = [number(1000 * cost) for cost in growth.small_and_large(curve)]
        rows.append([title, *(number(curve[size]) for size in sizes), *steps])
    steps = [f"per 1,000 {unit}, {low:,} to {high:,}" for low, high in zip(sizes[-3:], sizes[-2:])]
    return table(["", *(f"{size:,}" for size in sizes), *steps], rows)


def of_formats(sizes):
    curves = [(f"CPU seconds, {title}", cost_curve(sizes, step)) for title, step in FORMAT_CURVES]
    curves += [(f"megabytes of memory, {title}", cost_curve(sizes, step, "memory")) for title, step in FORMAT_CURVES]
    curves += [(f"bytes of text, {kind}", text_curve(sizes, kind)) for kind in ("plain", "compiled")]
    return _growing(curves, "formats")


def of_files(sizes):
    curves = [(f"CPU seconds, {title}", cost_curve(sizes, step)) for title, step in FILE_CURVES]
    curves += [(f"wall seconds, {title}", cost_curve(sizes, step, "wall")) for title, step in FILE_CURVES]
    return _growing(curves, "files")


def all_of(found):
    parts = [
        f"CPython {interpreter['version']}\n\n{of_calls(interpreter)}" for interpreter in found["calls"]["interpreters"]
    ]
    parts.append(f"formats in one file\n\n{of_formats(found['formats']['sizes'])}")
    parts.append(f"files\n\n{of_files(found['files']['sizes'])}")
    return "\n\n".join(parts)
