"""The tests of the benchmark: what it notices, what it leaves out, what it writes. Nothing is built or installed."""

import json
import pathlib
import re
import tempfile
import types
import unittest
from unittest import mock

import paths
import bench
import catalogue
import columns
import compared
import differences
import frequency
import leads
import measuring_peers
import page
import probes
import results
import tables
import workloads
from problems import CannotMeasure
from workload import Row

RECORDED = json.loads((paths.HERE / "recorded.json").read_text(encoding="utf-8"))

ONE, TWO = Row("one", "one", '"i"', (1,)), Row("two", "two", '"s"', ("text",))


def module(**functions):
    return types.SimpleNamespace(**functions)


def refuse(value):
    raise TypeError("not this one")


def compared_with(rows=(), probes=(), **modules):
    """What compared.py says of modules, the first of which is CPython's."""
    with mock.patch.object(compared, "ALL_ROWS", rows), mock.patch.object(compared, "ALL_PROBES", probes):
        return compared.comparison({label: [each] for label, each in modules.items()})


class Comparing(unittest.TestCase):
    def test_a_wrong_result_is_noticed(self):
        found = compared_with(
            rows=(ONE,),
            cpython=module(one=lambda value: value),
            cython=module(one=lambda value: value + 1),
            nanobind=module(one=lambda value: value),
        )
        self.assertEqual([wrong[:2] for wrong in found["wrong"]], [["one", "cython"]])

    def test_results_of_another_type_are_wrong(self):
        self.assertEqual(compared.difference("int 1", "bool True"), "another result")
        self.assertEqual(compared.difference("int 1", "float 1.0"), "another result")
        self.assertIsNone(compared.difference("int 1", "int 1"))

    def test_refusals_are_told_apart(self):
        self.assertEqual(compared.difference("TypeError: no", "int 1"), "accepts")
        self.assertEqual(compared.difference("int 1", "TypeError: no"), "refuses")
        self.assertEqual(compared.difference("TypeError: no", "OverflowError: no"), "another exception")

    def test_only_argot_has_to_word_messages_as_before(self):
        self.assertIsNone(compared.difference("TypeError: no", "TypeError: not so"))
        self.assertEqual(compared.difference("TypeError: no", "TypeError: not so", exact=True), "another exception")

    def test_a_text_with_a_colon_is_no_exception(self):
        self.assertIsNone(compared.raised("str 'a: b'"))

    def test_calls_that_are_only_compared_do_not_stop_a_row(self):
        found = compared_with(probes=(ONE,), cpython=module(one=refuse), swig=module(one=lambda value: 1))
        self.assertEqual(found["wrong"], [])
        self.assertEqual(found["probes"]["swig"][0][:3], ["accepts", "one", "one(1)"])

    def test_addresses_are_not_kept(self):
        shown = compared.shown(Row("", "f", "", (memoryview(b"a"), 10**60)))
        self.assertNotRegex(shown, r"0x|0{40}")

    def test_values_of_derived_types_are_told_from_plain_ones(self):
        call = Row("", "f", "", (probes.Int(5), 5, probes.IntLike()), ((probes.Str("c"), 1), ("d", 2)))
        self.assertEqual(compared.shown(call), "f(Int(5), 5, IntLike(), **{Str('c'): 1}, d=2)")


class Expressing(unittest.TestCase):
    def test_a_row_without_a_function_is_left_out(self):
        served = compared_with(
            rows=(ONE, TWO), cpython=module(one=str, two=str), cffi=module(two=str)
        )["served"]
        self.assertEqual(served, {"cpython": ["one", "two"], "cffi": ["two"]})

    def test_rows_that_are_wrong_or_left_out_are_not_called(self):
        one, two = [module(one=str)], [module(one=str, two=str)]
        with mock.patch.object(columns, "ALL_ROWS", (ONE, TWO)), mock.patch.dict(columns.LEFT_OUT, {("b", "one"): ""}):
            called = [(row.name, label) for row, label, _ in columns.calls({"a": one, "b": two}, {("one", "a")})]
        self.assertEqual(called, [("two", "b")])

    def test_a_row_without_figures_is_a_dash(self):
        head, rows = tables.instructions(RECORDED)
        self.assertEqual(dict(zip(head, rows[1]))["SWIG"], "-")
        head, rows = tables.times(RECORDED, "c")
        self.assertEqual(dict(zip(head, rows[1]))["SWIG"], "-")


class Leading(unittest.TestCase):
    def test_a_lead_that_is_lost_is_listed(self):
        lost = [(lead.row["row"], lead.peers) for lead in leads.against_argot(RECORDED)]
        self.assertEqual(lost, [("a", ("cython",))])
        _, rows, reasons = page.losses(RECORDED)
        self.assertEqual(rows, [["a", "70", "Cython 54", "1"]])
        self.assertIn("a type of its own", reasons[0])

    def test_limits_and_argot_itself_are_no_peers(self):
        self.assertEqual(leads.best_peer({"instructions": {"argot": 1, "kept": 1, "limit": 1, "swig": 9}}), "swig")
        self.assertIsNone(leads.best_peer({"instructions": {"cpython": 9, "argot": 1}}))

    def test_who_checks_less_is_said(self):
        self.assertTrue(leads.checks_less(RECORDED, "cython", "b"))
        self.assertFalse(leads.checks_less(RECORDED, "cython", "a"))

    def test_equal_calls_stand_in_one_line(self):
        found = [
            ["accepts", "b", "b('\\x00', 0)", "ValueError: embedded null character", "int 0"],
            ["accepts", "ps", "ps('\\x00')", "ValueError: embedded null character", "int 0"],
            ["accepts", "ps", "ps(b'')", "TypeError: argument 1 must be str, not bytes", "int 0"],
        ]
        entries = differences.grouped(found)
        self.assertEqual([(entry["calls"], entry["functions"]) for entry in entries], [(2, ["b", "ps"]), (1, ["ps"])])
        self.assertEqual(entries[0]["example"], "ps('\\x00')")

    def test_what_a_message_says_of_the_one_call_does_not_tell_calls_apart(self):
        found = [
            ["refuses", "g", "g([1], ())", "float 1.0", "TypeError: Argument 'ints' has incorrect type (got list)"],
            ["refuses", "g", "g((), [])", "float 1.0", "TypeError: Argument 'doubles' has incorrect type (got list)"],
        ]
        self.assertEqual([entry["calls"] for entry in differences.grouped(found)], [2])


class Writing(unittest.TestCase):
    def test_the_page_says_what_the_figures_say(self):
        text = page.text([RECORDED])
        self.assertIn("3.10 to 6.13 times", text)
        self.assertIn("In 1 of 2 rows no peer takes fewer than Argot.", text)
        self.assertIn('| b | "si:string_peek" | 0 | Cython | 163 | 119 | 1.37 | 3.50, 5.64 | 2.90, 4.66 |', text)
        self.assertIn("### What Argot loses at, CPython 3.11", text)
        self.assertIn("- Clinic: there is no tool.", text)
        self.assertNotRegex(text, r"\{\w+\}")

    def test_a_bar_in_a_format_does_not_end_a_cell(self):
        self.assertIn("O\\|i", page._markdown(["format"], [["O|i"]]))

    def test_figures_without_times(self):
        document = json.loads(json.dumps(RECORDED))
        for row in document["rows"]:
            del row["times"]
        text = page.text([document])
        self.assertIn("| - | - |", text)
        self.assertNotIn("times-3.11", text)

    def test_the_printed_table_names_what_is_missing(self):
        self.assertIn("Clinic is missing: there is no tool", tables.as_text(RECORDED))

    def test_results_are_kept_as_they_are(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for minor in ("3.9", "3.13", "3.11"):
                results.keep({**RECORDED, "minor": minor}, folder)
            self.assertEqual([each["minor"] for each in results.kept(folder)], ["3.13", "3.11", "3.9"])
            self.assertEqual(results.kept(folder)[1], RECORDED)

    def test_the_committed_page_is_that_of_the_committed_results(self):
        self.assertEqual(
            page.PAGE.read_text(encoding="utf-8"), page.text(results.kept()), "run Benchmarks/peers/run.sh --page"
        )

    def test_no_path_is_committed(self):
        for path in results.FOLDER.glob("*.json"):
            self.assertNotRegex(path.read_text(encoding="utf-8"), r"/(home|root|tmp|usr|opt|work)/", path.name)


class Building(unittest.TestCase):
    def test_a_peer_that_cannot_be_built_is_missing_and_the_others_go_on(self):
        def fails(workshop):
            raise CannotMeasure("swig failed\n/somewhere/swig -python\nno such option")

        peers = (
            catalogue.Column("swig", "SWIG", "swig", "", fails),
            catalogue.Column("cffi", "cffi", "cffi", "", lambda workshop: [("rows", "rows.so")]),
        )
        said = []
        with (
            mock.patch.object(catalogue, "PEERS", peers),
            mock.patch.object(measuring_peers, "_own_modules", return_value=({}, [])),
            mock.patch.object(measuring_peers.building, "compiling"),
            mock.patch.object(measuring_peers.builders, "versions", return_value={}),
            mock.patch.object(measuring_peers.environment, "of_peers"),
        ):
            built = measuring_peers.build(None, ["gcc"], None, None, said.append)
        self.assertEqual(built.missing, {"swig": "swig failed"})
        self.assertEqual(built.build.columns, {"cffi": "rows:rows.so"})
        self.assertIn("no such option", "".join(said))

    def test_without_an_environment_argot_is_still_measured(self):
        with (
            mock.patch.object(measuring_peers, "_own_modules", return_value=({"argot": [("rows", "a.so")]}, [])),
            mock.patch.object(measuring_peers.building, "compiling"),
            mock.patch.object(measuring_peers.environment, "of_peers", side_effect=CannotMeasure("no network")),
        ):
            built = measuring_peers.build(None, ["gcc"], None, None, lambda text: None)
        self.assertEqual(list(built.build.columns), ["argot"])
        self.assertEqual(set(built.missing), set(catalogue.PEER_KEYS))

    def test_a_missing_tool_is_named_with_what_to_do(self):
        with mock.patch.object(bench.os.path, "isfile", return_value=False):
            with self.assertRaisesRegex(CannotMeasure, "make build"):
                bench._argot()


    def test_each_process_that_is_timed_loads_new_copies(self):
        with tempfile.TemporaryDirectory() as name:
            for file in ("one.so", "two.py"):
                pathlib.Path(name, file).write_text(file)
            built = measuring_peers.Build(name, "driver.so", {"cffi": f"one:{name}/one.so,two:{name}/two.py"})
            copied = [measuring_peers._copied(built, number).columns["cffi"] for number in (0, 1)]
            self.assertEqual(len({built.columns["cffi"], *copied}), 3)
            for module in copied[0].split(","):
                path = pathlib.Path(module.split(":")[1])
                self.assertEqual(path.read_text(), path.name)

    def test_times_are_taken_of_the_copies(self):
        with tempfile.TemporaryDirectory() as name:
            pathlib.Path(name, "one.so").touch()
            build = measuring_peers.Build(name, "driver.so", {"cffi": f"one:{name}/one.so"})
            with mock.patch.object(measuring_peers.measuring, "time_ratios", return_value={}) as ratios:
                measuring_peers.times(None, mock.Mock(build=build, packages=""), [])
                timed = [each.columns["cffi"] for each in ratios.call_args.args[1]]
        self.assertEqual(len({*timed, build.columns["cffi"]}), measuring_peers.PROCESSES + 1)


class Workload(unittest.TestCase):
    def test_every_function_of_a_row_is_in_the_sources(self):
        source = (paths.SOURCES / "package_rows.c").read_text(encoding="utf-8")
        named = re.findall(r'^    \{"(\w+)",', source, re.MULTILINE)
        self.assertEqual(sorted(named), sorted(row.function for row in workloads.PACKAGE_ROWS))

    def test_at_least_ten_formats_come_from_packages(self):
        self.assertGreaterEqual(len(workloads.PACKAGE_ROWS), 10)
        for row in workloads.PACKAGE_ROWS:
            self.assertGreaterEqual(workloads.calls_in_packages(row), workloads.FREQUENT, row.name)

    def test_frequencies_count_places(self):
        call = {"kind": "call", "file": "a.c", "line": 1, "column": 2, "api": "PyArg_ParseTuple", "format": "i:name"}
        calls = [call, {**call, "function": "seen again"}, {**call, "line": 2, "format": "i"}]
        calls.append({**call, "line": 3, "api": "PyObject_CallMethod"})
        with mock.patch.object(frequency.report, "calls", return_value=calls):
            found = frequency.counted([("package", None)])
        self.assertEqual(found, {("PyArg_ParseTuple", "i"): ["package", "package"]})


if __name__ == "__main__":
    unittest.main()
