"""Formats of the output."""

import json
import pathlib
import re

from support import CLEAN, GOLDEN, ROOT, WRONG, contains, equal, test

MISTAKES = ROOT / "Examples/check/mistakes.c"


@test
def the_screen_of_the_readme_is_what_is_printed(project):
    project.put("mistakes.c", MISTAKES.read_text())
    readme = (ROOT / "README.md").read_text()
    contains(readme, "```\n" + project.check("mistakes.c", code=1).stdout + "```\n")


@test
def the_full_form_is_that_of_the_golden_file(project):
    project.put("five.c", (GOLDEN / "five.c").read_bytes())
    wanted = (GOLDEN / "five.txt").read_text()
    done = project.check("five.c", code=1)
    equal((done.stdout, done.stderr), (wanted, ""))
    # The concise form has the same first lines, and nothing else.
    first = re.findall(r"^\S.*\[[a-z-]+\]$", wanted, re.MULTILINE)
    equal(project.check("five.c", "--output-format", "concise", code=1).stdout.splitlines(), first)


@test
def carets_stand_under_units_behind_tabs_and_letters(project):
    project.put("a.c", '#include <Python.h>\nint f(PyObject *a) {\n\tlong é; return !PyArg_ParseTuple(a, "i", &é); }\n')
    lines = project.check("a.c", code=1).stdout.splitlines()
    row = next(number for number, line in enumerate(lines) if "^" in line)
    equal(lines[row - 1][lines[row].index("^")], "i")
    start = lines[row].index("~")
    equal(lines[row - 1][start:start + lines[row].count("~")], "&é")


def looked_up(project, place):
    """The bytes at a place of the JSON form; its line and column have to lead to its offset."""
    text = (project.folder / place["file"]).read_bytes()
    start = sum(len(line) + 1 for line in text.split(b"\n")[:place["line"] - 1]) + place["column"] - 1
    equal(start, place["offset"])
    return text[start:start + place["length"]]


@test
def json_places_lead_to_the_source(project):
    project.put("mistakes.c", MISTAKES.read_text())
    project.put("five.c", (GOLDEN / "five.c").read_bytes())
    project.put("lines.c", WRONG.replace("{ long", "{ /* ä€😀 */ long").replace("\n", "\r\n"))
    done = project.check("mistakes.c", "five.c", "lines.c", "--output-format", "json", code=1)
    report = json.loads(done.stdout)
    equal([(one["rule"], looked_up(project, one["place"])) for one in report["findings"]],
          [("parse-target", b"i"), ("build-value", b"n"), ("argument-count", b"s#"), ("keyword-list-sentinel", b"names"),
           ("malformed-format", b"|"), ("parse-target", b"i"), ("parse-target", b"i"), ("parse-target", b"p"),
           ("build-value", b"n"), ("new-reference-lost", b"O"), ("malformed-format", b", ")])
    for finding in report["findings"]:
        for note in finding["notes"]:
            if note.get("place"):
                looked_up(project, note["place"])
        for fix in finding["fixes"]:
            equal((isinstance(fix["safe"], bool), bool(fix["message"]), bool(fix["edits"])), (True, True, True), fix)
            for edit in fix["edits"]:
                size = (project.folder / edit["file"]).stat().st_size
                equal(0 <= edit["offset"] <= edit["offset"] + edit["length"] <= size, True, edit)
    equal([(one["file"], one["calls"]) for one in report["units"]], [("five.c", 5), ("lines.c", 1), ("mistakes.c", 4)])


@test
def github_commands_are_escaped(project):
    project.write(sub___a__c=WRONG)
    line, = project.check("sub/a.c", "--output-format", "github", code=1).stdout.splitlines()
    contains(line, "::error file=sub/a.c,line=2,col=59,endColumn=60,title=argot parse-target::'i' stores an int")
    project.put("a,b:c%.c", '#include <Python.h>\n/* äöü */ PyObject *f(void) { return Py_BuildValue("i%", 1); }\n')
    line, = project.check("a,b:c%.c", "--output-format", "github", code=1).stdout.splitlines()
    contains(line, "::error file=a%2Cb%3Ac%25.c,line=2,col=54,endColumn=55,title=argot malformed-format::'%25'")


@test
def jobs_do_not_change_the_output(project):
    for name in ("b.c", "a.c", "sub/c.c", "d.c", "e.c"):
        project.put(name, WRONG)
    project.put("broken.c", "int f( {\n")
    for kind in ("full", "json", "sarif"):
        one, two = (project.check("-j", number, "--output-format", kind, "e.c", ".", "absent.c", "b.c", code=2)
                    for number in (1, 2))
        equal((two.stdout, two.stderr), (one.stdout, one.stderr))
    equal([one[0] for one in project.found("-j", "2", "e.c", "b.c", "a.c")], ["a.c", "b.c", "e.c"])


@test
def parts_merge_to_the_whole(project):
    project.put("mistakes.c", MISTAKES.read_text())
    project.write(h__h='static int f(PyObject *a) { long n; return !PyArg_ParseTuple(a, "i", &n); }\n',
                  b__c='#include <Python.h>\n#include "h.h"\n', c__c='#include <Python.h>\n#include "h.h"\n', d__c=CLEAN)
    files = ["mistakes.c", "b.c", "c.c", "d.c", "absent.c"]
    for number, part in enumerate((files[:2], files[1:3], files[3:])):
        project.check(*part, "--output-format", "json", "-o", f"{number}.json", "--depfile", f"{number}.d")
    for kind in ("full", "concise", "json", "sarif", "github"):
        whole = project.check(*files, "--output-format", kind, code=2)
        merged = project.check("--merge", "2.json", "0.json", "1.json", "--output-format", kind, flags=[], code=2)
        equal(merged.stdout, whole.stdout)
    rule = project.read("0.d").replace("\\\n", " ").split()
    equal(rule[0], "0.json:")
    equal({"b.c", "mistakes.c"} <= set(rule) and any(word.endswith("Python.h") for word in rule), True)
    project.put("text.json", "{}")
    contains(project.check("--merge", "text.json", flags=[], code=2).stderr, "cannot be merged")


@test
def baselines_hide_what_is_known(project):
    project.write(a__c=WRONG)
    contains(project.check("a.c", "--baseline", "known.json", code=2).stderr, "--write-baseline known.json makes it")
    project.check("a.c", "--write-baseline", "known.json", code=0)
    project.check("a.c", "--baseline", "known.json", code=0)
    project.write(a__c="\n\n" + WRONG)
    project.check("a.c", "--baseline", "known.json", code=0)
    project.write(a__c=WRONG + 'int g(PyObject *a) { short n; return !PyArg_ParseTuple(a, "i", &n); }\n')
    contains(project.check("a.c", "--baseline", "known.json", "--output-format", "concise", code=1).stdout, "a.c:3:")
    project.write(a__c=CLEAN)
    contains(project.check("a.c", "--baseline", "known.json", code=0).stderr, "1 entries of known.json are no longer found")


@test
def an_output_is_written_whole_or_not_at_all(project):
    project.write(a__c=WRONG, old="old")
    project.check("a.c", "-o", "old", code=1)
    contains(project.read("old"), "a.c:2:59")
    contains(project.check("a.c", "-o", "absent/out", code=2).stderr, "cannot write absent/out")
    equal(pathlib.Path(project.folder, "absent").exists(), False)
    contains(project.check("a.c", "--depfile", "x", code=2).stderr, "--depfile is for --output")
