"""Compares instructions per call with those that were committed, one file for each version of CPython.

What is compared is how many more instructions a compiled call takes than the hand-written limit of the same row, which
was measured in the same process: what CPython's allocator, its call protocol and the C library's string functions take
is the same in both. A file also says where its figures were counted; elsewhere, more is allowed.
"""

import json
import os
import platform
import re
import subprocess
from typing import List, NamedTuple

from problems import CannotMeasure
from workload import ROWS

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "baselines")

#: The compiled columns, each with the hand-written limit of its convention.
COLUMNS = (("argot", "vector_limit"), ("kept", "limit"))

#: How much worse a call may be where the baseline was counted; it is also what is worth a remark when it is better.
TOLERANCE = 0.02

#: The same with another compiler, or another build of CPython. gcc 11 in place of 12 moved calls by up to 0.02, a clang
#: by up to 0.09.
ELSEWHERE = 0.10

#: How many versions must be compared in continuous integration (CI=true), if as many were measured.
LEAST_COMPARED = 2

RENEWAL = "`Benchmarks/instructions/run.sh --write-baseline` writes it anew"


class Comparison(NamedTuple):
    """One interpreter's figures beside its baseline: whether it has one, what is wrong, what is worth saying."""

    compared: bool
    failures: List[str]
    remarks: List[str]


def first_line(*command):
    """The first line that a command prints."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"})
    except (OSError, subprocess.CalledProcessError) as problem:
        raise CannotMeasure(f"failed: {' '.join(command)}: {problem}")
    return result.stdout.partition("\n")[0].strip()


def _processor():
    """Vendor, family and model: the C library picks its string functions by them."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            first = file.read().partition("\n\n")[0]
    except OSError:
        first = ""
    facts = dict(re.findall(r"(?m)^(vendor_id|cpu family|model)\s*: (.*)$", first))
    return " ".join([platform.machine(), *facts.values()])


def environment(interpreter, compiler, optimization):
    """What the figures depend on besides the tool. Paths of folders are not among it."""
    of_libc = "import os; print(os.confstr('CS_GNU_LIBC_VERSION'))"
    return {
        "compiler": f"{first_line(*compiler, '--version')}, -O{optimization}",
        "libc": first_line(interpreter.path, "-I", "-S", "-c", of_libc),
        "processor": _processor(),
        "python": interpreter.text,
        "valgrind": first_line("valgrind", "--version"),
    }


def path_of(interpreter):
    return os.path.join(FOLDER, interpreter.name + ".json")


def write(measurement, where):
    """Writes a measurement as the baseline of its interpreter, one row a line; returns the path."""
    rows = []
    for row in sorted(measurement.instructions):
        figures = measurement.instructions[row]
        rounded = {name: round(figures[name], 1) for pair in COLUMNS for name in pair}
        rows.append(f"  {json.dumps(row)}: {json.dumps(rounded)}")
    about = json.dumps(where, indent=1, sort_keys=True).replace("\n", "\n ")
    text = '{\n "environment": ' + about + ',\n "instructions": {\n' + ",\n".join(rows) + "\n }\n}\n"
    os.makedirs(FOLDER, exist_ok=True)
    path = path_of(measurement.interpreter)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _judged(name, about, now, before, allowed):
    """For each column that changed: whether it is worse than allowed, and what to say."""
    for column, limit in COLUMNS:
        expected = now[limit] + before[column] - before[limit]
        change = now[column] / expected - 1
        text = (
            f"{name}, row {about}, {column}: {now[column]:.1f} instructions, {100 * change:+.1f} %; by the baseline"
            f" {before[column] - before[limit]:+.1f} to the {now[limit]:.1f} of the limit"
        )
        if change > allowed:
            yield True, f"{text}; at most {100 * allowed:.0f} % more is allowed"
        elif change < -TOLERANCE:
            yield False, f"{text}: better, so that the baseline can be renewed"


def compared(measurement, where):
    """The figures of a measurement that was made in the environment `where`, beside the baseline."""
    name = f"CPython {measurement.interpreter.name}"
    try:
        with open(path_of(measurement.interpreter), encoding="utf-8") as file:
            baseline = json.load(file)
    except FileNotFoundError:
        return Comparison(False, [], [f"{name} has no baseline, its instructions are not compared: {RENEWAL}"])

    failures, remarks = [], []
    other = [f"{fact} '{then}'" for fact, then in baseline["environment"].items() if where.get(fact) != then]
    if other:
        remarks.append(f"{name}: up to {100 * ELSEWHERE:.0f} % are allowed, the baseline is of {', '.join(other)}")
    rows = baseline["instructions"]
    for row in ROWS:
        if row.name not in rows:
            failures.append(f"{name}, row {row.name}: not in the baseline; {RENEWAL}")
            continue
        now = measurement.instructions[row.name]
        for worse, text in _judged(name, row.name, now, rows[row.name], ELSEWHERE if other else TOLERANCE):
            (failures if worse else remarks).append(text)
    for row in sorted(set(rows) - {row.name for row in ROWS}):
        failures.append(f"{name}, row {row}: in the baseline, but not measured any more; {RENEWAL}")
    return Comparison(True, failures, remarks)


def too_few(comparisons):
    """What is wrong if continuous integration compares so little that nothing would be noticed, or None."""
    wanted = min(LEAST_COMPARED, len(comparisons)) if os.environ.get("CI") == "true" else 0
    count = sum(comparison.compared for comparison in comparisons)
    if count < wanted:
        return f"{count} versions of CPython were compared with a baseline, {wanted} must be: {RENEWAL}"
    return None


#: How many figures are compared for one interpreter that has a baseline.
CHECKED = len(COLUMNS) * len(ROWS)
