"""Builds public packages plainly and through `argot cc` and compares them; run.sh describes it.

    packages.py [NAME...]
"""

import os
import pathlib
import shlex
import shutil
import sys

import building
import figures
import interpreters
import outcomes
import summary
from building import HERE, ROOT, WORK, Build, Failure, say, words

ARGOT = pathlib.Path(os.environ.get("ARGOT", ROOT / "bin" / "argot")).absolute()
# How many call sites or tests a failure lists.
SHOWN = 20


def compare_tests(plain, argot):
    """Prints the totals of both builds; returns those of the first run and the tests that differ in every run.

    Some tests depend on the machine's state: when outcomes differ, both builds are tested again, twice at most.
    """
    steady = None
    for run in (1, 2, 3):
        before, after = plain.test(run), argot.test(run)
        if run == 1:
            first = before, after
            say(f"  tests: plain {outcomes.totals(before)}, argot {outcomes.totals(after)} (passed/failed/skipped)")
            if not before or not any("passed" in each for each in before.values()):
                raise Failure(f"no test of the plain build passed, see {plain.folder / 'tests1.log'}")
        now = outcomes.differences(before, after)
        steady = now if steady is None else [row for row in steady if row[0] in {name for name, *_ in now}]
        if not steady:
            break
    if run > 1 and not steady:
        say(f"  tests that came out differently in run 1 came out alike in run {run}")
    return *first, steady


def listed(problems):
    """The first of them, and how many more there are."""
    problems = list(problems)
    return problems[:SHOWN] + ([f"and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else [])


def check(package):
    """Builds and tests one package both ways. Returns its row of the summary and what is wrong."""
    folder = WORK / package["name"]
    shutil.rmtree(folder, ignore_errors=True)
    building.install_debian(words(package["debian"]))
    plain, argot = Build(package, folder / "plain"), Build(package, folder / "argot")
    archive = building.download(package, plain.python, folder)
    plain.unpack(archive)
    argot.unpack(archive)

    record, report = folder / "commands", folder / "report.jsonl"
    recorder = shlex.quote(str(HERE / "record.sh"))
    plain_time = plain.install(CC=f"{recorder} gcc", CXX=f"{recorder} g++", RECORD=str(record))
    tool = shlex.quote(str(ARGOT))
    argot_time = argot.install(CC=f"{tool} cc gcc", CXX=f"{tool} cc g++", ARGOT_REPORT=str(report))
    say("  build: plain {:.1f} s ({:.1f} s of CPU), argot {:.1f} s ({:.1f} s of CPU)".format(*plain_time, *argot_time))

    counted = figures.Figures.read(record, plain.source, report)
    for line in counted.lines():
        say(f"  {line}")
    problems = listed(counted.problems(package))
    plain.copy_tests()
    argot.copy_tests()
    before, after, different = compare_tests(plain, argot)
    say("  " + ("DIFF" if different else "SAME"))
    problems += listed(f"{name}: plain {one}, argot {other} (see tests*.log in {folder}/*)"
                       for name, one, other in different)
    return summary.row(package["name"], counted, before, after, len(different), plain_time, argot_time), problems


def summarized(rows, is_complete):
    """Prints the table over all packages. Returns how many demands on all of them failed."""
    say()
    for line in summary.lines(rows):
        say(line)
    say("Build times: seconds of wall time / of CPU.")
    failed = 0
    for text, holds in summary.demands(rows) if is_complete else []:
        say(f"{text}: {'ok' if holds else 'FAILED'}")
        failed += not holds
    return failed


def main(names):
    packages = building.table()
    known = [package["name"] for package in packages]
    unknown = set(names) - set(known)
    if unknown:
        say(f"not in packages.tsv: {', '.join(sorted(unknown))}; it has {', '.join(known)}")
        return 2
    if not os.access(ARGOT, os.X_OK):
        say(f"{ARGOT} does not exist or is not executable; run `make build`")
        return 2
    try:
        say(f"{interpreters.describe(sys.executable)}\n{ARGOT}")
    except interpreters.Unusable as problem:
        say(f"{sys.executable}: {problem}")
        return 2
    WORK.mkdir(exist_ok=True)
    failed, rows = 0, []
    selected = [package for package in packages if not names or package["name"] in names]
    for package in selected:
        say(f"\n{package['name']} {package['version']}")
        try:
            row, problems = check(package)
            rows.append(row)
        except Failure as failure:
            problems = [str(failure)]
        for problem in problems:
            say(f"  {problem}")
        failed += bool(problems)
        say(f"  {'FAILED' if problems else 'ok'}")
    # What all packages have to reach together counts as one test more.
    complete = len(rows) == len(packages)
    passed = len(selected) - failed
    short = summarized(rows, complete) if rows else 0
    passed, failed = passed + (complete and not short), failed + bool(short)
    say(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
