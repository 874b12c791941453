"""Exit codes, files that cannot be read, and what files are called."""

import json
import os
import sys

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
def exit_codes_are_the_same_in_all_forms(project):
    project.write(clean__c=CLEAN, wrong__c=WRONG)
    for kind in ("full", "concise", "json", "sarif", "github"):
        equal(project.check("--output-format", kind, "clean.c", code=0).stderr, "")
        project.check("--output-format", kind, "clean.c", "wrong.c", code=1)
        project.check("--output-format", kind, "wrong.c", "absent.c", code=2)
    equal(project.check("clean.c").stdout, "1 call in 1 file, nothing found\n")
    equal(project.check("absent.c", code=2).stdout, "0 calls in 0 files, 1 file not analysed\n")
    contains(project.check("--write-baseline", "known.json", "wrong.c", "absent.c", code=2).stderr, "absent.c was not")


@test
def files_that_are_not_analysed_are_told_with_the_reason(project):
    project.write(wrong__c=WRONG, header__c='#include "no-such-header.h"\n' + WRONG, syntax__c=WRONG + "int f( {\n")
    done = project.check("absent.c", "wrong.c", "header.c", "syntax.c", "--output-format", "json", code=2)
    report = json.loads(done.stdout)
    equal([one["file"] for one in report["not_analysed"]], ["absent.c", "header.c", "syntax.c"])
    reasons = ("the file cannot be read", "header.c:1:10: 'no-such-header.h' file not", "syntax.c:3:8: ")
    for one, reason in zip(report["not_analysed"], reasons):
        contains(one["reason"], reason)
        contains(done.stderr, f"argot: warning: {one['file']} was not analysed: {reason}")
    equal((report["units"], len(report["findings"])), ([{"calls": 1, "file": "wrong.c"}], 1))


@test
def python_says_where_its_headers_are(project):
    project.write(wrong__c=WRONG)
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    equal(len(project.found("wrong.c", flags=[], PATH=path, code=1)), 1)
    done = project.check("wrong.c", flags=["-DX"], code=2)
    contains(done.stderr, "wrong.c was not analysed: wrong.c:1:10: 'Python.h' file not found")
    contains(project.check("wrong.c", flags=[], PATH="/nonexistent", code=2).stderr, "Python.h")


@test
def wrong_uses_exit_with_2(project):
    project.write(clean__c=CLEAN, empty___readme__txt="no source\n")
    for options, flags, words in [
            ([], [], "Name a file or a folder"),
            (["empty"], [INCLUDE], "empty holds no C or C++ file"),
            (["clean.c", "--select", "nonsense"], [INCLUDE], "no rule and no group 'nonsense'; argot explain --rules"),
            (["clean.c", "--ignore", "parse-target,nonsense"], [INCLUDE], "no rule and no group 'nonsense'"),
            (["clean.c", "--python", "3.8"], [INCLUDE], "3.8"),
            (["clean.c", "--python", "3.12-3.9"], [INCLUDE], "3.12-3.9"),
            (["clean.c", "--python", "3.9-3.99"], [INCLUDE], "3.9-3.99"),
            (["clean.c", "--output-format", "xml"], [INCLUDE], "xml"),
            (["clean.c", "-j", "0"], [INCLUDE], "--jobs"),
            (["clean.c", "--fix", "--diff"], [INCLUDE], "--fix and --diff exclude each other"),
            (["clean.c", "--unsafe-fixes"], [INCLUDE], "--unsafe-fixes is for"),
            (["clean.c", "-p", "."], [INCLUDE], "-p and options behind --"),
            (["-p", "."], [], "compile_commands.json cannot be read")]:
        done = project.check(*options, flags=flags, code=2)
        contains(done.stderr, words)
        equal(done.stdout, "", options)
    contains(project.check("clean.c", code=2, ARGOT_LIBCLANG="/nonexistent").stderr, "/nonexistent")
    contains(project.check("--help", flags=[], code=0).stdout, "Exit codes: 0 if nothing was found")


@test
def folders_are_searched(project):
    project.write(src___a__c=WRONG, src___deep___b__cpp=WRONG, src___c__h="int x;\n")
    project.put("src/.hidden/d.c", WRONG)
    done = project.check("src", "--output-format", "concise", code=1)
    equal([line.split(":")[0] for line in done.stdout.splitlines()], ["src/a.c", "src/deep/b.cpp"])
    report = json.loads(project.check("src", "src/a.c", "./src/deep", "src/../src", "--output-format", "json").stdout)
    equal([unit["file"] for unit in report["units"]], ["src/a.c", "src/deep/b.cpp"])


@test
def a_header_is_reported_once(project):
    header = "static inline int f(PyObject *a) { long n; return !PyArg_ParseTuple(a, \"i\", &n); }\n"
    project.write(h__h=header, a__c='#include <Python.h>\n#include "h.h"\n', b__c='#include <Python.h>\n#include "h.h"\n')
    done = project.check("a.c", "b.c", "--output-format", "concise", code=1)
    equal([line.split(" ")[0] for line in done.stdout.splitlines()], ["h.h:1:73:"])
    equal(project.check("a.c", "b.c", "-j", "1").stdout, project.check("a.c", "b.c", "-j", "2").stdout)


HEADER = """\
#pragma once
#include <Python.h>
static int f(PyObject *a) { long n; return PyArg_ParseTuple(a, "i", &n) && n; }
"""


@test
def a_file_has_one_name(project):
    project.write(common__h=HEADER, a__c='#include "./common.h"\n', sub___b__c='#include "../common.h"\n',
                  sub___c__c='#include "../sub/../common.h"\n', d__c='#include "sub/link.h"\n')
    (project.folder / "sub/link.h").symlink_to("../common.h")
    wanted = [("common.h", 3, 65, "parse-target")]
    equal(project.found("a.c", "sub/b.c", "sub/c.c", "d.c", code=1), wanted)
    equal(project.found("a.c", "sub/b.c", flags=[INCLUDE, f"-I{project.folder}"], code=1), wanted)
    equal(project.found("../common.h", "b.c", cwd="sub"), [("../common.h", 3, 65, "parse-target")])
    # The parts of a run call it by that name, too.
    for name, file in (("1", "sub/b.c"), ("2", "d.c")):
        project.check(file, "--output-format", "json", "-o", f"{name}.json", code=1)
    equal(project.found("--merge", "1.json", "2.json", flags=[], code=1), wanted)
    # --fix finds it there, once.
    done = project.check("a.c", "sub/b.c", "d.c", "--fix", "--unsafe-fixes", code=0)
    contains(done.stderr, "fixed 1 finding in 1 file")


@test
def a_named_file_keeps_its_name(project):
    project.write(real___a__c=WRONG, real___h__h=HEADER, real___b__c='#include "h.h"\n')
    (project.folder / "link.c").symlink_to("real/a.c")
    (project.folder / "top").mkdir()
    (project.folder / "top/linked").symlink_to("../real")

    def names(*files, **options):
        return [one[0] for one in project.found(*files, **options)]

    equal(names("link.c"), ["link.c"])
    equal(names("./real/a.c"), ["real/a.c"])
    equal(names("real/../real/a.c", str(project.folder / "real/a.c")), ["real/a.c"])
    # Of two names the first one counts; in a folder, the one that is no link.
    equal(names("link.c", "real/a.c"), ["link.c"])
    equal(names("."), ["real/a.c", "real/h.h"])
    equal(names(".", "link.c"), ["link.c", "real/h.h"])
    # Behind a link to a folder, what is beside a named file is called by that link, too; `..` is not taken out there.
    equal(names("linked/a.c", "linked/b.c", cwd="top"), ["linked/a.c", "linked/h.h"])
    equal(names("linked/../real/a.c", cwd="top"), ["linked/../real/a.c"])
    equal(names(project.folder / "real/a.c", cwd="top"), [str(project.folder / "real/a.c")])


@test
def a_rule_for_make_names_what_was_read(project):
    project.write(real__h=HEADER, a__c='#include "./link.h"\n')
    (project.folder / "link.h").symlink_to("real.h")
    project.check("./a.c", "-o", "out", "--depfile", "rule.d", code=1)
    words = project.read("rule.d").replace("\\\n", " ").split()
    equal((words[0], {"a.c", "link.h"} <= set(words)), ("out:", True), words)
