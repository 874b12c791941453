"""Runs the tests; each is told by its function's name and its docstring. Arguments: names of tests."""

import sys

import support

import caches  # noqa: F401  (registers tests)
import flags  # noqa: F401
import systems  # noqa: F401

sys.exit(support.main(sys.argv[1:]))
