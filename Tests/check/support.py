"""What the tests share: folders with sources, and runs of the tool."""

import contextlib
import io
import os
import pathlib
import subprocess
import sysconfig
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARGOT = os.environ["ARGOT"]
INCLUDE = f"-I{sysconfig.get_path('include')}"
#: A source without findings, and one with a finding in line 2, column 45.
CLEAN = '#include <Python.h>\nint f(PyObject *a) { int n; return !PyArg_ParseTuple(a, "i", &n); }\n'
WRONG = '#include <Python.h>\nint f(PyObject *a) { long n; return !PyArg_ParseTuple(a, "i", &n); }\n'
TESTS = {}


def test(function):
    """Registers a test."""
    TESTS[function.__name__] = function
    return function


class Project:
    """A folder with files, and the tool run in it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def write(self, **texts):
        """Writes files; `__` in a name stands for the dot, `___` for a slash."""
        for name, text in texts.items():
            self.put(name.replace("___", "/").replace("__", "."), text)

    def put(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        return (self.folder / name).read_text()

    def check(self, *arguments, flags=(INCLUDE,), code=None, **variables):
        """Runs `argot check`, with an exit code if one is expected."""
        behind = ["--", *flags] if flags else []
        done = subprocess.run([ARGOT, "check", *map(str, arguments), *behind], cwd=self.folder, text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, env={**os.environ, **variables})
        if code is not None:
            equal(done.returncode, code, done.stdout + done.stderr)
        return done


def equal(found, wanted, about=""):
    if found != wanted:
        raise AssertionError(f"found   {found!r}\nwanted  {wanted!r}\n{about}")


def contains(text, part):
    if part not in text:
        raise AssertionError(f"{part!r} is not in\n{text}")


def main(names):
    chosen = {name: TESTS[name] for name in names} if names else TESTS
    failed = 0
    for name, function in chosen.items():
        log = io.StringIO()
        try:
            with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(log):
                function(Project(os.path.realpath(folder)))
            print(f"{name}: ok")
        except Exception:
            failed += 1
            print(f"{name}: FAILED\n{log.getvalue()}{traceback.format_exc()}")
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0
