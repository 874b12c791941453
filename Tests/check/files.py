"""Exit codes, and files that cannot be read or written."""

import os
import subprocess

from support import CLEAN, INCLUDE, WRONG, contains, equal, test


@test
def exit_codes_tell_clean_findings_and_unread_files(project):
    project.write(clean__c=CLEAN, wrong__c=WRONG, broken__c="#include <Python.h>\nint f( {\n")
    project.check("clean.c", code=0)
    project.check("wrong.c", code=1)
    project.check("wrong.c", "--exit-zero", code=0)
    done = project.check("clean.c", "broken.c", "wrong.c", "absent.c", code=2)
    contains(done.stdout, "wrong.c:2:59: error:")
    contains(done.stderr, "broken.c was not analysed: broken.c:2:8:")
    contains(done.stderr, "absent.c was not analysed: the file cannot be read")
    contains(done.stdout, "2 calls in 2 files, 1 finding, 2 files not analysed")


@test
def missing_headers_leave_a_file_unread(project):
    project.write(clean__c=CLEAN)
    contains(project.check("clean.c", flags=["-I/nonexistent"], code=2).stderr, "'Python.h' file not found")


@test
def wrong_uses_exit_with_2(project):
    project.write(clean__c=CLEAN)
    (project.folder / "empty").mkdir()
    contains(project.check("empty", code=2).stderr, "empty holds no C or C++ file")
    contains(project.check("clean.c", "--select", "nonsense", code=2).stderr, "no rule and no group 'nonsense'")
    contains(project.check("clean.c", "--python", "3.8", code=2).stderr, "3.8")
    contains(project.check("clean.c", "--python", "3.12-3.9", code=2).stderr, "3.12-3.9")
    contains(project.check("clean.c", code=2, ARGOT_LIBCLANG="/nonexistent").stderr, "/nonexistent")
    contains(project.check(flags=[], code=2).stderr, "Name a file")


@test
def folders_are_searched(project):
    project.write(src___a__c=WRONG, src___deep___b__cpp=WRONG, src___c__h="int x;\n")
    project.put("src/.hidden/d.c", WRONG)
    done = project.check("src", "--output-format", "concise", code=1)
    equal([line.split(":")[0] for line in done.stdout.splitlines()], ["src/a.c", "src/deep/b.cpp"])


@test
def fixes_change_only_what_was_meant(project):
    text = ('#include <Python.h>\nint f(PyObject *a) { int n; long m; return !PyArg_ParseTuple(a, "i", n) '
            '|| !PyArg_ParseTuple(a, "i", &m); }\n')
    path = project.put("a.c", text)
    path.chmod(0o640)
    diff = project.check("a.c", "--diff", code=1).stdout
    equal(path.read_text(), text)
    done = project.check("a.c", "--fix", "--output-format", "concise", code=1)
    contains(done.stderr, "fixed 1 finding in 1 file")
    equal(done.stdout.count("\n"), 1)
    safe = path.read_text()
    equal(safe, text.replace('"i", n)', '"i", &n)'))
    equal(path.stat().st_mode & 0o777, 0o640)
    project.put("a.c", text)
    subprocess.run(["patch", "-s", "a.c"], input=diff, text=True, cwd=project.folder, check=True)
    equal(path.read_text(), safe)
    project.check("a.c", "--fix", "--unsafe-fixes", code=0)
    contains(path.read_text(), '"l", &m')
    subprocess.run(["gcc", "-fsyntax-only", "-Wall", "-Werror", INCLUDE, "a.c"], cwd=project.folder, check=True)


@test
def a_folder_that_cannot_be_written_keeps_its_files(project):
    text = WRONG.replace("long n", "int n").replace("&n", "n")
    path = project.put("locked/a.c", text)
    path.parent.chmod(0o500)
    try:
        # Root may write everywhere: then there is nothing to see.
        if not os.access(path.parent, os.W_OK):
            contains(project.check("locked/a.c", "--fix", code=2).stderr, "cannot write")
            equal(path.read_text(), text)
    finally:
        path.parent.chmod(0o700)


@test
def a_header_is_reported_once(project):
    header = "static inline int f(PyObject *a) { long n; return !PyArg_ParseTuple(a, \"i\", &n); }\n"
    project.write(h__h=header, a__c='#include <Python.h>\n#include "h.h"\n', b__c='#include <Python.h>\n#include "h.h"\n')
    done = project.check("a.c", "b.c", "--output-format", "concise", code=1)
    equal([line.split(" ")[0] for line in done.stdout.splitlines()], ["h.h:1:73:"])
    equal(project.check("a.c", "b.c", "-j", "1").stdout, project.check("a.c", "b.c", "-j", "2").stdout)
