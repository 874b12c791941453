"""Runs a package's tests with pytest or unittest and compares what became of each."""

import collections
import pathlib
import subprocess
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
TIME_LIMIT = 900


def run(python, folder, arguments, log, environment):
    """The outcomes of one run, by test: a dictionary of sorted tuples, for a name may be used more than once.

    `arguments` are pytest's, or those of unittest behind the word `unittest`: pytest does not know `load_tests`.
    None if the run did not come to its end, for example because the interpreter crashed.
    """
    results = log.with_suffix(".xml")
    results.unlink(missing_ok=True)
    if arguments[0] == "unittest":
        command = [python, HERE / "unittests.py", results, *arguments[1:]]
    else:
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "--rootdir", folder,
                   f"--junit-xml={results}", *arguments]
    with open(log, "w") as output:
        try:
            subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                           stderr=subprocess.STDOUT, timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            output.write(f"\nstopped after {TIME_LIMIT} s\n")
            return None
    if not results.exists():
        return None
    found = collections.defaultdict(list)
    for case in xml.etree.ElementTree.parse(results).iter("testcase"):
        found[f"{case.get('classname')}::{case.get('name')}"].append(outcome(case))
    return {name: tuple(sorted(outcomes)) for name, outcomes in found.items()}


def outcome(case):
    kinds = {child.tag for child in case}
    if kinds & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in kinds else "passed"


def totals(outcomes):
    """Passed/failed/skipped, as text."""
    if outcomes is None:
        return "no result"
    counts = collections.Counter(one for outcomes in outcomes.values() for one in outcomes)
    return "/".join(str(counts[kind]) for kind in ("passed", "failed", "skipped"))


def differences(plain, argot):
    """The tests that came out differently, with both outcomes, `(test, plain, argot)`."""
    if plain is None or argot is None:
        return [] if plain == argot else [("the test run itself", totals(plain), totals(argot))]
    none = ("absent",)
    return [(name, "+".join(plain.get(name, none)), "+".join(argot.get(name, none)))
            for name in sorted(plain.keys() | argot.keys()) if plain.get(name, none) != argot.get(name, none)]
