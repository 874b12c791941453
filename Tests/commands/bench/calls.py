"""What is measured of which calls."""

import json
import os

from bench.running import bench, measured
from support import INCLUDE, contains, equal, test

SOURCE = """\
#define PY_SSIZE_T_CLEAN
#include <Python.h>
static PyObject *f(PyObject *self, PyObject *args)
{
    const char *format = Py_IsInitialized() ? "i" : NULL;
    int i; PyObject *o;
    (void)self;
    if (!PyArg_ParseTuple(args, "iO!", &i, &PyList_Type, &o)) return NULL;
    if (!PyArg_ParseTuple(args, format, &i)) return NULL;
    return Py_BuildValue("{s:i}", "key", i);
}
PyObject *use(void) { return f(NULL, NULL); }
"""
NAMES = ("Py_ssize_t given = kwnames == NULL ? 0 : argot_size(kwnames);", "Py_ssize_t given = kwnames == NULL ? 0 : 0;")


@test
def each_call_is_measured_in_three_ways(project):
    columns = measured(project, "si:string_peek")["si:string_peek"]["columns"]
    equal(sorted(columns), ["cpython", "fastcall", "kept"])
    for name, column in columns.items():
        equal(column["allocations"], 0)
        equal(("ratio" in column), name != "cpython")
    # Instructions are the same in every run; that fewer are taken is what the tool is for.
    instructions = {name: column["instructions"] for name, column in columns.items()}
    equal(instructions["fastcall"] < instructions["kept"] / 1.5 < instructions["cpython"] / 2, True, str(instructions))
    equal(200 < instructions["cpython"] < 1500, True, str(instructions))


@test
def every_function_is_measured(project):
    for api, format, function, columns in (
            ("build", "{s:i}", "Py_BuildValue", 2), ("call", "(Oi)", "PyObject_CallFunction", 2),
            ("single", "i", "PyArg_Parse", 2), ("parse", "i", "PyArg_ParseTuple", 3)):
        found = measured(project, "--no-instructions", "--api", api, format)[format]
        equal((found["function"], len(found["columns"])), (function, columns))
        equal("instructions" in found["columns"]["kept"], False)
    found = measured(project, "--no-instructions", "--api", "keywords", "--keywords", ",b,c", "i|O$i")["i|O$i"]
    equal((found["keywords"], found["outcome"]), (["", "b", "c"], "NoneType None"))


@test
def all_units_have_a_value_that_suits_them(project):
    units = "s s# s* z z# z* U y y# y* S b B h H i I l k L K n c C f d D O p (ii) O! O&".split()
    found = measured(project, "--no-instructions", *units)
    equal({unit: call["outcome"] for unit, call in found.items()}, {unit: "NoneType None" for unit in units})
    units = "s s# z y y# U u i b h l L k K n I B H c C d f D O N O& () [i] {s:i}".split()
    found = measured(project, "--no-instructions", "--api", "build", *units)
    equal(sorted(found), sorted(units))
    equal([call["outcome"] for call in found.values() if "Error" in call["outcome"]], [])


@test
def the_call_can_be_given(project):
    found = measured(project, "--no-instructions", "i", "s", "--call", "f(True)", "--call", "f(5)")
    equal((found["i"]["outcome"], found["s"]["outcome"][:9]), ("NoneType None", "TypeError"))
    contains(bench(project, "i", "--call", "f('x')", "--no-instructions").stdout, "raises TypeError")
    words = ("--no-instructions", "--api", "keywords", "--keywords", "a,b", "i|i", "--call", "f(1, c=2)")
    contains(measured(project, *words)["i|i"]["outcome"], "TypeError")
    for call in ("f(", "5", "f(undefined)"):
        contains(bench(project, "i", "--call", call, "--no-instructions", code=2).stdout, "the call cannot be made")
    bench(project, "i", "s", "--call", "f(1)", code=2)


@test
def a_call_that_does_something_else_is_not_measured(project):
    words = ("--no-instructions", "--api", "keywords", "--keywords", "a,b", "i|O", "--call", "f(1, c=2)")
    done = bench(project, *words, "--plant", *NAMES, code=1)
    contains(done.stdout, "the results differ")
    equal(list(measured(project, *words, "--plant", *NAMES, code=1)), [])


@test
def calls_of_sources_are_measured(project):
    project.write(one__c=SOURCE, broken__c="#include <Python.h>\nint f( {\n")
    found = measured(project, "--no-instructions", "one.c", flags=[INCLUDE])
    equal(sorted(found), ["iO!", "{s:i}"])
    equal(found["iO!"]["places"], ["one.c:8"])
    # CPython makes the key anew at each call.
    columns = found["{s:i}"]["columns"]
    equal(columns["cpython"]["allocations"] - columns["kept"]["allocations"], 1)
    done = bench(project, "--no-instructions", "one.c", "broken.c", code=2)
    contains(done.stderr, "broken.c was not analysed")
    contains(done.stdout, "its format is not a literal")


@test
def calls_under_the_limited_api_are_measured(project):
    project.write(one__c="#define Py_LIMITED_API 0x030B0000\n" + SOURCE)
    report = json.loads(bench(project, "--no-instructions", "--output-format", "json", "one.c", flags=[INCLUDE]).stdout)
    equal({call["limitedAPI"] for call in report["calls"]}, {"3.11"})


@test
def what_is_missing_is_told(project):
    contains(bench(project, "et#", code=2).stderr, "nothing was measured")
    contains(bench(project, "i", python="/bin/false", code=2).stderr, "give a CPython 3.9 to 3.15")
    for words in ([], ["--rounds", "0", "i"], ["--api", "keywords", "i"], ["--output-format", "png", "i"]):
        bench(project, *words, code=2)
    # All but valgrind is found.
    programs = project.folder / "programs"
    programs.mkdir()
    for folder in os.environ["PATH"].split(os.pathsep):
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            if not name.startswith("valgrind") and not (programs / name).exists():
                (programs / name).symlink_to(os.path.join(folder, name))
    done = bench(project, "i", PATH=str(programs))
    contains(done.stderr, "valgrind is not there")
    contains(done.stdout, '-       -       -                0     0     0   PyArg_ParseTuple "i"')
