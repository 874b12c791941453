"""Tests of the benchmark itself: python3 -m unittest, in this folder.

The end-to-end tests stand a script in for the argot tool. Each is a way in which the gate must fire, or must not.
"""

import contextlib
import io
import json
import os
import re
import shutil
import stat
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import baseline
import bench
import building
import choosing
import known_excesses
import measuring
import report
import sizes
import times
from known_excesses import KnownExcess
from problems import CannotMeasure
from workload import GATED_ROWS, GATED_VECTOR_ROWS, METHODS, ROWS, WRAPPER_LIMITS


GATES = (("argot", GATED_VECTOR_ROWS), ("kept", GATED_ROWS))


def measurement(instructions=None, python=None, libc=None, column="argot", bytes_of=None):
    """Argot exactly at the limit in every row, but for one column of the rows named in the arguments, in a CPython of
    which no excess is known."""
    counts, calls = {}, {}
    for row in ROWS:
        counts[row.name] = {"cpython": 300.0, "argot": 100.0, "kept": 100.0, "limit": 100.0, "empty": 50.0}
        counts[row.name].update(vector_limit=100.0, vector_empty=20.0)
        counts[row.name][column] = (instructions or {}).get(row.name, 100.0)
        calls[row.name] = {name: {"python": 1.0, "libc": 0.0} for name in counts[row.name]}
        calls[row.name][column] = {
            "python": (python or {}).get(row.name, 1.0), "libc": (libc or {}).get(row.name, 0.0)
        }
    wrappers = {**{method: 99 for method in METHODS}, **WRAPPER_LIMITS, **(bytes_of or {})}
    found = {method: sizes.Size(size, size + 200) for method, size in wrappers.items()}
    interpreter = SimpleNamespace(version="3.8.1", path="/python3")
    return report.Measurement(interpreter, counts, calls, {"argot": found, "kept": found}, building.CallSites(13, []))


def knowing(*excesses):
    return mock.patch.object(known_excesses, "KNOWN_EXCESSES", excesses)


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


    def test_a_wrapper_may_have_so_many_bytes_and_not_one_more(self):
        for method, most in WRAPPER_LIMITS.items():
            (line,) = report.excesses(measurement(bytes_of={method: most + 1}))
            self.assertIn(f"wrapper of {method}: {most + 1} bytes of text", line)
        self.assertEqual(list(report.excesses(measurement(bytes_of={"h1": 5000}))), [])

    def test_every_check_is_counted(self):
        everything = {row.name: 500.0 for row in ROWS}
        found = measurement(everything, everything, everything, "argot", {method: 9999 for method in METHODS})
        kept = measurement(everything, everything, everything, "kept")
        self.assertEqual(len(list(report.excesses(found))) + len(list(report.excesses(kept))), report.CHECKED)


class KnownExcesses(unittest.TestCase):
    def messages(self, instructions, column="argot", **bytes_of):
        return list(report.excesses(measurement({"b": instructions}, column=column, bytes_of=bytes_of)))

    def test_a_known_excess_passes_and_more_does_not(self):
        with knowing(KnownExcess("row b", ("3.7", "3.8"), 1.20, "it rains")):
            self.assertEqual(self.messages(120.0), [])
            (line,) = self.messages(121.0)
            self.assertIn("row b, argot: 121 instructions are 1.21 times the limit's 100; at most 1.20", line)
            self.assertIn("although it rains", line)

    def test_it_holds_for_its_version_row_and_convention_alone(self):
        with knowing(KnownExcess("row b", ("3.9",), 1.20, "it rains"), KnownExcess("row bU", ("3.8",), 1.05, "so")):
            (line,) = [line for line in self.messages(119.0) if "row b," in line]
            self.assertIn("at most 1.05 times is allowed", line)
        with knowing(KnownExcess("row b", ("3.8",), 1.30, "it rains")):
            lines = self.messages(129.0, column="kept")
            self.assertEqual(len([line for line in lines if "row b, kept" in line]), 1)

    def test_one_that_is_no_longer_needed_is_found(self):
        with knowing(KnownExcess("row b", ("3.8",), 1.20, "it rains")):
            self.assertEqual(self.messages(105.0), [])  # the layout of the next build may be worse again
            (line,) = self.messages(103.0)
            self.assertIn("take the entry out of known_excesses.py", line)

    def test_wrappers_have_theirs(self):
        with knowing(KnownExcess("wrapper e", ("3.8",), 1.10, "it rains")):
            self.assertEqual(self.messages(100.0, e=1600), [])
            self.assertIn("wrapper of e: 1700 bytes", *self.messages(100.0, e=1700))
            self.assertIn("take the entry out", *self.messages(100.0, e=1500))

    def test_every_entry_speaks_of_something_that_is_checked(self):
        figures = {f"row {name}" for name in GATED_VECTOR_ROWS} | {f"wrapper {method}" for method in WRAPPER_LIMITS}
        seen = [(known.figure, minor) for known in known_excesses.KNOWN_EXCESSES for minor in known.minors]
        self.assertEqual({figure for figure, _ in seen} - figures, set())
        self.assertEqual(len(seen), len(set(seen)), "the first of two entries would hide the other")


class Sizes(unittest.TestCase):
    """What belongs to a wrapper: text of binutils for a module with two methods."""

    OUTPUTS = {
        "nm": """\
0000000000004000 0000000000000060 d methods
0000000000001000 0000000000000010 t argot_enter_1
0000000000000900 0000000000000003 t argot_enter_1.cold
0000000000001100 0000000000000020 t argot_parse_4_named.constprop.0
0000000000001200 0000000000000040 t argot_parse_4_slow
0000000000000910 0000000000000005 t argot_parse_4_slow.cold
0000000000001300 0000000000000100 t argot_more_d
0000000000001400 0000000000000007 t argot_enter_2
0000000000001500 0000000000000200 t two
                 U PyArg_VaParse
""",
        "objdump": """\
0000000000001000 <argot_enter_1>:
    1000: call   1100 <argot_parse_4_named.constprop.0>
    1005: jne    900 <argot_enter_1.cold>
    1008: call   1300 <argot_more_d>
0000000000000900 <argot_enter_1.cold>:
     900: jmp    1005 <argot_enter_1+0x5>
0000000000001100 <argot_parse_4_named.constprop.0>:
    1100: jmp    1200 <argot_parse_4_slow>
0000000000001200 <argot_parse_4_slow>:
    1200: jmp    910 <argot_parse_4_slow.cold>
0000000000001400 <argot_enter_2>:
    1400: jmp    1500 <two>
""",
        "readelf": """\
000000004008  000000000008 R_X86_64_RELATIVE                    1000
000000004028  000000000008 R_X86_64_RELATIVE                    1400
""",
    }

    def test_tiers_are_told_apart_and_the_users_function_counts(self):
        with mock.patch.object(sizes, "_output", lambda tool, *_: self.OUTPUTS[tool]):
            found = sizes.of_methods("module.so", ("one", "two"))
        self.assertEqual(found["one"], sizes.Size(0x10 + 3 + 0x20, 0x10 + 3 + 0x20 + 0x40 + 5))
        self.assertEqual(found["two"], sizes.Size(0x207, 0x207))


class Times(unittest.TestCase):
    def test_median_and_middle_half_of_every_row(self):
        ratios = {row.name: {"argot": [1.0, 2.0, 3.0, 4.0, 50.0]} for row in ROWS}
        text = times.table(SimpleNamespace(version="3.8.1", path="/python3"), {"c": ratios, "python": ratios})
        for row in ROWS:
            self.assertEqual(len(re.findall(rf"(?m)^{row.name} +3\.00 \(2\.00 … 4\.00\) +- +- +- ", text)), 2)


class Table(unittest.TestCase):
    def test_every_row_is_there_with_its_ratios(self):
        text = report.table(measurement({"b": 125.0}))
        self.assertRegex(text, r"(?m)^b +300 +125 +100 +20 +100 +100 +50 +1\.25 +1\.00 +2\.40 +3\.00 ")
        self.assertRegex(text, r"(?m)^b +1 +1 +1 +1 +1 +614 +814 +614 +814 +-$")
        for row in ROWS:
            self.assertRegex(text, rf"(?m)^{row.name} ")

    def test_without_argot_its_columns_are_dashes(self):
        found = measurement()._replace(call_sites=None)
        for row in ROWS:
            for figures in (found.instructions[row.name], found.allocations[row.name]):
                del figures["argot"], figures["kept"]
        found.sizes.clear()
        self.assertRegex(report.table(found), r"(?m)^b +300 +- +100 +20 +- +100 +50 +- +- +- +- ")
        self.assertRegex(report.table(found), r"(?m)^b +1 +- +1 +- +1 +- +- +- +- +-$")

    def test_json_replaces_a_file_or_leaves_it_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "figures.json")
            report.write_json(path, report.document([measurement()]), ["gcc"], "3")
            with open(path, encoding="utf-8") as file:
                before = file.read()
            (written,) = json.loads(before)["interpreters"]
            self.assertEqual([row["row"] for row in written["rows"]], [row.name for row in ROWS])
            broken = measurement({"b": object()})
            with self.assertRaises(TypeError):
                report.write_json(path, report.document([broken]), ["gcc"], "3")
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
    "the convention kept": compiling("limits.c").replace("-DBY_VECTOR", "-DIGNORED"),
    "a long wrapper": compiling("rows.c", 's/Py_RETURN_NONE/__asm__ volatile (".skip 700, 0x90"); &/'),
    "a slow row": compiling("rows.c", "s/Py_RETURN_NONE/for (volatile int i = 0; i < 9999; i++); &/"),
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
            environment = {"ARGOT": tool, "PYTHONS": f"'{sys.executable}'", "CC": "gcc", "CI": ""}
            with mock.patch.dict(os.environ, environment), mock.patch.object(bench, "ROOT", folder):
                with mock.patch.object(baseline, "FOLDER", folder):  # a stand-in is not held against what the tool took
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
        with knowing(), mock.patch.dict(WRAPPER_LIMITS, {method: 9999 for method in WRAPPER_LIMITS}):
            status, output = self.run_with("the limit prototypes", "--check", "-O2")
        self.assertEqual(status, 0, output)

    def test_a_convention_that_stays_is_beyond_the_limit(self):
        status, output = self.run_with("the convention kept", "--check")
        self.assertEqual(status, 1, output)
        for name in set(GATED_VECTOR_ROWS) - {"h1", "h2", "h3"}:
            self.assertRegex(output, rf"row {name}, argot: \d+ instructions are")
        self.assertNotIn(", kept:", output)

    def test_a_long_wrapper_is_found(self):
        status, output = self.run_with("a long wrapper", "--check")
        self.assertEqual(status, 1, output)
        self.assertRegex(output, r"wrapper of a: 7\d\d bytes of text are 1\.\d\d times 614; at most 1\.00 times")

    def test_times_show_a_slow_row_in_both_kinds_of_calls(self):
        with mock.patch.object(bench, "PROCESSES", 1), mock.patch.object(measuring, "ROUNDS", 3):
            status, output = self.run_with("a slow row", "--time")
        self.assertEqual(status, 0, output)
        self.assertEqual(len(re.findall(r"(?m)^a +0\.0\d ", output)), 2, output)
        self.assertEqual(len(re.findall(r"(?m)^d +0\.[0-4]\d ", output)), 0, output)

    def test_wrong_results_are_not_timed(self):
        status, output = self.run_with("a wrong result", "--time")
        self.assertEqual(status, 2, output)
        self.assertIn("argot gives tuple (100, 10000, 10000)", output)

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
            self.assertIn("compiled no call; its report is", output)

    def test_a_tool_that_is_not_there(self):
        output = io.StringIO()
        with mock.patch.dict(os.environ, {"ARGOT": "/no/argot"}), contextlib.redirect_stderr(output):
            self.assertEqual(bench.run(["--check"]), 2)
        self.assertIn("/no/argot is not a program; run `make build`", output.getvalue())


if __name__ == "__main__":
    unittest.main()
