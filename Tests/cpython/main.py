"""Compares CPython's own tests on a plain build of its test modules and on a compiled one; run.sh describes it.

    main.py [--plant] [--require VERSIONS] [VERSION…]
"""

import argparse
import collections
import concurrent.futures
import fcntl
import os
import pathlib
import sys
import time

import builds
import interpreters
import modules
import sources

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE.parents[1] / ".cpython"
ARGOT = os.environ["ARGOT"]
# How much of the call sites has to be compiled, or the comparison would say little.
COMPILED = 0.8
NOTHING_TESTED = 77


def say(text=""):
    print(text, flush=True)


def candidates(versions):
    """(interpreter, source) of what is to be tested: of each minor version, the newest with a source in Debian."""
    store = sources.Sources(WORK)
    by_minor = collections.defaultdict(list)
    for one in interpreters.found():
        if not one.free_threaded and (not versions or "{}.{}".format(*one.minor) in versions):
            by_minor[one.minor].insert(0, one)
    found, problems = [], {}
    for several in by_minor.values():
        for interpreter in several:
            try:
                if interpreter.minor < builds.SETUP_SINCE:
                    raise sources.NoSource(f"its source has no {builds.SETUP}, which lists what to build")
                found.append((interpreter, store.get(interpreter)))
            except sources.NoSource as problem:
                problems.setdefault(str(problem), []).append(interpreter)
            else:
                break
    served = {interpreter.minor for interpreter, _ in found}
    for problem, concerned in problems.items():
        names = ", ".join(one.version for one in concerned if one.minor not in served)
        if names:
            say(f"not tested: CPython {names}: {problem}")
    return found


class Comparison:
    """The two builds for one interpreter."""

    def __init__(self, interpreter, source, compiler):
        folder = WORK / "builds" / interpreter.name
        self.interpreter = interpreter
        self.plain = builds.Build(folder / "plain", interpreter, source, builds.COMPILER)
        self.compiled = builds.Build(folder / "compiled", interpreter, source, [ARGOT, "cc", *compiler])
        self.chosen = modules.chosen(source)
        self.failed = 0
        self.passed = 0

    @property
    def both(self):
        return self.plain, self.compiled

    def build(self, pool):
        """Compiles and links. Raises builds.Failure."""
        for one in self.both:
            one.prepare()
        parts = [(one, *part) for one in self.both for part in one.parts()]
        for done in [pool.submit(one.compile, source, target) for one, _, source, target in parts]:
            done.result()
        for one, extension in sorted({(one, extension) for one, extension, _, _ in parts}, key=str):
            one.link(extension)

    def start(self, pool):
        """Starts the tests of both builds, the modules in turns."""
        return {(name, one): pool.submit(one.test, name, patterns)
                for name, patterns in self.chosen for one in self.both}

    def fail(self, text):
        self.failed += 1
        say(f"FAILED: {text}")

    def show_sites(self):
        sites = self.compiled.sites()
        left = collections.Counter(site["reason"] for site in sites if site["status"] != "compiled")
        compiled = len(sites) - sum(left.values())
        say(f"  {len(sites)} call sites, {compiled} compiled, {sum(left.values())} left:")
        for reason, count in left.most_common():
            say(f"  {count:5} {reason}")
        if not sites or compiled < COMPILED * len(sites):
            self.fail(f"less than {COMPILED:.0%} of the call sites are compiled")

    def show_tests(self, outcomes):
        say(f"  {'run/passed/failed/skipped':32}{'plain':>20}{'compiled':>20}")
        everything = [{}, {}]
        for name, _ in self.chosen:
            plain, compiled = (outcomes[name, one].result() for one in self.both)
            for all_modules, found in zip(everything, (plain, compiled)):
                all_modules.update(((name, test), ends) for test, ends in found.items())
            different = sorted(test for test in plain.keys() | compiled.keys() if plain.get(test) != compiled.get(test))
            verdict = "equal" if not different else f"{len(different)} different"
            say(f"  {name:32}{totals(plain):>20}{totals(compiled):>20}  {verdict}")
            for test in different:
                say(f"    {test}: plain {shown(plain.get(test))}; compiled {shown(compiled.get(test))}")
            if different:
                log = self.compiled.folder / "logs" / f"{name}.log"
                self.fail(f"{name} on CPython {self.interpreter.version}; see {log}")
            elif not counted(plain)["passed"]:
                self.fail(f"{name} on CPython {self.interpreter.version}: no test passed")
            else:
                self.passed += 1
        say(f"  {f'all {len(self.chosen)} modules':32}{totals(everything[0]):>20}{totals(everything[1]):>20}")


def counted(outcomes):
    """How many tests passed, failed and were skipped. What fails as expected passes."""
    counts = collections.Counter()
    for ends in outcomes.values():
        kinds = {end.split(":")[0] for end in ends}
        counts[next((kind for kind in ("failed", "passed", "skipped") if kind in kinds), "broke off")] += 1
    return counts


def totals(outcomes):
    counts = counted(outcomes)
    return "/".join(map(str, (len(outcomes), counts["passed"], counts["failed"], counts["skipped"])))


def shown(ends):
    return " and ".join(ends) if ends else "did not run"


def main(arguments):
    parser = argparse.ArgumentParser(description="Run CPython's own tests on plain and on compiled test modules.")
    parser.add_argument("--plant", action="store_true", help="put a fault in the compiled code")
    parser.add_argument("--require", type=lambda text: text.split(","), default=[], metavar="VERSIONS",
                        help="minor versions, as 3.11,3.13, without which the run fails")
    parser.add_argument("versions", nargs="*", metavar="VERSION", help="a minor version to test, as 3.13")
    options = parser.parse_args(arguments)
    WORK.mkdir(exist_ok=True)
    lock = open(WORK / "lock", "w")
    fcntl.flock(lock, fcntl.LOCK_EX)

    passed = failed = 0
    started = time.monotonic()
    try:
        tested = candidates(options.versions)
    except interpreters.TooFew as problem:
        say(problem)
        say("0 passed, 1 failed")
        return 1
    minors = {"{}.{}".format(*interpreter.minor) for interpreter, _ in tested}
    for version in options.require:
        if version not in minors:
            say(f"FAILED: CPython {version} is required and not tested")
            failed += 1
    if not tested and not failed:
        say("skipped: there is no interpreter whose source can be had")
        return NOTHING_TESTED
    compiler = [HERE / "plant.sh"] if options.plant else builds.COMPILER
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for interpreter, source in tested:
            comparison = Comparison(interpreter, source, compiler)
            say(f"\nCPython {interpreter.text}\n  {interpreter.path}")
            try:
                comparison.build(pool)
            except builds.Failure as problem:
                comparison.fail(problem)
            else:
                comparison.show_sites()
                comparison.show_tests(comparison.start(pool))
            passed += comparison.passed
            failed += comparison.failed
    say(f"\n{time.monotonic() - started:.0f} s")
    say(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
