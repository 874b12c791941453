"""Draws the charts of Benchmarks/README.md: for each minor version, instructions and times, on light and dark pages.

    charts.py RESULTS.json FOLDER

Runs on the benchmark's own environment, which has matplotlib. Each line is a row of the tables: a large dot for Argot,
a diamond for the peer that needs the fewest instructions there (named at the right), small dots for the others.
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator  # noqa: E402

import paths  # noqa: E402, F401
from catalogue import PEER_KEYS, TITLES  # noqa: E402
from leads import best_peer  # noqa: E402

#: Colours on a light and on a dark page: text, lines, the other peers, Argot, the best peer.
THEMES = {
    "light": {"text": "#1f2328", "grid": "#d1d9e0", "others": "#8c959f", "argot": "#0550ae", "peer": "#bc4c00"},
    "dark": {"text": "#e6edf3", "grid": "#3d444d", "others": "#8b949e", "argot": "#58a6ff", "peer": "#f0883e"},
}
_TICKS = (0.25, 0.5, 1, 2, 4, 8, 16)
_LINE = 0.235  # inches for one row


def gains(row, kind):
    """By column: how many times better than CPython."""
    if kind == "instructions":
        figures = row["instructions"]
        return {key: figures["cpython"] / count for key, count in figures.items()}
    return {key: found[0] for key, found in row["times"][kind].items()}


def _label(row):
    return f"{row['row']}: {row['about']}"


def _panel(axes, rows, kind, theme, named):
    """One set of rows, the first at the top. `named`: the best peers' names stand at the right."""
    others, leaders, argot = [], [], []
    for at, row in enumerate(rows):
        found, best = gains(row, kind), best_peer(row)
        others += [(found[key], at) for key in PEER_KEYS if key in found and key != best]
        leaders += [(found[best], at)] if best in found else []
        argot.append((found["argot"], at))
        if named and best:
            axes.annotate(TITLES[best], (1.015, at), xycoords=("axes fraction", "data"), va="center", fontsize=9,
                          color=theme["peer"], annotation_clip=False)
    # All marks of a kind at once: the file has each mark's outline once.
    axes.plot(*zip(*others), "o", color=theme["others"], markersize=3.2, alpha=0.75, zorder=2)
    axes.plot(*zip(*leaders), "D", color=theme["peer"], markersize=6, zorder=3)
    axes.plot(*zip(*argot), "o", color=theme["argot"], markersize=7.5, alpha=0.9, zorder=4)
    axes.set_xscale("log")
    axes.set_xlim(0.14, 20)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.xaxis.set_major_locator(FixedLocator(_TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}×"))
    axes.axvline(1, color=theme["text"], linewidth=1, zorder=1)
    axes.grid(axis="both", color=theme["grid"], linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(colors=theme["text"], length=0, labelsize=9)
    for spine in axes.spines.values():
        spine.set_visible(False)


def draw(document, kinds, title, path, theme):
    """One chart with a panel for each kind of figures, the rows that parse above those that build."""
    parts = [[row for row in document["rows"] if row["builds"] == builds] for builds in (False, True)]
    heights = [len(part) for part in parts]
    width = 8.6 if len(kinds) == 1 else 11.5
    figure, grid = plt.subplots(
        2, len(kinds), figsize=(width, sum(heights) * _LINE + 2.1), squeeze=False, height_ratios=heights, sharex=True,
        layout="constrained",
    )
    figure.get_layout_engine().set(hspace=0.03, h_pad=0.05)
    for line, rows in zip(grid, parts):
        for axes, (kind, about) in zip(line, kinds):
            _panel(axes, rows, kind, theme, named=axes is line[-1])
            axes.set_yticks(range(len(rows)), [_label(row) for row in rows] if axes is line[0] else [""] * len(rows))
            if rows is parts[0]:
                axes.set_title(about, color=theme["text"], fontsize=10.5)
    for axes in grid[-1]:
        axes.set_xlabel("CPython = 1; further right is better", color=theme["text"], fontsize=9.5)
    marks = [
        plt.Line2D([], [], marker="o", linestyle="", color=theme["argot"], markersize=7.5, label="Argot"),
        plt.Line2D([], [], marker="D", linestyle="", color=theme["peer"], markersize=6,
                   label="the peer with the fewest instructions (named at the right)"),
        plt.Line2D([], [], marker="o", linestyle="", color=theme["others"], markersize=3.5, label="other peers"),
    ]
    figure.suptitle(title, color=theme["text"], fontsize=12.5)
    figure.legend(handles=marks, loc="outside lower center", ncols=3, frameon=False, fontsize=9.5,
                  labelcolor=theme["text"])
    figure.savefig(path, transparent=True, metadata={"Date": None})
    plt.close(figure)


def charts(document):
    """The charts that the document's figures allow: name, kinds of figures, title."""
    version = f"CPython {document['version']}"
    yield "instructions", [("instructions", "the whole call, made from C")], f"{version}: times fewer instructions"
    if all("times" in row for row in document["rows"]):
        kinds = [("c", "called from C"), ("python", "called from a Python loop, empty loop taken off")]
        yield "times", kinds, f"{version}: times faster"


def main(results, folder):
    # The same figures give the same file.
    matplotlib.rcParams["svg.hashsalt"] = "argot"
    # Text stays text: smaller files, which can be searched.
    matplotlib.rcParams["svg.fonttype"] = "none"
    document = json.loads(pathlib.Path(results).read_text(encoding="utf-8"))
    for name, kinds, title in charts(document):
        for theme, colours in THEMES.items():
            draw(document, kinds, title, pathlib.Path(folder) / f"{name}-{document['minor']}-{theme}.svg", colours)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
