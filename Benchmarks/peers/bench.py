"""Measures Argot beside everything that users could pick instead, and writes Benchmarks/README.md (see there).

Started by run.sh. A run without --page measures, keeps the figures of each minor version in Benchmarks/results, and
makes the page of all that is kept there.
"""

import argparse
import os
import shlex
import shutil
import sys

import paths
import catalogue
import choosing
import environment
import interpreters
import measuring_peers as measuring
import page
import results
import tables
from problems import CannotMeasure

_ENVIRONMENT = """\
environment:
  PYTHONS  interpreters to measure, separated by spaces (default: the newest that is found, and /usr/bin/python3)
  ARGOT    the argot tool (default: bin/argot of this repository)
  CC, CXX  the compilers (default: gcc, g++)

exit status: 0 done; 1 a column returned something else than CPython in a row; 2 nothing could be measured
"""


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="run.sh",
        description="Compare Argot with other ways to write extension functions.",
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--page", action="store_true", help="measure nothing; make page and charts of what is kept")
    parser.add_argument("--no-times", action="store_true", help="count instructions only: a machine that is not idle")
    return parser.parse_args(arguments)


def _chosen():
    if os.environ.get("PYTHONS"):
        return choosing.chosen()
    try:
        newest = [one for one in interpreters.found(newest=True) if not one.free_threaded][-1]
    except interpreters.TooFew as problem:
        raise CannotMeasure(str(problem))
    chosen = [newest]
    try:
        system = choosing.named("/usr/bin/python3")
    except CannotMeasure as problem:
        measuring.say(f"/usr/bin/python3 is left out: {problem}")
    else:
        chosen += [system] if system.name != newest.name else []
    return chosen


def _argot():
    named = os.environ.get("ARGOT") or str(paths.ROOT / "bin" / "argot")
    if not (os.path.isfile(named) and os.access(named, os.X_OK)):
        raise CannotMeasure(f"{named} is not a program; run `make build`, or name the tool: ARGOT=/path/to/argot")
    return os.path.abspath(named)


def _measured(interpreter, compiler, argot, tools, with_times):
    """The document of one interpreter, as results.py keeps it."""
    measuring.say(f"CPython {interpreter.version}")
    built = measuring.build(interpreter, compiler, argot, tools, measuring.say)
    built = measuring.usable(interpreter, built, measuring.say)
    compared = measuring.compare(interpreter, built)
    without = [[row, column] for row, column, _ in compared["wrong"]]
    for row, column, what in compared["wrong"]:
        measuring.say(f"row {row}, {catalogue.TITLES[column]} is not measured: {what}")
    measuring.say("counting instructions")
    counted = measuring.instructions(interpreter, built, without)
    times = None
    if with_times:
        measuring.say("timing")
        times = measuring.times(interpreter, built, without)
    return results.document(interpreter, compiler, built, compared, counted, times)


def main(arguments):
    options = _options(arguments)
    tools = environment.of_benchmark()
    status = 0
    if not options.page:
        for program, package in (("valgrind", "valgrind"), ("g++", "g++")):
            if not shutil.which(program):
                raise CannotMeasure(f"{program} is missing (Debian: apt-get install {package})")
        argot, compiler = _argot(), shlex.split(os.environ.get("CC") or "gcc")
        for interpreter in _chosen():
            document = _measured(interpreter, compiler, argot, tools, not options.no_times)
            results.keep(document)
            print(tables.as_text(document), end="\n\n", flush=True)
            status = 1 if document["wrong"] else status
    page.write(tools)
    return status


def run(arguments):
    """The exit status, with what went wrong on standard error."""
    try:
        return main(arguments)
    except (CannotMeasure, OSError) as problem:
        print(f"run.sh: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
