"""Compares CPython and compiled calls with every value that the differential suite has for a unit; see README.md."""

import json
import os
import re
from typing import Dict, List, NamedTuple, Optional

import building
import known_excesses
import measuring
from pool_functions import CALLS, Function, functions, source
from problems import CannotMeasure

#: CPython's instructions, divided by those of the compiled call, must be at least this: by column, and whether the call
#: succeeds.
LEAST = {("argot", True): 1.0, ("argot", False): 0.95, ("kept", True): 0.95, ("kept", False): 0.95}

_CONVENTIONS = {"argot": "METH_FASTCALL", "kept": "METH_VARARGS"}

_LABEL = re.compile(r"desc: Trigger: Client Request: (\d+) (\w+)$")
_TOTAL = re.compile(r"totals: (\d+)$")


class Call(NamedTuple):
    """A function and a value: what CPython raises, if anything, and the instructions of each column."""

    function: Function
    how: str  # "by name", "by position" or "", in which case there are no keywords
    value: str
    raised: Optional[str]
    instructions: Dict[str, float]

    def ratio(self, column):
        """CPython's instructions as a multiple of a column's."""
        return self.instructions["cpython"] / self.instructions[column]

    @property
    def text(self):
        """As one would write it: the format, and the arguments."""
        reads = f" with {self.function.read}" if self.function.read else ""
        keyword = "a=" if self.how == "by name" else ""
        by_position = ", a keyword parameter" if self.how == "by position" else ""
        return f'"{self.function.format}"{reads}{by_position}: f({keyword}{self.value})'


class Pool(NamedTuple):
    """All calls under one interpreter, and the formats that Argot left as they were, with the reasons."""

    interpreter: object
    calls: List[Call]
    left: Dict[str, str]


def _measured(report):
    """The columns to measure, by function, and the formats that are left as they are, from Argot's report."""
    columns, left = {}, {}
    with open(report, encoding="utf-8") as file:
        for line in map(json.loads, file):
            if line.get("kind") == "call" and line["status"] == "compiled":
                entered = ["argot"] if line["convention"] == "fastcall" else []
                columns[line["function"]] = ["cpython", *entered, "kept"]
            elif line.get("kind") == "call":
                left[line["format"]] = line["reason"]
    if not columns:
        raise CannotMeasure(f"argot cc compiled no call of the pool; its report is {report}")
    return columns, left


def _counts(path):
    """Instructions per call, by number and column, from callgrind's dumps in one file."""
    counts, label = {}, None
    with open(path, encoding="utf-8", errors="replace") as dumps:
        for line in dumps:
            label = _LABEL.match(line) or label
            total = _TOTAL.match(line)
            if total and label:
                counts.setdefault(int(label[1]), {})[label[2]] = int(total[1]) / CALLS
                label = None
    return counts


def measure(interpreter, root, compiler, optimization, argot):
    """Builds the functions afresh and counts all calls. Raises CannotMeasure."""
    making = building.compiling(interpreter, root, "pool", compiler, optimization)
    report = making.fresh_report()
    written = os.path.join(making.directory, "pool.c")
    with open(written, "w", encoding="utf-8") as file:
        file.write(source())
    modules = {"cpython": making.module(written, "cpython")}
    for column, how in building.by_argot(argot, report).items():
        modules[column] = making.module(written, column, **how)
    if not os.path.exists(report):
        raise CannotMeasure("argot cc wrote no report")
    measured, left = _measured(report)
    columns = {column: f"pool:{path}" for column, path in modules.items()}
    build = building.Build(making.directory, making.module("driver.c", "driver"), "", columns, None, {})

    with open(os.path.join(making.directory, "measured.json"), "w", encoding="utf-8") as file:
        json.dump(measured, file)
    dumps = os.path.join(making.directory, "callgrind.out")
    if os.path.exists(dumps):
        os.remove(dumps)
    options = ["--tool=callgrind", "--instr-atstart=no", "--collect-atstart=no", "--dump-line=no"]
    options += ["--combine-dumps=yes", "--callgrind-out-file=callgrind.out"]
    output = measuring.run(interpreter, build, "pooled.py", "measured.json", prefix=["valgrind", *options])
    counts = _counts(dumps)
    os.remove(dumps)

    named, calls = {function.name: function for function in functions()}, []
    for number, name, how, value, raised in map(json.loads, output.splitlines()):
        if set(counts.get(number, ())) != set(measured[name]):
            raise CannotMeasure(f"CPython {interpreter.version}: callgrind left no figures for {name} of {value}")
        calls.append(Call(named[name], how, value, raised, counts[number]))
    return Pool(interpreter, calls, left)


def _figures(pool):
    """Each call, column and limit."""
    for call in pool.calls:
        for column in set(call.instructions) - {"cpython"}:
            yield call, column, LEAST[column, call.raised is None]


def excesses(pool):
    """One line for each call beyond its limit, or beyond what known_excesses.py allows it."""
    for call, column, limit in _figures(pool):
        known = known_excesses.slow_calls(call.function.unit.spelling, column, call.raised is None)
        ratio, least = call.ratio(column), known.least if known else limit
        if ratio < least:
            figures = f"{call.instructions['cpython']:.0f} of CPython's are {ratio:.3f} times"
            yield (
                f"CPython {pool.interpreter.version}, {_CONVENTIONS[column]}, {call.text}: {figures}"
                f" {call.instructions[column]:.0f}, not {least:.2f} times"
            )


def beyond(pool):
    """How many figures are beyond the limits, known or not, and how many there are."""
    judged = [call.ratio(column) < limit for call, column, limit in _figures(pool)]
    return sum(judged), len(judged)


def _least(calls, column):
    """The number of calls, the least ratio, and the call that has it."""
    if not calls:
        return f"{0:6}", ""
    worst = min(calls, key=lambda call: call.ratio(column))
    counts = f"{worst.instructions['cpython']:.0f}/{worst.instructions[column]:.0f}"
    return f"{len(calls):6}  {worst.ratio(column):.3f}", f"{counts} {worst.text}"


def table(pool):
    """Per unit and convention: the calls that succeed and those that raise, the least ratio of each."""
    lines = [f"CPython {pool.interpreter.version}  {pool.interpreter.path}"]
    lines.append("instructions per call, CPython's divided by those of the compiled call, where this is least")
    lines.append("unit  convention         calls  ratio")
    units = dict.fromkeys(call.function.unit.spelling for call in pool.calls)
    for unit in units:
        for column, convention in _CONVENTIONS.items():
            found = [call for call in pool.calls if call.function.unit.spelling == unit and column in call.instructions]
            for result, wanted in (("accepted", True), ("raises", False)):
                number, worst = _least([call for call in found if (call.raised is None) == wanted], column)
                lines.append(f"{unit:4}  {convention}  {result:8}{number}  {worst}".rstrip())
    lines += [f'left as it is: "{format}": {reason}' for format, reason in pool.left.items()]
    lines.append("%d of %d figures are beyond the limits" % beyond(pool))
    return "\n".join(lines)


def checked(pool):
    """How many figures are compared with a limit."""
    return sum(len(call.instructions) - 1 for call in pool.calls)


def document(pools):
    """All figures, as JSON has them."""
    return {
        "interpreters": [
            {
                "python": pool.interpreter.path,
                "version": pool.interpreter.version,
                "left": pool.left,
                "calls": [
                    {"call": call.text, "raised": call.raised, "instructions": call.instructions} for call in pool.calls
                ],
            }
            for pool in pools
        ]
    }
