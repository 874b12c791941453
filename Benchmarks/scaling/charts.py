"""Draws the curves as SVG, for light and for dark backgrounds alike. Needs matplotlib."""

import os

import shared  # noqa: F401

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as pyplot  # noqa: E402

import tables  # noqa: E402
from curves import CURVES  # noqa: E402

#: Grey and saturated colours of middle lightness, which stand out from white and from near black.
INK, GRID = "#7d8590", "#7d859055"
COLOURS = ("#d9822b", "#2f81f7", "#8f6fd6")

_STYLE = {
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": GRID,
    "axes.grid": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 10,
    "axes.titlesize": 10.5,
    "lines.linewidth": 1.8,
    "lines.markersize": 4,
    "svg.fonttype": "path",
    "svg.hashsalt": "argot",  # the same figures give the same file
}


def path_of(name):
    return os.path.join(shared.RESULTS, f"scaling-{name}.svg")


def _lines(axes, curves):
    for (title, curve), colour, marker in zip(curves, COLOURS, "osD"):
        sizes = sorted(curve)
        axes.plot(sizes, [curve[size] for size in sizes], marker=marker, color=colour, label=title)


def _thousands(axis):
    axis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: f"{value:,.10g}"))


def _save(figure, path):
    """One legend for all axes, below them, so that it covers no line."""
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncols=len(labels), frameon=False)
    figure.tight_layout(rect=(0, 0.09 if len(figure.axes) < 4 else 0.05, 1, 1))
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def draw_calls(interpreter, path):
    figure, grid = pyplot.subplots(2, 3, figsize=(11, 6.6))
    for axes, curve in zip(grid.flat, CURVES):
        measured = interpreter["instructions"][curve.name]
        _lines(axes, [(title, measured[column]) for column, title in tables.columns_of(curve)])
        axes.set_title(curve.about.replace("`", ""))
        axes.set_xlabel(f"{curve.unit}s")
        axes.set_ylim(bottom=0)
        compiled = [size for size in curve.sizes if curve.function(size) not in interpreter["left"]]
        if len(compiled) < len(curve.sizes):  # in the lower right corner, where no line is
            note = f"more than {compiled[-1]}:\nleft to CPython"
            axes.text(0.97, 0.06, note, transform=axes.transAxes, horizontalalignment="right")
        _thousands(axes.yaxis)
    for axes in grid[:, 0]:
        axes.set_ylabel(f"instructions per call, CPython {interpreter['version']}")
    _save(figure, path)


def _powers(axes, sizes, unit, label):
    """Both axes by powers of ten: what grows linearly is a straight line of slope 1."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sorted(sizes), [f"{size:,}" for size in sorted(sizes)])
    axes.minorticks_off()
    axes.set_xlabel(unit)
    axes.set_title(label)
    _thousands(axes.yaxis)


def draw_formats(sizes, path):
    figure, (cpu, text) = pyplot.subplots(1, 2, figsize=(11, 4.2))
    _lines(cpu, [(title.replace("`", ""), tables.cost_curve(sizes, step)) for title, step in tables.FORMAT_CURVES])
    _powers(cpu, sizes, "different formats in one file", "CPU seconds")
    for kind, colour, marker in (("plain", COLOURS[1], "s"), ("compiled", COLOURS[2], "D")):
        curve = tables.text_curve(sizes, kind)
        text.plot(sorted(curve), [curve[size] for size in sorted(curve)], marker=marker, color=colour)
    _powers(text, sizes, "different formats in one file", "bytes of machine code")
    _save(figure, path)


def draw_files(sizes, path):
    figure, both = pyplot.subplots(1, 2, figsize=(11, 4.2))
    for axes, kind, title in zip(both, ("cpu", "wall"), ("CPU seconds", "wall seconds")):
        curves = [(name.replace("`", ""), tables.cost_curve(sizes, step, kind)) for name, step in tables.FILE_CURVES]
        _lines(axes, curves)
        _powers(axes, sizes, "files with one format each", title)
    _save(figure, path)


def draw(found):
    """Draws all charts; returns their paths."""
    paths = []
    with matplotlib.rc_context(_STYLE):
        for interpreter in found["calls"]["interpreters"]:
            paths.append(path_of("calls-" + interpreter["version"].rpartition(".")[0]))
            draw_calls(interpreter, paths[-1])
        paths.append(path_of("formats"))
        draw_formats(found["formats"]["sizes"], paths[-1])
        paths.append(path_of("files"))
        draw_files(found["files"]["sizes"], paths[-1])
    return paths
