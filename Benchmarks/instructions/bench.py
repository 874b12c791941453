"""Counts the instructions of whole calls, or times them, and prints tables (see README.md). Started by run.sh."""

import argparse
import os
import shlex
import shutil
import sys

import baseline
import building
import choosing
import measuring
import pool
import report
import times
from problems import CannotMeasure
from workload import PROCESSES

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

_ENVIRONMENT = """\
environment:
  PYTHONS  interpreters to measure, separated by spaces
           (default: the newest of each minor version that is found)
  ARGOT    the argot tool (default: bin/argot of this repository)
  CC       the C compiler (default: gcc)

exit status: 0 done; 1 --check or --pool found Argot beyond a limit; 2 nothing could be measured
"""


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="run.sh",
        description="Count the instructions of calls: CPython's argument functions, Argot, a hand-written limit.",
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--check", action="store_true", help="fail when Argot is beyond the limit, or worse than before")
    alone.add_argument(
        "--write-baseline", action="store_true", help="note the instructions counted, for --check to compare with"
    )
    alone.add_argument(
        "--pool", action="store_true", help="call each unit with all values of the differential suite; fail if slower"
    )
    alone.add_argument("--time", action="store_true", help="compare times instead, on an idle machine")
    parser.add_argument("--json", metavar="FILE", help="also write all figures to FILE")
    parser.add_argument("-O", dest="level", choices=("2", "3"), default="3", help="optimization level (default: 3)")
    options = parser.parse_args(arguments)
    if options.write_baseline and options.level != parser.get_default("level"):
        parser.error("baselines are those of the default optimization level")
    return options


def _argot(required):
    """The tool's path, or None where it is neither named nor built nor required."""
    named = os.environ.get("ARGOT")
    path = named or os.path.join(ROOT, "bin", "argot")
    if os.access(path, os.X_OK) and os.path.isfile(path):
        return os.path.abspath(path)
    if named or required:
        raise CannotMeasure(f"{path} is not a program; run `make build`, or name the tool: ARGOT=/path/to/argot")
    return None


def _compiler():
    """The words of the compiler's command."""
    words = shlex.split(os.environ.get("CC") or "gcc")
    if not shutil.which(words[0]):
        raise CannotMeasure(f"the C compiler {words[0]} is missing (Debian: apt-get install gcc)")
    return words


def _remark(text):
    print(text, file=sys.stderr)


def _compare_times(options, compiler, argot):
    found = []
    for interpreter in choosing.chosen():
        build = building.build(interpreter, ROOT, compiler, options.level, argot)
        found.append((interpreter, measuring.time_ratios(interpreter, [build] * PROCESSES)))
        print(times.table(*found[-1]), end="\n\n", flush=True)
    if options.json:
        report.write_json(options.json, times.document(found), compiler, options.level)
    return 0


def _compare_pools(options, compiler, argot):
    found, beyond = [], []
    for interpreter in choosing.chosen():
        found.append(pool.measure(interpreter, ROOT, compiler, options.level, argot))
        print(pool.table(found[-1]), end="\n\n", flush=True)
        beyond += pool.excesses(found[-1])
    if options.json:
        report.write_json(options.json, pool.document(found), compiler, options.level)
    if beyond:
        _remark("\n".join(beyond))
    checked = sum(map(pool.checked, found))
    print(f"{checked - len(beyond)} passed, {len(beyond)} failed")
    return 1 if beyond else 0


def _with_baseline(options, measurement, compiler):
    """Compares a measurement with its baseline, or writes it as the new one; None if neither was asked for."""
    if not options.check and not options.write_baseline:
        return None
    where = baseline.environment(measurement.interpreter, compiler, options.level)
    if options.write_baseline:
        _remark(f"written: {baseline.write(measurement, where)}")
        return None
    return baseline.compared(measurement, where)


def _checked(measurements, comparisons):
    """Prints what is worth a remark and what is wrong, then how much was checked; the exit status."""
    beyond = [line for measurement in measurements for line in report.excesses(measurement)]
    beyond += [failure for comparison in comparisons for failure in comparison.failures]
    few = baseline.too_few(comparisons)
    beyond += [few] if few else []
    for line in [remark for comparison in comparisons for remark in comparison.remarks] + beyond:
        _remark(line)
    checked = len(measurements) * report.CHECKED + 1  # the number of versions that were compared is one more
    checked += sum(comparison.compared for comparison in comparisons) * baseline.CHECKED
    print(f"{checked - len(beyond)} passed, {len(beyond)} failed")
    return 1 if beyond else 0


def main(arguments):
    options = _options(arguments)
    if not options.time and not shutil.which("valgrind"):
        raise CannotMeasure("valgrind is missing (Debian: apt-get install valgrind)")
    argot, compiler = _argot(required=options.check or options.pool or options.write_baseline), _compiler()
    if not argot:
        _remark("bin/argot is not built: its columns stay empty (run `make build`)")

    if options.time:
        return _compare_times(options, compiler, argot)
    if options.pool:
        return _compare_pools(options, compiler, argot)
    measurements, comparisons = [], []
    for interpreter in choosing.chosen():
        build = building.build(interpreter, ROOT, compiler, options.level, argot)
        measurement = report.Measurement(
            interpreter,
            measuring.instructions(interpreter, build),
            measuring.allocations(interpreter, build),
            build.sizes,
            build.call_sites,
        )
        print(report.table(measurement), end="\n\n", flush=True)
        measurements.append(measurement)
        comparisons.append(_with_baseline(options, measurement, compiler))
    if options.json:
        report.write_json(options.json, report.document(measurements), compiler, options.level)
    return _checked(measurements, comparisons) if options.check else 0


def run(arguments):
    """The exit status, with what went wrong on standard error."""
    try:
        return main(arguments)
    except (CannotMeasure, OSError) as problem:
        _remark(f"run.sh: {problem}")
        return 2


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
