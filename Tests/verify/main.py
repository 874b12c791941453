"""Runs the tests; each is told by its function's name. Arguments: names of tests."""

import pathlib
import sys

# The tests of `argot check` have what makes folders and runs the tool.
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "check"))

import support

import faults  # noqa: F401  (registers tests)
import formats  # noqa: F401
import sources  # noqa: F401

sys.exit(support.main(sys.argv[1:]))
