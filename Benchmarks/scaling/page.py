"""Writes the README of this folder: the figures are those of the last run, how they were made and causes stand here."""

import os

import growth
import shared
import tables
from curves import CURVES
from many import LENGTH

PATH = os.path.join(shared.HERE, "README.md")

#: Why curves grow worse than linearly, of those whose cause was looked for: by curve and column, or by kind and step.
CAUSES = {
    ("ints", "kept"): "CPython keeps tuples of up to 19 or 20 items for reuse, and allocates longer ones at every call",
    ("keywords", "argot"): "gcc takes what follows nine names that fit for cold, and calls `memcmp` for the others"
    " instead of comparing them inline; `-fno-guess-branch-probability` compares all inline",
    ("reversed", "argot"): "generated code tells names apart by their length and last letter, and from the twentieth on"
    " three of these names have both in common",
    ("nesting", "cpython"): "at each level, CPython first looks for the end of the parentheses",
    ("formats", "generate"): "for each call, method and use of a parameter, the tool goes through all uses of macros in the"
    " file (`PreprocessingRecord.uses(around:in:)`)",
    ("formats", "compiled"): "the assembler, which takes a small part of the time for 1,000 formats, takes over 100 seconds"
    " for 10,000",
}

_HEAD = """\
<!-- Written by `make bench-scaling`; page.py has the text. -->
# How costs grow

`run.sh` (also `make bench-scaling`) measures what one more unit, format or file costs, beside CPython's own functions and a
plain compile. It prints the tables below, and writes `Benchmarks/results/scaling-*.json`, the charts and this page.

```
./run.sh                 # everything; up to half an hour, most of it gcc's time for {most:,} formats
./run.sh --only calls    # one kind anew: calls, formats or files
./run.sh --redraw        # measure nothing; tables, charts and this page from the results of the last run
python3 -B -m unittest   # the tests of all this
```

## Method

- **Calls**: an extension module has a function for every size. It is compiled by gcc -O3 as it is (CPython), through `argot cc`
  (Argot), and through `argot cc` with `ARGOT_CONVENTION=varargs` (METH_VARARGS kept). Each function is called 200 times as
  `Benchmarks/instructions` does it, and callgrind counts: the loop, the call protocol and the release of the result are
  included. All three must give the same result first. {interpreters}.
- **Formats in one file**: every function has a format of {length} units that no other has. Measured are `argot compile`, and gcc -O2
  for the file as it is and for the compiled one; the bytes are those of the `.text` sections. Headers are those of CPython {headers}.
- **Files**: each has one function with one format. One `argot check` reads them all; gcc and `argot cc gcc` run once a file.
- Processor time (user and system) is that of a command and all that it starts, wall time is what a clock showed on a machine
  that did other work too. Sizes are measured in turn, in rounds (five for small sizes, one for the
  largest), and the least counts. Memory is the most that one process had.
- **Worse than linear** is called what costs over {worse:.2f} times as much per unit in the upper half of the sizes as in the lower, and
  for formats and files, in the last step between sizes as in the step before.

Machine: {processor}, {processors} processors, {system}, {compiler}.
"""


def _chart(name, about):
    return f"![{about}](../results/scaling-{name}.svg)"


def _judged_curves(found):
    """What each curve is called, the version of CPython or "", the curve, and why it would grow faster, if known."""
    for interpreter in found["calls"]["interpreters"]:
        for curve in CURVES:
            columns = tables.compiled_part(curve, interpreter["instructions"][curve.name], interpreter["left"])
            for column, title in tables.columns_of(curve):
                why = CAUSES.get((curve.name, column), "")
                yield f"instructions per call, {curve.about}, {title}", interpreter["version"], columns[column], why
    for kind, steps in (("formats", tables.FORMAT_CURVES), ("files", tables.FILE_CURVES)):
        for title, step in steps:
            curve = tables.cost_curve(found[kind]["sizes"], step)
            yield f"CPU time, {kind}, {title}", "", curve, CAUSES.get((kind, step), "")
    for text in ("plain", "compiled"):
        yield f"bytes of text, formats, {text}", "", tables.text_curve(found["formats"]["sizes"], text), ""


def worse_than_linear(found):
    """A line for each curve that is, with the versions of CPython and with the cause where one is known."""
    versions, causes = {}, {}
    for name, version, curve, why in _judged_curves(found):
        if growth.is_worse_than_linear(curve):
            versions.setdefault(name, []).append(version)
            causes[name] = why
    for name, of_name in versions.items():
        where = f" (CPython {' and '.join(of_name)})" if any(of_name) else ""
        yield f"- {name}{where}" + (f": {causes[name]}." if causes[name] else ".")


def _left(interpreter):
    """Calls that Argot leaves to CPython, with the reason for the smallest of a curve."""
    for curve in CURVES:
        sizes = [size for size in curve.sizes if curve.function(size) in interpreter["left"]]
        if sizes and curve.name != "reversed":
            reason = interpreter["left"][curve.function(sizes[0])]
            yield f"- {curve.about}: Argot leaves {sizes[0]} {curve.unit}s and more to CPython ({reason})."


def text(found):
    calls, formats = found["calls"], found["formats"]
    machine = formats["machine"]
    parts = [
        _HEAD.format(
            most=max(formats["sizes"]),
            interpreters=" and ".join(f"CPython {one['version']}" for one in calls["interpreters"]),
            length=LENGTH,
            headers=formats["headers"],
            worse=growth.WORSE,
            **machine,
        )
    ]
    parts.append("## What grows worse than linearly\n")
    parts.append("\n".join(worse_than_linear(found)) or "Nothing that was measured.")
    parts.append("")
    parts.append("## Calls\n")
    for interpreter in calls["interpreters"]:
        minor = interpreter["version"].rpartition(".")[0]
        parts += [_chart("calls-" + minor, f"instructions per call, CPython {interpreter['version']}") + "\n"]
        parts += [f"CPython {interpreter['version']}:\n", tables.of_calls(interpreter) + "\n"]
    left = list(_left(calls["interpreters"][0]))
    if left:
        parts.append("\n".join(left) + "\n\nThe table's sizes end before those.\n")
    parts += ["## Formats in one file\n", _chart("formats", "costs of many formats in one file") + "\n"]
    parts += [tables.of_formats(formats["sizes"]) + "\n"]
    parts += ["## Files\n", _chart("files", "costs of many files") + "\n", tables.of_files(found["files"]["sizes"]) + "\n"]
    return "\n".join(parts)


def write(found):
    with open(PATH, "w", encoding="utf-8") as file:
        file.write(text(found))
