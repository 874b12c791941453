"""Tests of the benchmark itself: python3 -m unittest, in this folder.

The end-to-end tests stand a script in for the argot tool. Each is a way in which the gate must fire, or must not.
"""

import contextlib
import io
import json
import os
import shutil
import stat
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import bench
import building
import choosing
import report
from problems import CannotMeasure
from workload import GATED_ROWS, GATED_VECTOR_ROWS, ROWS


GATES = (("argot", GATED_VECTOR_ROWS), ("kept", GATED_ROWS))


def measurement(instructions=None, python=None, libc=None, column="argot"):
    """Argot exactly at the limit in every row, but for one column of the rows named in the arguments."""
    counts, calls = {}, {}
    for row in ROWS:
        counts[row.name] = {"cpython": 300.0, "argot": 100.0, "kept": 100.0, "limit": 100.0, "empty": 50.0}
        counts[row.name].update(vector_limit=100.0, vector_empty=20.0)
        counts[row.name][column] = (instructions or {}).get(row.name, 100.0)
        calls[row.name] = {name: {"python": 1.0, "libc": 0.0} for name in counts[row.name]}
        calls[row.name][column] = {
            "python": (python or {}).get(row.name, 1.0), "libc": (libc or {}).get(row.name, 0.0)
        }
    interpreter = SimpleNamespace(version="3.13.0", path="/python3")
    return report.Measurement(interpreter, counts, calls, building.CallSites(13, []))


class Gate(unittest.TestCase):
    def test_the_limit_itself_passes(self):
        self.assertEqual(list(report.excesses(measurement())), [])

    def test_what_a_row_may_take_passes_and_one_percent_more_does_not(self):
        for column, rows in GATES:
            for name, allowed in rows.items():
                most = round(100 * allowed)
                self.assertEqual(list(report.excesses(measurement({name: float(most)}, column=column))), [], name)
                (line,) = report.excesses(measurement({name: most + 1.0}, column=column))
                self.assertIn(f"row {name}, {column}: {most + 1} instructions", line)

    def test_rows_outside_the_gate_may_cost_more(self):
        self.assertEqual(list(report.excesses(measurement({"bX": 500.0}))), [])

    def test_one_allocation_in_a_thousand_calls_is_found_in_every_row(self):
        for row in ROWS:
            for column, _ in GATES:
                for kind, count in (("python", 1.001), ("libc", 0.001)):
                    found = measurement(**{kind: {row.name: count}}, column=column)
                    self.assertEqual(len(list(report.excesses(found))), 1, row.name)


class Table(unittest.TestCase):
    def test_every_row_is_there_with_its_ratios(self):
        text = report.table(measurement({"b": 125.0}))
        self.assertRegex(text, r"(?m)^b +300 +125 +100 +20 +100 +100 +50 +1\.25 +1\.00 +2\.40 +3\.00 +1 +1 +1 ")
        for row in ROWS:
            self.assertRegex(text, rf"(?m)^{row.name} ")

    def test_without_argot_its_columns_are_dashes(self):
        found = measurement()._replace(call_sites=None)
        for row in ROWS:
            for figures in (found.instructions[row.name], found.allocations[row.name]):
                del figures["argot"], figures["kept"]
        self.assertRegex(report.table(found), r"(?m)^b +300 +- +100 +20 +- +100 +50 +- +- +- +- +1 +- +1 ")

    def test_json_replaces_a_file_or_leaves_it_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "figures.json")
            report.write_json(path, [measurement()], ["gcc"], "3")
            with open(path, encoding="utf-8") as file:
                before = file.read()
            (written,) = json.loads(before)["interpreters"]
            self.assertEqual([row["row"] for row in written["rows"]], [row.name for row in ROWS])
            broken = measurement({"b": object()})
            with self.assertRaises(TypeError):
                report.write_json(path, [broken], ["gcc"], "3")
            with open(path, encoding="utf-8") as file:
                self.assertEqual(file.read(), before)
            self.assertEqual(os.listdir(folder), ["figures.json"])


class Choosing(unittest.TestCase):
    def test_a_named_interpreter_must_exist(self):
        with mock.patch.dict(os.environ, {"PYTHONS": "'/no where/python3'"}):
            with self.assertRaisesRegex(CannotMeasure, "/no where/python3: no such program"):
                choosing.chosen()

    def test_without_names_the_newest_of_each_minor_version_are_measured(self):
        with mock.patch.dict(os.environ, {"PYTHONS": ""}):
            minors = [interpreter.minor for interpreter in choosing.chosen()]
        self.assertEqual(minors, sorted(set(minors)))


REPORT = """if [ -n "${ARGOT_REPORT-}" ]; then echo '{"status":"compiled"}' >"$ARGOT_REPORT"; fi\n"""


def compiling(source, edit=""):
    """A stand-in that compiles `source`, as a sed script changes it, where it is asked to compile rows.c."""
    return f"""{REPORT}for word; do
  shift
  case $word in
    */rows.c)
      sed '{edit}' "${{word%/rows.c}}/{source}" >"$0.c"
      set -- "$@" -I "${{word%/rows.c}}"
      word=$0.c ;;
  esac
  set -- "$@" "$word"
done
[ "${{ARGOT_CONVENTION-}}" = varargs ] || set -- "$@" -DBY_VECTOR
exec "$@" -DPyInit_limits=PyInit_rows
"""


STAND_INS = {
    "the plain compiler": REPORT + 'exec "$@"\n',
    "the limit prototypes": compiling("limits.c"),
    "a wrong result": compiling("rows.c", "s/cube(n))/square(n))/"),
    "a check left out": compiling("limits.c", "/refuse_if(contains_nul/d"),
    "an allocation": compiling("rows.c", "s/Py_RETURN_NONE/PyMem_RawFree(PyMem_RawMalloc(1000)); &/"),
    "a failing compiler": 'echo "no such luck" >&2\nexit 1\n',
    "every call left": REPORT.replace("compiled", "left") + 'exec "$@"\n',
    "no report": 'exec "$@"\n',
}


def measurable():
    """Why the end-to-end tests cannot run here, or None."""
    try:
        choosing.named(sys.executable)
    except CannotMeasure as problem:
        return str(problem)
    return None if shutil.which("valgrind") and shutil.which("gcc") else "valgrind or gcc is missing"


@unittest.skipIf(measurable(), measurable())
class EndToEnd(unittest.TestCase):
    def run_with(self, stand_in, *arguments):
        """(status, output) of run.sh with a stand-in for the tool, in a folder whose name has spaces."""
        output = io.StringIO()
        with tempfile.TemporaryDirectory(prefix="argot bench ") as folder:
            tool = os.path.join(folder, "argot")
            with open(tool, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\nset -eu\nshift\n" + STAND_INS[stand_in])
            os.chmod(tool, stat.S_IRWXU)
            environment = {"ARGOT": tool, "PYTHONS": f"'{sys.executable}'", "CC": "gcc"}
            with mock.patch.dict(os.environ, environment), mock.patch.object(bench, "ROOT", folder):
                with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                    status = bench.run(arguments)
        return status, output.getvalue()

    def test_the_plain_compiler_is_beyond_the_limit(self):
        status, output = self.run_with("the plain compiler", "--check")
        self.assertEqual(status, 1, output)
        for name in GATED_ROWS:
            self.assertRegex(output, rf"row {name}, kept: \d+ instructions are")
        for name in GATED_VECTOR_ROWS:
            self.assertRegex(output, rf"row {name}, argot: \d+ instructions are")
        self.assertRegex(output, "row h1, argot: 5 calls of CPython's allocators a call, the limit makes 3")

    def test_without_check_the_same_is_no_failure(self):
        self.assertEqual(self.run_with("the plain compiler")[0], 0)

    def test_the_limit_prototypes_are_within_the_limit(self):
        status, output = self.run_with("the limit prototypes", "--check", "-O2")
        self.assertEqual(status, 0, output)

    def test_wrong_results_are_not_measured(self):
        status, output = self.run_with("a wrong result", "--check")
        self.assertEqual(status, 2, output)
        expected = "c(None, 100): cpython gives tuple (100, 10000, 1000000); argot gives tuple (100, 10000, 10000)"
        self.assertIn(expected, output)

    def test_what_should_be_refused_must_be(self):
        status, output = self.run_with("a check left out", "--check")
        self.assertEqual(status, 2, output)
        self.assertIn("cpython gives ValueError: embedded null character; argot gives int", output)

    def test_an_allocation_is_counted_by_both_counters(self):
        output = self.run_with("an allocation", "--check")[1]
        self.assertIn("row a, argot: 1 calls of CPython's allocators a call, the limit makes 0", output)
        self.assertIn("row a, kept: 1 calls of the C library a call, the limit makes 0", output)

    def test_a_build_that_fails_is_reported(self):
        status, output = self.run_with("a failing compiler")
        self.assertEqual(status, 2, output)
        self.assertIn("no such luck", output)

    def test_a_tool_that_compiles_nothing_is_not_measured(self):
        for stand_in in ("no report", "every call left"):
            status, output = self.run_with(stand_in)
            self.assertEqual(status, 2, output)
            self.assertIn("compiled no call of rows.c", output)

    def test_a_tool_that_is_not_there(self):
        output = io.StringIO()
        with mock.patch.dict(os.environ, {"ARGOT": "/no/argot"}), contextlib.redirect_stderr(output):
            self.assertEqual(bench.run(["--check"]), 2)
        self.assertIn("/no/argot is not a program; run `make build`", output.getvalue())


if __name__ == "__main__":
    unittest.main()
