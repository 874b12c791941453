"""Tests of what measures and describes growth: python3 -B -m unittest, in this folder."""

import re
import sys
import tempfile
import unittest
from unittest import mock

import shared

import costs
import growth
import page
import results
import tables
from curves import CURVES, arguments, source
from many import MOST, formats
from many import source as many_source
from problems import CannotMeasure


def figures(of_formats=lambda size: 0.25 * size, left=()):
    """Figures of a run in which everything grows linearly, but for what is given."""
    counted = {
        curve.name: {column: {size: 100.0 + 10 * size for size in curve.sizes} for column, _ in tables.COLUMNS}
        for curve in CURVES
    }
    cost = lambda size: {"cpu": of_formats(size), "wall": 2 * of_formats(size), "memory": 50.0}
    measured = lambda steps, sizes: {
        size: {"costs": {step: cost(size) for _, step in steps}, "text": {"plain": 100 * size, "compiled": 900 * size}}
        for size in sizes
    }
    machine = {"processor": "P", "processors": 2, "system": "Linux x86_64", "compiler": "gcc 12"}
    return {
        "calls": {
            "machine": machine,
            "interpreters": [{"version": "3.11.2", "instructions": counted, "left": dict.fromkeys(left, "too many")}],
        },
        "formats": {
            "machine": machine, "headers": "3.11.2", "sizes": measured(tables.FORMAT_CURVES, (1, 10, 100, 1000))
        },
        "files": {"machine": machine, "headers": "3.11.2", "sizes": measured(tables.FILE_CURVES, (1, 10, 100))},
    }


class Sources(unittest.TestCase):
    def test_ten_thousand_formats_are_all_different(self):
        self.assertGreaterEqual(MOST, 10000)
        self.assertEqual(len(set(formats(0, 10000))), 10000)

    def test_a_file_has_as_many_calls_as_it_should(self):
        text = many_source("m", 25)
        self.assertEqual(len(set(re.findall(r'PyArg_ParseTuple\(args, "(\w+)"', text))), 25)
        self.assertEqual(len(re.findall(r"\{\"f\d+\", ", text)), 25)

    def test_every_size_of_every_curve_has_its_function(self):
        text = source()
        for curve in CURVES:
            for size in curve.sizes:
                self.assertEqual(len(re.findall(rf"PyObject \*{curve.function(size)}\(", text)), 1, (curve.name, size))
        self.assertIn('"((i))"', text)
        self.assertIn('"{s:i,s:i}", "key00", value, "key01", value', text)

    def test_keywords_are_given_in_order_and_reversed(self):
        curves = {curve.name: curve for curve in CURVES}
        self.assertEqual(arguments(curves["keywords"], 3), ((0, 1, 2), ("key00", "key01", "key02")))
        self.assertEqual(arguments(curves["reversed"], 3), ((2, 1, 0), ("key02", "key01", "key00")))
        self.assertEqual(arguments(curves["nesting"], 2), (((((7,),)),), None))


class Growth(unittest.TestCase):
    def test_what_one_more_unit_costs(self):
        self.assertEqual(growth.per_unit({1: 10.0, 2: 12.0, 5: 18.0}), 2.0)
        self.assertEqual(growth.small_and_large({size: 7.0 * size for size in range(1, 33)}), (7.0, 7.0))
        self.assertEqual(growth.small_and_large({1: 5.0, 10: 6.0, 100: 96.0, 1000: 2796.0}), (1.0, 3.0))

    def test_quadratic_is_worse_than_linear_and_linear_is_not(self):
        for sizes in (range(1, 33), (1, 10, 100, 1000)):
            self.assertFalse(growth.is_worse_than_linear({size: 40 + 3.0 * size for size in sizes}), sizes)
            self.assertTrue(growth.is_worse_than_linear({size: 40 + 3.0 * size**2 for size in sizes}), sizes)


class Costs(unittest.TestCase):
    BUSY = "import time\nwhile time.process_time() < 0.2: pass"

    def test_what_a_child_of_the_command_takes_counts(self):
        through_a_shell = ["sh", "-c", '"$0" -c "$1"; true', sys.executable, self.BUSY]
        for command in ([sys.executable, "-c", self.BUSY], through_a_shell):
            cost = costs.of(command)
            self.assertGreater(cost.cpu, 0.19)
            self.assertLess(cost.cpu, 2)
            self.assertGreater(cost.wall, 0.19)
            self.assertGreater(cost.memory, 1)

    def test_a_command_that_fails_is_not_measured(self):
        with self.assertRaisesRegex(CannotMeasure, "no such luck"):
            costs.of(["sh", "-c", "echo no such luck >&2; exit 3"])

    def test_the_least_of_each_figure_counts(self):
        self.assertEqual(costs.least([costs.Cost(1, 9, 5), costs.Cost(2, 3, 4)]), (1, 3, 4))
        self.assertEqual(costs.Cost(1, 2, 3) + costs.Cost(4, 5, 1), (5, 7, 3))


class Page(unittest.TestCase):
    def test_linear_growth_is_said_to_be_linear(self):
        self.assertIn("Nothing that was measured.", page.text(figures()))

    def test_what_is_worse_is_named(self):
        found = figures(of_formats=lambda size: 0.05 + 0.001 * size**1.5)
        self.assertIn("- CPU time, formats, `argot compile`: for each call", page.text(found))
        found = figures()
        (interpreter,) = found["calls"]["interpreters"]
        interpreter["instructions"]["nesting"]["kept"] = {size: 10.0 * size**2 for size in range(1, 11)}
        (line,) = page.worse_than_linear(found)
        self.assertIn("in parentheses, Argot, METH_VARARGS kept (CPython 3.11.2).", line)

    def test_calls_that_argot_leaves_are_named_and_not_judged(self):
        found = figures(left=[f"dict_{size}" for size in (*range(36, 61, 4), 64)])
        (interpreter,) = found["calls"]["interpreters"]
        for size in range(36, 65, 4):
            interpreter["instructions"]["dict"]["argot"][size] = 1e6
        text = page.text(found)
        self.assertIn("Argot leaves 36 keys and more to CPython (too many).", text)
        self.assertIn("Nothing that was measured.", text)
        self.assertIn("| Py_BuildValue, a dict of ints: Argot | 1–32 |", text)

    def test_results_come_back_as_they_were(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(shared, "RESULTS", folder):
            for kind, figures_of_kind in figures().items():
                results.write(kind, figures_of_kind)
                self.assertEqual(results.read(kind), figures_of_kind)

    def test_without_results_the_reader_is_told_what_to_do(self):
        with mock.patch.object(shared, "RESULTS", "/no/where"):
            with self.assertRaisesRegex(CannotMeasure, "make bench-scaling"):
                results.read("calls")


if __name__ == "__main__":
    unittest.main()
