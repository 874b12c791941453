"""Which rules are used, for which versions, and what comments silence: --select, --ignore, --python, --statistics."""

from support import WRONG, equal, test

HEAD = "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n\n"
TWO = HEAD + """\
PyObject *f(PyObject *self, PyObject *args) {
    Py_ssize_t count;
    if (!PyArg_ParseTuple(args, "i", &count)) return NULL;
    return Py_BuildValue("n", 0);
}
"""
TARGET, VALUE = ("a.c", 6, 34, "parse-target"), ("a.c", 7, 27, "build-value")
UNCHECKED = HEAD + "PyObject *f(PyObject *a, int *n) {\n    PyArg_ParseTuple(a, \"i\", n);\n    return NULL;\n}\n"
TRAILING = HEAD + 'PyObject *g(PyObject *s) { return PyObject_CallFunction(s, "(O)", s, NULL); }\n'
#: A comment in a header that silences a finding, if a macro is defined.
SILENT = """\
#include <Python.h>
#ifdef OTHER
static int f(PyObject *a) { long n; return PyArg_ParseTuple(a, "i", &n) && n; } // argot: ignore[parse-target%s]
#endif
"""


@test
def rules_and_groups_are_chosen(project):
    project.write(a__c=TWO, b__c=UNCHECKED, c__c=TRAILING)
    unchecked, trailing = ("b.c", 5, 5, "unchecked-parse"), ("c.c", 4, 70, "trailing-null")
    for options, wanted in [
            ([], [TARGET, VALUE, unchecked]),
            (["--select", "default"], [TARGET, VALUE, unchecked]),
            (["--select", "all"], [TARGET, VALUE, unchecked, trailing]),
            (["--select", "style"], [trailing]),
            (["--select", "portability"], []),
            (["--select", "parse-target,style"], [TARGET, trailing]),
            (["--select", " parse-target"], [TARGET]),
            (["--select", "parse-target, style ,"], [TARGET, trailing]),
            (["--select", "parse-target", "--select", "unchecked-parse"], [TARGET, unchecked]),
            (["--ignore", "parse-target"], [VALUE, unchecked]),
            (["--ignore", "parse-target, build-value"], [unchecked]),
            (["--ignore", "default"], []),
            (["--select", "all", "--ignore", "default"], [trailing]),
            (["--select", "default,style", "--ignore", "style", "--ignore", "unchecked-parse"], [TARGET, VALUE])]:
        equal(project.found(*options, "a.c", "b.c", "c.c", code=1 if wanted else 0), wanted, options)


@test
def rules_are_counted(project):
    project.write(a__c=TWO, b__c=UNCHECKED + TWO[len(HEAD):].replace("f(", "g("))
    done = project.check("--statistics", "a.c", "b.c", code=1)
    equal(done.stdout, "2\tbuild-value\n2\tparse-target\n1\tunchecked-parse\n")
    equal(project.check("--statistics", "--ignore", "default", "a.c", code=0).stdout, "")


@test
def versions_are_those_that_are_named(project):
    project.write(u__c=HEAD + 'int f(PyObject *a, wchar_t *t) { return !PyArg_ParseTuple(a, "u", &t); }\n')
    for versions, count in [("3.9-3.11", 0), ("3.11", 0), ("3.12", 1), ("3.9-3.15", 1)]:
        found = project.found("--python", versions, "--select", "unavailable-unit", "u.c", code=count)
        equal(found, [("u.c", 4, 63, "unavailable-unit")] * count, versions)


@test
def comments_silence_rules(project):
    project.put("a.c", HEAD + """\
PyObject *f(PyObject *self, PyObject *args) {
    Py_ssize_t n;
    if (!PyArg_ParseTuple(args, "i", &n)) return NULL; // argot: ignore[parse-target]
    // argot: ignore[parse-target]
    if (!PyArg_ParseTuple(args, "i", &n)) return NULL;
    if (!PyArg_ParseTuple(args, "i", &n)) return NULL; // argot: ignore[build-value]
    /* argot: ignore[build-value, parse-target] */
    return Py_BuildValue("n", 0);
}
""")
    wanted = [("a.c", 9, 34, "parse-target"), ("a.c", 9, 73, "unused-suppression"), ("a.c", 10, 35, "unused-suppression")]
    equal(project.found("a.c", code=1), wanted)
    # A comment for a rule that is not used is no finding, nor is one at all without that rule.
    equal(project.found("--ignore", "build-value", "a.c")[1:], wanted[2:])
    equal(project.found("--ignore", "unused-suppression", "a.c"), wanted[:1])


@test
def a_comment_is_unused_only_if_all_compiles_say_so(project):
    project.write(h__h=SILENT % "", a__c='#include "h.h"\n', b__c='#define OTHER\n#include "h.h"\n')
    unused = [("h.h", 3, 98, "unused-suppression")]
    equal(project.found("a.c", code=1), unused)
    equal(project.found("b.c", code=0), [])
    equal(project.found("a.c", "b.c", code=0), [])
    equal(project.found("b.c", "a.c", "-j", "1", code=0), [])
    # Each word of a comment counts alone.
    project.write(h__h=SILENT % ", build-value")
    another = [("h.h", 3, 112, "unused-suppression")]
    equal(project.found("a.c", "b.c", code=1), another)
    done = project.check("a.c", "b.c", code=1)
    equal(["build-value" in done.stdout, "parse-target" in done.stdout.splitlines()[0]], [True, False], done.stdout)
    # A rule that does not exist is reported, whoever sees the comment.
    project.write(h__h=SILENT % ", nonsense")
    equal(project.found("a.c", "b.c", code=1), another)


@test
def merged_parts_know_which_comments_are_used(project):
    project.write(h__h=SILENT % ", build-value", c__c=WRONG)
    project.write(a__c='#include "h.h"\n', b__c='#define OTHER\n#include "h.h"\n')
    for name in "abc":
        project.check(f"{name}.c", "--output-format", "json", "-o", f"{name}.json")
    for kind in ("full", "json"):
        whole = project.check("a.c", "b.c", "c.c", "--output-format", kind, code=1)
        for parts in (["a.json", "b.json", "c.json"], ["c.json", "b.json", "a.json"]):
            equal(project.check("--merge", *parts, "--output-format", kind, flags=[], code=1).stdout, whole.stdout)
    # Merged results are merged again.
    project.check("--merge", "b.json", "c.json", "--output-format", "json", "-o", "bc.json", flags=[])
    equal(project.check("--merge", "a.json", "bc.json", "--output-format", "json", flags=[]).stdout, whole.stdout)
