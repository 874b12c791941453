"""Runs the tests; each is told by its function's name and its docstring. Arguments: names of tests."""

import pathlib
import sys
import tempfile
import traceback

from support import INTERPRETER, TESTS, Case, Failure

import caches  # noqa: F401  (registers tests)
import flags  # noqa: F401
import systems  # noqa: F401
from tools import Missing


def main():
    print(INTERPRETER)
    chosen = [body for body in TESTS if not sys.argv[1:] or body.__name__ in sys.argv[1:]]
    failed = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        for body in chosen:
            summary = body.__doc__.strip().splitlines()[0]
            try:
                body(Case(pathlib.Path(folder) / body.__name__))
            except Missing as missing:
                skipped += 1
                print(f"skipped {body.__name__}: {missing}")
            except Failure as failure:
                failed += 1
                print(f"FAILED  {body.__name__}: {summary}\n{failure}")
            except Exception:
                failed += 1
                print(f"FAILED  {body.__name__}: {summary}")
                traceback.print_exc(file=sys.stdout)
            else:
                print(f"ok      {body.__name__}: {summary}", flush=True)
    print(f"{len(chosen) - failed - skipped} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
