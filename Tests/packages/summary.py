"""The table over all packages."""

import figures
import outcomes

HEADER = ("package", "sites", "literal", "compiled", "methods", "changed", "kept", "limited", "tests plain", "argot",
          "differ", "build plain", "argot")


def row(package, counted, plain, argot, different, plain_time, argot_time):
    """One package's line: numbers, texts of outcomes, and (wall, CPU) seconds."""
    compiled, changed = len(counted.compiled), len(counted.changed)
    return [package, len(counted.sites), compiled + len(counted.left_literals), compiled,
            changed + len(counted.kept), changed, len(counted.kept), len(counted.limited),
            outcomes.totals(plain), outcomes.totals(argot), different, plain_time, argot_time]


def total(rows):
    sums = [sum(row[column] for row in rows) for column in range(1, 8)]
    times = [tuple(sum(row[column][part] for row in rows) for part in (0, 1)) for column in (11, 12)]
    return ["all", *sums, "", "", sum(row[10] for row in rows), *times]


def cell(value):
    return f"{value[0]:.0f} / {value[1]:.0f} s" if isinstance(value, tuple) else str(value)


def lines(rows):
    """The table as Markdown; build times are seconds of wall time and of CPU."""
    yield "| " + " | ".join(HEADER) + " |"
    yield "|---|" + "".join("---|" if "tests" in name or name == "argot" else "---:|" for name in HEADER[1:])
    for one in [*rows, total(rows)]:
        yield "| " + " | ".join(map(cell, one)) + " |"


def demands(rows):
    """What all packages together have to reach, as text, and whether they do."""
    _, _, literal, compiled, methods, changed, *_ = total(rows)
    for part, whole, what, demanded in [
            (compiled, literal, "call sites with a literal format are compiled", figures.COMPILED_OF_ALL),
            (changed, methods, "methods are entered through METH_FASTCALL", figures.CHANGED_OF_ALL)]:
        reached = figures.share(part, whole - part)
        yield f"{part} of {whole} {what}: {reached:.1f} %, at least {demanded} % demanded", reached >= demanded
    different = sum(row[10] for row in rows)
    yield f"{different} tests came out differently, 0 demanded", different == 0
