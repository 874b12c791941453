"""Runs the tests; each is told by its function's name and its docstring. Arguments: names of tests.

Where a docstring says "Fails if", the tool was built with that change and the test was seen to fail.
"""

import sys

import support

import builds  # noqa: F401  (registers tests)
import calls  # noqa: F401
import commands  # noqa: F401
import files  # noqa: F401
import outputs  # noqa: F401

sys.exit(support.main(sys.argv[1:]))
