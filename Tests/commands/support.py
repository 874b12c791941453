"""What the tests share: folders with sources, and runs of the tool."""

import contextlib
import io
import os
import pathlib
import re
import subprocess
import sysconfig
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARGOT = os.environ["ARGOT"]
INCLUDE = f"-I{sysconfig.get_path('include')}"
GOLDEN = pathlib.Path(__file__).resolve().parent / "check" / "golden"
#: A source without findings, and one with a finding in line 2, column 59.
CLEAN = '#include <Python.h>\nint f(PyObject *a) { int n; return !PyArg_ParseTuple(a, "i", &n); }\n'
WRONG = '#include <Python.h>\nint f(PyObject *a) { long n; return !PyArg_ParseTuple(a, "i", &n); }\n'
CONCISE = re.compile(r"(.+?):(\d+):(\d+): (?:error|warning): .+ \[([a-z-]+)\]")
TESTS = {}


def test(function):
    """Registers a test, whose name no other one has."""
    if function.__name__ in TESTS:
        raise ValueError(f"there are two tests {function.__name__}")
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
        path.write_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogateescape"))
        return path

    def read(self, name):
        return (self.folder / name).read_text()

    def run(self, *command, cwd=".", **variables):
        """Runs a command in the folder or one in it. Output that is no UTF-8 keeps its bytes as surrogates."""
        done = subprocess.run([str(word) for word in command], cwd=self.folder / cwd, capture_output=True,
                              stdin=subprocess.DEVNULL, env={**os.environ, **variables})
        done.stdout, done.stderr = (part.decode(errors="surrogateescape") for part in (done.stdout, done.stderr))
        return done

    def argot(self, command, *arguments, flags=None, code=None, before=(), cwd=".", **variables):
        """Runs a command of the tool, behind other words if there are any, with an exit code if one is expected.

        `flags` are the compiler's options, behind `--`.
        """
        behind = ["--", *flags] if flags else []
        done = self.run(*before, ARGOT, command, *arguments, *behind, cwd=cwd, **variables)
        if code is not None:
            equal(done.returncode, code, done.stdout + done.stderr)
        return done

    def check(self, *arguments, flags=(INCLUDE,), **options):
        """Runs `argot check`."""
        return self.argot("check", *arguments, flags=flags, **options)

    def found(self, *arguments, code=None, **options):
        """(file, line, column, rule) of each finding."""
        done = self.check("--output-format", "concise", *arguments, code=code, **options)
        matches = [CONCISE.fullmatch(line) for line in done.stdout.splitlines()]
        equal(all(matches), True, done.stdout)
        return [(one[1], int(one[2]), int(one[3]), one[4]) for one in matches]


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
