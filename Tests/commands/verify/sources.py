"""Formats in sources."""

import json

from verify.running import calls, verify
from support import INCLUDE, contains, equal, test

SOURCE = """\
#define PY_SSIZE_T_CLEAN
#include <Python.h>
static PyObject *f(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"a", "b", NULL};
    const char *format = Py_IsInitialized() ? "i" : NULL;
    int i, j; PyObject *o; char *text = NULL;
    (void)self;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i|O!:f", names, &i, &PyList_Type, &o)) return NULL;
    if (!PyArg_ParseTuple(args, i ? "ii" : "ii:g", &i, &j)) return NULL;
    if (!PyArg_ParseTuple(args, "ii", &i, &j)) return NULL;
    if (!PyArg_ParseTuple(args, "es", "latin-1", &text)) return NULL;
    if (!PyArg_ParseTuple(args, format, &i)) return NULL;
    return Py_BuildValue("{s:i,s:s}", "key", i, "other", "text");
}
PyObject *use(void) { return f(NULL, NULL, NULL); }
"""


@test
def calls_of_sources_are_found_once_with_their_places(project):
    project.write(src___one__c=SOURCE, src___two__c=SOURCE)
    report = json.loads(verify(project, "src", "--count", "100", "--output-format", "json", flags=[INCLUDE]).stdout)
    found = {call["format"]: call for call in report["runs"][0]["calls"]}
    equal(sorted(found), ["es", "ii", "ii:g", "i|O!:f", "{s:i,s:s}"])
    equal(found["ii"]["places"], ["src/one.c:10", "src/one.c:11", "src/two.c:10", "src/two.c:11"])
    equal(found["i|O!:f"]["keywords"], ["a", "b"])
    equal([left["reason"] for left in report["notVerified"]], ["its format is not a literal"] * 2)
    equal([left["place"] for left in report["notVerified"]], ["src/one.c:13", "src/two.c:13"])


@test
def texts_of_the_source_are_those_of_the_calls(project):
    project.write(one__c=SOURCE)
    # CPython makes the keys of a dict anew at each call, compiled code does not.
    call = calls(project, "one.c", "--count", "100", flags=[INCLUDE])["{s:i,s:s}"]
    equal(call["allocations"] - call["compiledAllocations"], 2)
    # A text that is a literal has no other value, a number has.
    equal(call["values"] < 50, True)


@test
def the_limited_api_of_a_source_is_kept(project):
    project.write(one__c="#define Py_LIMITED_API 0x03090000\n" + SOURCE)
    text = verify(project, "one.c", "--count", "100", flags=[INCLUDE]).stdout
    contains(text, 'PyArg_ParseTuple "ii", limited API 3.9')
    contains(text, "METH_FASTCALL: left to CPython:")


@test
def headers_are_those_of_the_first_python(project):
    project.write(one__c=SOURCE)
    equal(len(calls(project, "one.c", "--count", "10")), 5)


@test
def files_that_are_not_analysed_are_told_beside_the_results(project):
    project.write(one__c=SOURCE, broken__c="#include <Python.h>\nint f( {\n", none__c="int x;\n")
    done = verify(project, "one.c", "broken.c", "--count", "10", code=2)
    contains(done.stderr, "broken.c was not analysed: broken.c:2:8")
    contains(done.stdout, "0 differences, 0 leaks")
    contains(verify(project, "none.c", code=2).stderr, "no call has a literal format")
    contains(verify(project, "none.c", "one.c", flags=["-I/nonexistent"], code=2).stderr, "one.c was not analysed")
