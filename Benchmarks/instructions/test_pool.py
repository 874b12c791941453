"""Tests of `--pool`: python3 -m unittest, in this folder. A script stands in for the argot tool."""

import contextlib
import io
import os
import re
import stat
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import bench
import known_excesses
import pool
import pool_functions
import pooled
from known_excesses import SlowCalls
from test_bench import measurable

LISTED = known_excesses.SLOW_CALLS
FUNCTION = next(function for function in pool_functions.functions() if function.format == "|b")


def measured(raised=None, how="", **instructions):
    """A pool of one call."""
    call = pool.Call(FUNCTION, how, "5", raised, {"cpython": 1000.0, **instructions})
    return pool.Pool(SimpleNamespace(version="3.8.1", path="/python3"), [call], {"w*": "it is cold"})


def messages(*arguments, **instructions):
    return list(pool.excesses(measured(*arguments, **instructions)))


def knowing(*calls):
    """Nothing but these calls is known to be slow."""
    return mock.patch.object(known_excesses, "SLOW_CALLS", calls)


class Functions(unittest.TestCase):
    def test_every_unit_has_each_shape_and_values(self):
        units = {unit.spelling for unit in pool_functions.units()}
        self.assertLessEqual({"b", "s#", "O!", "O&", "es", "et#", "w*", "Z#"}, units)
        made = {(function.unit.spelling, function.shape) for function in pool_functions.functions()}
        self.assertEqual(made, {(unit, shape) for unit in units for shape in pool_functions.SHAPES})
        for function in pool_functions.functions():
            self.assertGreater(len(pooled.candidates(function)), 10, function)

    def test_a_unit_alone_gets_every_value(self):
        texts = {node.text for node in pooled.candidates(pool_functions.functions()[0])}
        self.assertLessEqual({leaf.text for leaf in pooled.pools.EVERYTHING}, texts)

    def test_keyword_parameters_are_given_by_position_and_by_name(self):
        seen = {names for function, names, _ in pooled.calls() if function.takes_keywords}
        self.assertEqual(seen, {None, ("a",)})

    def test_the_source_has_the_arguments_of_the_grammar(self):
        source = pool_functions.source()
        for call in (
            'PyArg_ParseTuple(args, "(s#)", &v0, &v1)',
            'PyArg_ParseTuple(args, "|O!", &PyLong_Type, &v1)',
            'PyArg_ParseTuple(args, "O&", converter, &v1)',
            'PyArg_ParseTuple(args, "es#", NULL, &v1, &v2)',
            'PyArg_ParseTupleAndKeywords(args, kwargs, "y*", keywords, &v0)',
        ):
            self.assertIn(f"if (!{call}) return NULL;", source)


class Gate(unittest.TestCase):
    def setUp(self):
        nothing = knowing()
        nothing.start()
        self.addCleanup(nothing.stop)

    def test_an_accepted_call_may_take_as_many_as_cpython_and_not_one_more(self):
        self.assertEqual(messages(argot=1000.0), [])
        (line,) = messages(argot=1001.0)
        self.assertIn('METH_FASTCALL, "|b": f(5): 1000 of CPython\'s are 0.999 times 1001', line)

    def test_what_raises_and_what_keeps_its_convention_may_take_a_little_more(self):
        for raised, column in (("TypeError", "argot"), ("TypeError", "kept"), (None, "kept")):
            self.assertEqual(messages(raised, **{column: 1052.0}), [])
            self.assertEqual(len(messages(raised, **{column: 1054.0})), 1)

    def test_a_known_excess_passes_for_its_calls_alone(self):
        known = SlowCalls("h b", "argot", True, 0.90)
        with knowing(known):
            self.assertEqual(messages(argot=1100.0), [])
            self.assertIn("0.893 times 1120, not 0.90 times", *messages(argot=1120.0))
        for field, value in {"units": "h B", "column": "kept", "succeed": False}.items():
            with knowing(known._replace(**{field: value})):
                self.assertIn("0.909 times 1100, not 1.00 times", *messages(argot=1100.0))

    def test_every_entry_names_units_and_allows_more_than_the_limit(self):
        units = {unit.spelling for unit in pool_functions.units()}
        for known in LISTED:
            self.assertLessEqual(set(known.units.split()), units)
            self.assertLess(known.least, pool.LEAST[known.column, known.succeed])

    def test_the_table_names_the_worst_call(self):
        found = measured(argot=900.0, kept=1010.0)
        faster = {"cpython": 9.0, "argot": 3.0}
        found.calls.append(found.calls[0]._replace(how="by name", value="7", instructions=faster))
        text = pool.table(found)
        self.assertRegex(text, r'(?m)^b +METH_FASTCALL +accepted +2 +1\.111  1000/900 "\|b": f\(5\)$')
        self.assertRegex(text, r'(?m)^b +METH_VARARGS +accepted +1 +0\.990  1000/1010 "\|b": f\(5\)$')
        self.assertRegex(text, r"(?m)^b +METH_FASTCALL +raises +0$")
        self.assertIn('left as it is: "w*": it is cold', text)
        self.assertIn("0 of 3 figures are beyond the limits", text)


STAND_IN = f"""#!/bin/sh
set -eu
shift
cat >"$0.report" <<'END'
{{"kind":"call","function":"{FUNCTION.name}","format":"|b","status":"compiled","convention":"fastcall"}}
END
[ -z "${{ARGOT_REPORT-}}" ] || cp "$0.report" "$ARGOT_REPORT"
for word; do
  shift
  case $word in
    */pool.c) sed '/^static PyObject .{FUNCTION.name}(/,/^}}/{{ EDIT }}' "$word" >"$0.c"; word=$0.c ;;
  esac
  set -- "$@" "$word"
done
exec "$@"
"""


@unittest.skipIf(measurable(), measurable())
class EndToEnd(unittest.TestCase):
    def run_with(self, edit):
        """(status, output) of run.sh with a stand-in that changes one function."""
        output = io.StringIO()
        with tempfile.TemporaryDirectory(prefix="argot pool ") as folder:
            tool = os.path.join(folder, "argot")
            with open(tool, "w", encoding="utf-8") as file:
                file.write(STAND_IN.replace("EDIT", edit))
            os.chmod(tool, stat.S_IRWXU)
            environment = {"ARGOT": tool, "PYTHONS": f"'{sys.executable}'", "CC": "gcc"}
            with mock.patch.dict(os.environ, environment), mock.patch.object(bench, "ROOT", folder), knowing():
                with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                    status = bench.run(["--pool"])
        return status, output.getvalue()

    def test_the_same_code_takes_the_same_instructions(self):
        status, output = self.run_with("")
        self.assertEqual(status, 0, output)
        self.assertRegex(output, r"(?m)^\d\d passed, 0 failed$")

    def test_a_slower_function_is_found(self):
        status, output = self.run_with("s/Py_RETURN_NONE/for (volatile int i = 0; i < 99; i++); &/")
        self.assertEqual(status, 1, output)
        self.assertGreater(len(re.findall(r'METH_FASTCALL, "\|b": f\(.+\): \d+ of CPython\'s are 0\.', output)), 2)

    def test_another_exception_is_not_measured(self):
        status, output = self.run_with('s/"|b"/"|U"/')
        self.assertEqual(status, 2, output)
        self.assertRegex(output, r"\|b, 5: .*TypeError")


if __name__ == "__main__":
    unittest.main()
