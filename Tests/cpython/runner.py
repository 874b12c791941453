"""Runs one of CPython's test modules, under the interpreter that is tested, and writes down how each test ended.

    runner.py RESULTS OURS MODULE [PATTERN…]

RESULTS is written at the end, as JSON: the outcomes by test. OURS is the folder that CPython's test modules in C must
have come from. PATTERNs choose tests by name, as those of `unittest -k`.
"""

import collections
import json
import signal
import sys
import unittest


class Outcomes(unittest.TextTestResult):
    """Collects how every test ended; one with subtests may end in several ways."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.found = collections.defaultdict(set)

    def note(self, test, outcome):
        # A subtest's own name may contain addresses.
        self.found[getattr(test, "test_case", test).id()].add(outcome)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, "passed")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(test, "failed")

    def addError(self, test, error):
        super().addError(test, error)
        self.note(test, "failed: an error")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, f"skipped: {reason}")

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self.note(test, "passed: failed as expected")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, "failed: passed unexpectedly")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.note(subtest, "failed" if issubclass(error[0], test.failureException) else "failed: an error")


def main(results, ours, module, *patterns):
    # Shells have programs in the background ignore this signal; a test relies on the exception.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    loader = unittest.TestLoader()
    if patterns:
        loader.testNamePatterns = list(patterns)
    tests = loader.loadTestsFromName(module)
    if loader.errors:
        sys.exit("\n".join(loader.errors))
    outcomes = unittest.TextTestRunner(stream=sys.stderr, verbosity=2, resultclass=Outcomes).run(tests)
    loaded = {name: sys.modules[name].__file__ for name in ("_testcapi", "_testlimitedcapi", "_testbuffer")
              if name in sys.modules}
    strangers = [path for path in loaded.values() if not path.startswith(ours + "/")]
    if strangers:
        sys.exit(f"these modules were not the ones to test: {', '.join(strangers)}")
    with open(results, "w") as file:
        json.dump({name: sorted(found) for name, found in outcomes.found.items()}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
