"""What the tests share: a folder each, compiles with and without Argot, and comparisons of what both leave behind."""

import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))

import interpreters  # noqa: E402
import report  # noqa: E402

ARGOT = os.environ["ARGOT"]
GCC = os.environ.get("GCC", "gcc")
GXX = os.environ.get("GXX", "g++")
CLANG = os.environ.get("CLANG", "clang")
CLANGXX = os.environ.get("CLANGXX", "clang++")
try:
    # Modules are loaded into the interpreter that runs the tests.
    INTERPRETER = interpreters.describe(sys.executable)
except interpreters.Unusable as problem:
    print(f"{sys.executable}: {problem}", file=sys.stderr)
    sys.exit(2)
INCLUDE_OPTIONS = INTERPRETER.include_options
FLAGS = ["-O1", "-fPIC", *INCLUDE_OPTIONS]

PREAMBLE = """\
#define PY_SSIZE_T_CLEAN
#include <Python.h>
"""

MODULE = """
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "%s", 0, -1, methods, 0, 0, 0, 0};
PyMODINIT_FUNC PyInit_%s(void) { return PyModule_Create(&definition); }
"""


def function(name, body):
    """A function of the module, all on lines of its own."""
    return f"static PyObject *{name}(PyObject *self, PyObject *args)\n{{\n{body}\n}}\n"


def table(name, functions):
    """The end of a module's source: the module, with functions of these names as its methods."""
    entries = "".join(f'{{"{key}", {key}, METH_VARARGS, 0}}, ' for key in functions)
    return f"static PyMethodDef methods[] = {{{entries}{{0, 0, 0, 0}}}};" + MODULE % (name, name)


def module(name, functions, preamble=PREAMBLE):
    """A source of an extension module; `functions` maps names to bodies."""
    return preamble + "".join(function(key, body) for key, body in functions.items()) + table(name, functions)


class Failure(AssertionError):
    """What a test found wrong."""


class Missing(Exception):
    """Why a test cannot be run here."""


def expect(condition, *description):
    if not condition:
        raise Failure(" ".join(str(part) for part in description))


def expect_equal(found, expected, what):
    expect(found == expected, f"{what}:\n  found    {found!r}\n  expected {expected!r}")


class Case:
    """The folder of one test, and the compiles in it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.temporary = self.folder / "temporary files"
        self.temporary.mkdir(parents=True)
        self.report_path = self.folder / "report.json"
        self.loads = 0
        self.work = self.folder / "work"
        self.work.mkdir()

    def write(self, name, text):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run(self, command, cwd=None, **environment):
        full = dict(os.environ, TMPDIR=str(self.temporary), ARGOT_REPORT=str(self.report_path), LC_ALL="C")
        full.pop("ARGOT_STRICT", None)
        full.update(environment)
        return subprocess.run(
            [str(part) for part in command], cwd=cwd or self.work, env=full, stdin=subprocess.DEVNULL,
            capture_output=True)

    def cc(self, *command, cwd=None, **environment):
        """Runs `argot cc` and checks that it leaves no temporary file."""
        result = self.run([ARGOT, "cc", *command], cwd, **environment)
        self.expect_no_temporary_files()
        return result

    def compile(self, *command, cwd=None, **environment):
        """Runs `argot cc`; the compile must succeed without a word."""
        result = self.cc(*command, cwd=cwd, **environment)
        expect(result.returncode == 0 and not result.stdout and not result.stderr,
               f"{' '.join(map(str, command))}: status {result.returncode}\n{text(result)}")

    def expect_no_temporary_files(self):
        left = sorted(str(path) for path in self.temporary.iterdir())
        expect(not left, "temporary files are left:", left)

    def report(self):
        """The report's lines about calls so far; the report is emptied, its lines about methods are in `methods`."""
        calls, self.methods = report.calls(self.report_path), report.methods(self.report_path)
        self.report_path.unlink(missing_ok=True)
        return calls

    def statuses(self):
        """(api, status) of each line of the report, which is emptied."""
        return [(line["api"], line["status"]) for line in self.report()]

    def load(self, name, objects, compiler=GCC):
        """Links objects to the module `name` and imports it."""
        # The loader takes a file of a known name for the one that it has loaded already.
        self.loads += 1
        target = self.folder / f"load{self.loads}" / f"{name}.so"
        target.parent.mkdir()
        result = self.run([compiler, "-shared", *objects, "-o", target])
        expect(result.returncode == 0, text(result))
        spec = importlib.util.spec_from_file_location(name, target)
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
        return loaded

    def compare(self, *command, outputs=()):
        """Runs the command plainly and through Argot in turn, and compares status, messages and the named outputs.

        Returns the outputs' contents by name, as Argot left them and as the command alone did; None if there is none.
        """
        def go(arguments):
            for name in outputs:
                (self.work / name).unlink(missing_ok=True)
            result = self.run(arguments)
            found = {}
            for name in outputs:
                path = self.work / name
                found[name] = path.read_bytes() if path.exists() else None
            return result, found

        plain, expected = go(command)
        ours, found = go([ARGOT, "cc", *command])
        what = " ".join(map(str, command))
        expect_equal(ours.returncode, plain.returncode, f"status of {what}")
        expect_equal(ours.stdout, plain.stdout, f"output of {what}")
        expect_equal(ours.stderr, plain.stderr, f"messages of {what}")
        for name in outputs:
            expect_equal(found[name] is None, expected[name] is None, f"existence of {name} after {what}")
        self.expect_no_temporary_files()
        return found, expected


def text(result):
    return (result.stdout + result.stderr).decode(errors="replace")


def raised(call, *arguments):
    """The exception of a call as text, or its result."""
    try:
        return repr(call(*arguments))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def dependencies(contents):
    """The words of a dependency file, spaces in names kept."""
    joined = contents.decode().replace("\\\n", " ")
    return re.findall(r"(?:\\ |[^ \n])+", joined)


TESTS = []


def test(body):
    """Registers a test: a function of a `Case`."""
    TESTS.append(body)
    return body


def main(names):
    """Runs the tests with these names, or all that are registered; prints a line for each and the sum. The exit status."""
    print(INTERPRETER)
    chosen = [body for body in TESTS if not names or body.__name__ in names]
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
