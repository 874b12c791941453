"""Tests of the comparison with committed instruction counts: python3 -m unittest, in this folder."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import baseline
import bench
import choosing
import report
from workload import ROWS

WHERE = {"compiler": "gcc 12", "libc": "glibc 2.36", "processor": "x86_64", "python": "3.11.2", "valgrind": "3.19"}


def measurement(version="3.11.2", **changed):
    """200 instructions in both compiled columns of every row, 150 in the limits, but for {row: {column: count}}."""
    counts = {
        row.name: {"cpython": 900.0, "argot": 200.0, "kept": 200.0, "limit": 150.0, "vector_limit": 150.0}
        for row in ROWS
    }
    for row, figures in changed.items():
        counts[row].update(figures)
    interpreter = SimpleNamespace(version=version, name=version, path="/python3", text=version)
    return report.Measurement(interpreter, counts, {}, {}, None)


class Baselines(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        patch = mock.patch.object(baseline, "FOLDER", os.path.join(folder.name, "baselines"))
        patch.start()
        self.addCleanup(patch.stop)
        self.path = baseline.write(measurement(), WHERE)

    def compared(self, where=WHERE, version="3.11.2", **changed):
        return baseline.compared(measurement(version, **changed), where)

    def test_the_same_figures_pass_without_a_word(self):
        self.assertEqual(self.compared(), (True, [], []))

    def test_three_percent_more_fail_and_one_percent_more_passes_in_every_row_and_convention(self):
        for row in ROWS:
            for column, _ in baseline.COLUMNS:
                self.assertEqual(self.compared(**{row.name: {column: 202.0}}), (True, [], []), row.name)
                found = self.compared(**{row.name: {column: 206.0}})
                self.assertEqual(len(found.failures), 1, row.name)
                self.assertIn(f"CPython 3.11.2, row {row.name}, {column}: 206.0 instructions, +3.0 %", found.failures[0])

    def test_three_percent_less_is_a_remark(self):
        found = self.compared(b={"kept": 194.0})
        self.assertEqual(found.failures, [])
        self.assertRegex(found.remarks[0], r"row b, kept: 194\.0 .* better, so that the baseline can be renewed")

    def test_what_the_limit_takes_more_is_not_held_against_compiled_calls(self):
        self.assertEqual(self.compared(b={"argot": 230.0, "vector_limit": 180.0}), (True, [], []))
        self.assertEqual(len(self.compared(b={"vector_limit": 140.0}).failures), 1)

    def test_elsewhere_more_is_allowed_and_the_difference_is_named(self):
        for fact in WHERE:
            where = {**WHERE, fact: "another"}
            found = self.compared(where, b={"argot": 216.0})
            self.assertEqual(found.failures, [], fact)
            self.assertIn(f"up to 10 % are allowed, the baseline is of {fact} '{WHERE[fact]}'", found.remarks[0])
            self.assertEqual(len(self.compared(where, b={"argot": 224.0}).failures), 1, fact)

    def test_rows_that_only_one_side_has_fail(self):
        with open(self.path, encoding="utf-8") as file:
            written = json.load(file)
        written["instructions"]["z"] = written["instructions"].pop("b")
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump(written, file)
        missing, surplus = self.compared().failures
        self.assertIn("row b: not in the baseline", missing)
        self.assertIn("row z: in the baseline, but not measured any more", surplus)

    def test_a_version_without_a_baseline_is_named(self):
        found = self.compared(version="3.11.3")
        self.assertFalse(found.compared)
        self.assertEqual(found.failures, [])
        self.assertIn("CPython 3.11.3 has no baseline", found.remarks[0])

    def test_continuous_integration_wants_two_versions(self):
        one, none = baseline.Comparison(True, [], []), baseline.Comparison(False, [], [])
        for environment, comparisons, enough in (
            ("true", [one, one, none], True), ("true", [one, none], False), ("true", [one], True),
            ("true", [none], False), ("", [none, none], True),
        ):
            with mock.patch.dict(os.environ, {"CI": environment}):
                self.assertEqual(baseline.too_few(comparisons) is None, enough, (environment, comparisons))

    def test_a_file_has_one_row_a_line_in_order(self):
        with open(self.path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        rows = [line for line in lines if '"argot"' in line]
        self.assertEqual(len(rows), len(ROWS))
        self.assertEqual(rows, sorted(rows))
        self.assertIn('  "b": {"argot": 200.0, "vector_limit": 150.0, "kept": 200.0, "limit": 150.0},', rows)

    def test_the_program_fails_where_a_row_is_worse(self):
        for figures, status in (({}, 0), ({"argot": 206.0}, 1)):
            output = io.StringIO()
            with contextlib.ExitStack() as stack:
                patch = lambda target, name, value: stack.enter_context(mock.patch.object(target, name, value))
                patch(choosing, "chosen", lambda: [measurement().interpreter])
                patch(bench.building, "build", lambda *_: SimpleNamespace(sizes={}, call_sites=None))
                patch(bench.measuring, "instructions", lambda *_: measurement(b=figures).instructions)
                patch(bench.measuring, "allocations", lambda *_: {})
                patch(bench, "_argot", lambda required: "argot")
                patch(report, "table", lambda _: "")
                patch(report, "excesses", lambda _: [])
                patch(baseline, "environment", lambda *_: WHERE)
                stack.enter_context(contextlib.redirect_stdout(output))
                stack.enter_context(contextlib.redirect_stderr(output))
                self.assertEqual(bench.run(["--check"]), status, output.getvalue())
            self.assertEqual("row b, argot: 206.0" in output.getvalue(), bool(status))
            self.assertIn(f"passed, {status} failed", output.getvalue())


class Environment(unittest.TestCase):
    def test_every_fact_is_known_here(self):
        try:
            interpreter = choosing.named(sys.executable)
            found = baseline.environment(interpreter, ["gcc"], "3")
        except choosing.CannotMeasure as problem:
            self.skipTest(str(problem))
        self.assertEqual(sorted(found), sorted(WHERE))
        self.assertRegex(found["compiler"], r"^gcc .*\d, -O3$")
        self.assertRegex(found["libc"], r"^glibc \d")
        self.assertTrue(all(found.values()), found)

    def test_baselines_of_another_optimization_level_are_not_written(self):
        with contextlib.redirect_stderr(io.StringIO()) as output, self.assertRaises(SystemExit):
            bench.run(["--write-baseline", "-O", "2"])
        self.assertIn("default optimization level", output.getvalue())


if __name__ == "__main__":
    unittest.main()
