"""--fix, --unsafe-fixes and --diff: what becomes of the files, and of the findings."""

import os

from support import CLEAN, INCLUDE, WRONG, contains, equal, test

HEAD = "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n\n"
# One fix that can only do what was meant, in line 6, and one that leaves a choice, in line 7.
TEXT = HEAD + """\
PyObject *f(PyObject *self, PyObject *args) {
    int number; long count;
    if (!PyArg_ParseTuple(args, "i", number)) return NULL;
    if (!PyArg_ParseTuple(args, "i", &count)) return NULL;
    return NULL;
}
"""
SAFE = TEXT.replace('"i", number', '"i", &number')
UNSAFE = SAFE.replace('"i", &count', '"l", &count')
# Fixes of several rules.
MANY = HEAD + """\
PyObject *f(PyObject *self, PyObject *args) {
    Py_ssize_t size = 1;
    int number;
    if (!PyArg_ParseTuple(args, "i|i", &number, &size)) return NULL;
    if (number) return Py_BuildValue("(nn)", 0, number);
    if (size) return Py_BuildValue("(O)", PyLong_FromLong(1));
    return Py_BuildValue("(dN)", 1, PyTuple_GetItem(args, 0));
}
"""
MANY_SAFE = (MANY.replace('"(nn)", 0, number', '"(nn)", (Py_ssize_t)0, (Py_ssize_t)number')
             .replace('"(O)"', '"(N)"').replace('"(dN)"', '"(dO)"'))
MANY_FIXED = MANY_SAFE.replace('"i|i"', '"i|n"').replace('"(dO)", 1', '"(iO)", 1')


def applied(project, name, before, *options):
    """What `patch`, and `git apply`, make of a file by its diff: the same as --fix, which is returned."""
    project.put(name, before)
    diff = project.check("--diff", *options, name, code=1).stdout
    equal((project.folder / name).read_bytes(), before)
    results = []
    for tool in (["patch", "-s", "-p0", "--batch", "--binary", "-i"], ["git", "apply", "-p0", "--whitespace=nowarn"]):
        project.put(name, before)
        project.put("all.diff", diff)
        done = project.run(*tool, "all.diff", GIT_CEILING_DIRECTORIES=str(project.folder.parent))
        equal((done.returncode, done.stdout + done.stderr), (0, ""), diff)
        results.append((project.folder / name).read_bytes())
    project.put(name, before)
    project.check("--fix", *options, name)
    fixed = (project.folder / name).read_bytes()
    equal(results, [fixed, fixed], diff)
    return fixed


@test
def fixes_change_only_what_was_meant(project):
    path = project.put("a.c", TEXT)
    project.put("clean.c", CLEAN)
    done = project.check("a.c", "clean.c", "--fix", "--output-format", "concise", code=1)
    contains(done.stderr, "fixed 1 finding in 1 file")
    equal(project.read("a.c"), SAFE)
    equal([line.split(" ")[0] for line in done.stdout.splitlines()], ["a.c:7:34:"])
    equal(sorted(one.name for one in project.folder.iterdir()), ["a.c", "clean.c"])
    # A second run has nothing to do, and finds the same.
    changed = path.stat()
    again = project.check("a.c", "clean.c", "--fix", "--output-format", "concise", code=1)
    equal((again.stdout, again.stderr), (done.stdout, ""))
    equal((path.stat().st_mtime_ns, path.stat().st_ino), (changed.st_mtime_ns, changed.st_ino))
    project.check("a.c", "--fix", "--unsafe-fixes", code=0)
    equal(project.read("a.c"), UNSAFE)


@test
def all_fixes_make_a_clean_source(project):
    project.put("many.c", MANY)
    project.check("--fix", "many.c", code=1)
    equal(project.read("many.c"), MANY_SAFE)
    project.check("--fix", "--unsafe-fixes", "many.c", code=0)
    equal(project.read("many.c"), MANY_FIXED)
    done = project.run("gcc", "-fsyntax-only", "-Wall", "-Werror", INCLUDE, "many.c")
    equal((done.returncode, done.stderr), (0, ""))
    project.check("many.c", code=0)


@test
def only_what_is_reported_is_fixed(project):
    silenced = TEXT.replace("number)) return NULL;", "number)) return NULL; // argot: ignore[parse-target]")
    project.put("a.c", silenced)
    project.check("--fix", "--unsafe-fixes", "a.c", code=0)
    equal(project.read("a.c"), silenced.replace('"i", &count', '"l", &count'))
    project.put("a.c", TEXT + 'PyObject *g(void) { return Py_BuildValue("n", 0); }\n')
    project.check("--fix", "--unsafe-fixes", "--ignore", "parse-target", "a.c", code=0)
    equal(project.read("a.c"), TEXT + 'PyObject *g(void) { return Py_BuildValue("n", (Py_ssize_t)0); }\n')


@test
def a_header_is_fixed_once(project):
    project.put("sub/common.h", "#pragma once\n" + TEXT)
    project.write(a__c='#include "sub/common.h"\n', sub___b__c='#include "../sub/common.h"\n')
    contains(project.check("--fix", "a.c", "sub/b.c", code=1).stderr, "fixed 1 finding in 1 file")
    equal(project.read("sub/common.h"), "#pragma once\n" + SAFE)


@test
def fixed_files_keep_permissions_and_links(project):
    path = project.put("real/a.c", TEXT)
    path.chmod(0o640)
    (project.folder / "a.c").symlink_to("real/a.c")
    project.check("a.c", "--fix", code=1)
    equal((path.read_text(), (project.folder / "a.c").is_symlink()), (SAFE, True))
    equal(oct(path.stat().st_mode & 0o777), oct(0o640))
    equal(sorted(one.name for one in path.parent.iterdir()), ["a.c"])


@test
def a_folder_that_cannot_be_written_keeps_its_files(project):
    path = project.put("locked/a.c", TEXT)
    # Root may write everywhere, unless it gives that up; where it cannot, there is nothing to see.
    before = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-all"] if os.getuid() == 0 else []
    if before and project.run(*before, "true").returncode != 0:
        return
    path.parent.chmod(0o555)
    try:
        done = project.check("locked/a.c", "--fix", before=before, code=2)
        contains(done.stderr, "cannot write locked/a.c: Permission denied")
        equal((path.read_text(), os.listdir(path.parent)), (TEXT, ["a.c"]))
    finally:
        path.parent.chmod(0o755)


@test
def diffs_do_what_fixes_do(project):
    equal(applied(project, "a.c", TEXT.encode()), SAFE.encode())
    equal(applied(project, "sub/a.c", TEXT.encode(), "--unsafe-fixes"), UNSAFE.encode())
    # Places that are far from each other, next to each other, and in the first and the last line.
    equal(applied(project, "many.c", MANY.encode(), "--unsafe-fixes"), MANY_FIXED.encode())
    line = '{} int {}(PyObject *a) {{ int n; return PyArg_ParseTuple(a, "i", {}) && n; }}\n'
    for gap in range(5, 9):
        long, fixed = (
            "".join(line.format("#include <Python.h>\n" if name == "f" else "", name, n) + gap * "//\n"
                    for name in "fgh")
            for n in ("n", "&n"))
        equal(applied(project, "long.c", long.encode()), fixed.encode())


@test
def diffs_keep_all_bytes(project):
    for before, after in [
            (TEXT.replace("\n", "\r\n").encode(), SAFE.replace("\n", "\r\n").encode()),
            (TEXT.replace("    return NULL;\n}", "    /* caf\udce9 \udcff */ return NULL;\n}")
             .encode(errors="surrogateescape"), None),
            (TEXT.replace("number))", "number)) /* caf\udce9 */").encode(errors="surrogateescape"), None),
            (b"\xef\xbb\xbf" + TEXT.encode(), b"\xef\xbb\xbf" + SAFE.encode()),
            (TEXT.encode()[:-1], SAFE.encode()[:-1]),
            (TEXT.replace("\n", " ").replace("CLEAN ", "CLEAN\n").replace("h>", "h>\n").encode(), None)]:
        after = after or before.replace(b'"i", number', b'"i", &number')
        equal(applied(project, "a.c", before), after)


@test
def diffs_name_all_files(project):
    for name in ("a file.c", "two  spaces/b c.c", "größe.c", 'a"b.c', "back\\slash.c", "tab\there.c"):
        equal(applied(project, name, TEXT.encode()), SAFE.encode())


@test
def diffs_have_the_exit_codes_of_checks(project):
    project.write(a__c=TEXT, unfixed__c=WRONG, clean__c=CLEAN)
    done = project.check("--diff", "a.c", "unfixed.c", "clean.c", code=1)
    contains(done.stderr, "would fix 1 finding in 1 file; no fix is applied to 2 findings")
    done = project.check("--diff", "unfixed.c", code=1)
    equal(done.stdout, "")
    contains(done.stderr, "no fix is applied to 1 finding")
    equal(project.check("--diff", "clean.c", code=0).stdout, "")
    equal(project.check("--diff", "--exit-zero", "a.c", code=0).stdout.count("\n+ "), 1)
    done = project.check("--diff", "a.c", "absent.c", code=2)
    contains(done.stdout, "+++ a.c\n")
    contains(done.stderr, "absent.c was not analysed")
    project.check("--diff", "a.c", "-o", "all.diff", code=1)
    equal(project.read("all.diff"), project.check("--diff", "a.c").stdout)
