"""Runs the tests; each is told by its function's name. Arguments: names of tests."""

import sys

import support

import files  # noqa: F401  (registers tests)
import fixes  # noqa: F401
import outputs  # noqa: F401
import projects  # noqa: F401
import rules  # noqa: F401
import sarif  # noqa: F401

sys.exit(support.main(sys.argv[1:]))
