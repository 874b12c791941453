"""Runs measured.py or timed.py inside an interpreter and collects what it counted, per call, or timed."""

import glob
import json
import os
import re
import subprocess

from problems import CannotMeasure
from workload import CALLS, ROUNDS, ROWS

HERE = os.path.dirname(os.path.abspath(__file__))

_INHERITED = ("PATH", "LD_LIBRARY_PATH", "VALGRIND_LIB")

_LABEL = re.compile(r"^desc: Trigger: Client Request: (\S+) (\S+)$", re.MULTILINE)
_TOTAL = re.compile(r"^totals: (\d+)$", re.MULTILINE)


def run(interpreter, build, script, *mode, prefix=(), **environment):
    """Runs a script with a fixed hash seed and a small fixed environment; returns its output.

    The script is named from this folder or by its whole path. The environment becomes objects in the interpreter and
    so moves all others, and copying a string takes a few instructions more or less where it lies. The interpreter runs
    in the build's folder, so that options and variables that cannot hold every path can name files there.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    command = [*prefix, interpreter.path, "-B", "-s", "-S", os.path.join(HERE, script), *mode, build.driver]
    command += [f"{name}={module}" for name, module in build.columns.items()]
    fixed = {**inherited, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", **environment}
    result = subprocess.run(command, capture_output=True, text=True, env=fixed, cwd=build.directory)
    if result.returncode:
        what = " ".join([script, *mode])
        raise CannotMeasure(f"CPython {interpreter.version}, {what}: {(result.stderr or result.stdout).rstrip()}")
    return result.stdout


def counted(interpreter, build, script, *mode, calls=CALLS, **environment):
    """What callgrind counts in a run of a script, per call, by row and column; the driver's loop is included."""
    dumps = os.path.join(glob.escape(build.directory), "callgrind.out*")
    for stale in glob.glob(dumps):
        os.remove(stale)
    options = ["--tool=callgrind", "--instr-atstart=no", "--collect-atstart=no", "--callgrind-out-file=callgrind.out"]
    run(interpreter, build, script, *mode, prefix=["valgrind", *options], **environment)
    found = {}
    for path in glob.glob(dumps):
        with open(path, encoding="utf-8", errors="replace") as dump:
            text = dump.read()
        label, total = _LABEL.search(text), _TOTAL.search(text)
        if label and total:
            found.setdefault(label[1], {})[label[2]] = int(total[1]) / calls
    return found


def instructions(interpreter, build):
    """Instructions per call, by row and column."""
    found = counted(interpreter, build, "measured.py", "instructions")
    missing = [f"{row.name} {name}" for row in ROWS for name in build.columns if name not in found.get(row.name, {})]
    if missing:
        raise CannotMeasure(f"CPython {interpreter.version}: callgrind left no figures for {', '.join(missing)}")
    return found


def allocations(interpreter, build):
    """Allocator calls per call, by row and column: {"python": all three domains, "libc": the C library}."""
    preloaded = "./" + os.path.basename(build.malloc_counter)
    output = run(interpreter, build, "measured.py", "allocations", LD_PRELOAD=preloaded)
    return {
        row: {column: {kind: count / CALLS for kind, count in counts.items()} for column, counts in columns.items()}
        for row, columns in json.loads(output).items()
    }


def time_ratios(interpreter, builds, script="timed.py", mode=(), **environment):
    """CPython's time divided by a column's, once for each round: by kind of call ("c", "python"), row and column.

    `builds` has one build for each process, or the same one several times.
    """
    pooled = {}
    for number, build in enumerate(builds):
        output = run(interpreter, build, script, str(number), str(ROUNDS), *mode, **environment)
        for kind, rows in json.loads(output).items():
            for row, columns in rows.items():
                for column, ratios in columns.items():
                    pooled.setdefault(kind, {}).setdefault(row, {}).setdefault(column, []).extend(ratios)
    return pooled
