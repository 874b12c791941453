"""Measures how costs grow and writes tables, results, charts and the README of this folder. Started by run.sh."""

import argparse
import os
import platform
import re
import shlex
import shutil
import sys

import shared

import baseline
import calls
import choosing
import results
import tables
import tool
from problems import CannotMeasure

_ENVIRONMENT = """\
environment:
  PYTHONS  interpreters whose calls are counted, separated by spaces (default: the newest 3.11 and 3.14 found)
  ARGOT    the argot tool (default: bin/argot of this repository)
  CC       the C compiler (default: gcc)

exit status: 0 done; 2 something could not be measured
"""

#: The minor versions whose calls are counted if PYTHONS names none.
MINORS = ((3, 11), (3, 14))


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="run.sh",
        description="Measure how costs grow with the number of units, formats and files.",
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only", choices=results.KINDS, help="measure one kind anew; the others are those of the last run"
    )
    parser.add_argument("--redraw", action="store_true", help="measure nothing; tables, charts and README of the last run")
    return parser.parse_args(arguments)


def _program(path, advice):
    found = shutil.which(path)
    if not found:
        raise CannotMeasure(f"{path} is not a program; {advice}")
    return os.path.abspath(found)


def _interpreters():
    """Those whose calls are counted; the first also gives the headers with which files are compiled."""
    found = choosing.chosen()
    if not os.environ.get("PYTHONS"):
        found = [one for one in found if tuple(one.minor) in MINORS] or found[:1]
    return found


def _machine(compiler):
    """What the figures depend on besides the sources."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            processor = re.search(r"(?m)^model name\s*: (.*)$", file.read())
    except OSError:
        processor = None
    return {
        "processor": processor[1] if processor else platform.machine(),
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "compiler": baseline.first_line(*compiler, "--version"),
    }


def _say(what):
    print(what, file=sys.stderr, flush=True)


def _measure(kind, compiler, argot):
    interpreters = _interpreters()
    if kind == "calls":
        counted = []
        for interpreter in interpreters:
            _say(f"calls, CPython {interpreter.version}")
            counted.append({"version": interpreter.version, **calls.measure(interpreter, compiler, argot)})
        return {"interpreters": counted}
    measure = tool.formats_in_one_file if kind == "formats" else tool.files
    sizes = measure(interpreters[0], compiler, argot, lambda where: _say(f"{kind}, {where}"))
    return {"headers": interpreters[0].version, "sizes": sizes}


def main(arguments):
    options = _options(arguments)
    if not options.redraw:
        compiler = shlex.split(os.environ.get("CC") or "gcc")
        for program in (compiler[0], "valgrind", "size"):
            _program(program, "install it (Debian: apt-get install gcc valgrind binutils)")
        argot = _program(
            os.environ.get("ARGOT") or os.path.join(shared.ROOT, "bin", "argot"),
            "run `make build`, or name the tool: ARGOT=/path/to/argot",
        )
        for kind in [options.only] if options.only else results.KINDS:
            results.write(kind, {"machine": _machine(compiler), **_measure(kind, compiler, argot)})
    found = {kind: results.read(kind) for kind in results.KINDS}
    print(tables.all_of(found))
    import charts  # needs matplotlib, which is loaded only where figures are there to be drawn
    import page

    charts.draw(found)
    page.write(found)
    return 0


def run(arguments):
    """The exit status, with what went wrong on standard error."""
    try:
        return main(arguments)
    except (CannotMeasure, OSError) as problem:
        print(f"run.sh: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
