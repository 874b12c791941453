"""Results of checks as they come, from several threads."""

import threading

_lock = threading.Lock()
_results = []


class Failed(Exception):
    """A check that failed; its text says how."""


def check(label, function, *arguments):
    """Runs a check, prints what came of it, and returns its value, or None if it failed."""
    try:
        value, problem = function(*arguments), None
    except Failed as failure:
        value, problem = None, str(failure)
    with _lock:
        _results.append(problem is None)
        print(f"{'ok    ' if problem is None else 'FAILED'}  {label}", flush=True)
        if problem is not None:
            print("\n".join(problem.splitlines()[:40]), flush=True)
    return value


def summary():
    """Prints the last line and returns the exit status."""
    passed = sum(_results)
    print(f"{passed} passed, {len(_results) - passed} failed")
    return 0 if passed == len(_results) and passed else 1
