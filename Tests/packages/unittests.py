"""Runs tests with unittest and writes what became of each to a file, as pytest writes it for outcomes.py.

    unittests.py FILE ARGUMENT...      the arguments are those of `python -m unittest`
"""

import sys
import unittest
import xml.etree.ElementTree as tree

# How pytest names what is not passed. A failed subtest makes its test a failed one.
METHODS = {"addSuccess": None, "addFailure": "failure", "addError": "error", "addSkip": "skipped",
           "addExpectedFailure": "skipped", "addUnexpectedSuccess": "failure"}
suite = tree.Element("testsuite")


class Result(unittest.TextTestResult):
    def addSubTest(self, test, subtest, problem):
        super().addSubTest(test, subtest, problem)
        if problem is not None:
            noted(test, "failure")


def noted(test, kind):
    owner, _, name = test.id().rpartition(".")
    case = tree.SubElement(suite, "testcase", classname=owner, name=name)
    if kind:
        tree.SubElement(case, kind)


def noting(method, kind):
    def add(self, test, *details):
        getattr(unittest.TextTestResult, method)(self, test, *details)
        noted(test, kind)
    return add


for method, kind in METHODS.items():
    setattr(Result, method, noting(method, kind))

unittest.main(module=None, argv=["unittest", *sys.argv[2:]], exit=False,
              testRunner=unittest.TextTestRunner(resultclass=Result))
tree.ElementTree(suite).write(sys.argv[1])
