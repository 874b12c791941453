"""Formats of the output."""

import json
import pathlib

from support import CLEAN, ROOT, WRONG, contains, equal, test

MISTAKES = ROOT / "Examples/check/mistakes.c"


@test
def the_screen_of_the_readme_is_what_is_printed(project):
    project.put("mistakes.c", MISTAKES.read_text())
    readme = (ROOT / "README.md").read_text()
    contains(readme, "```\n" + project.check("mistakes.c", code=1).stdout + "```\n")


@test
def carets_stand_under_units_behind_tabs_and_letters(project):
    project.put("a.c", '#include <Python.h>\nint f(PyObject *a) {\n\tlong é; return !PyArg_ParseTuple(a, "i", &é); }\n')
    lines = project.check("a.c", code=1).stdout.splitlines()
    row = next(number for number, line in enumerate(lines) if "^" in line)
    equal(lines[row - 1][lines[row].index("^")], "i")
    start = lines[row].index("~")
    equal(lines[row - 1][start:start + lines[row].count("~")], "&é")


@test
def json_places_lead_to_the_source(project):
    project.put("mistakes.c", MISTAKES.read_text())
    text = MISTAKES.read_bytes()
    report = json.loads(project.check("mistakes.c", "--output-format", "json", code=1).stdout)
    equal([finding["rule"] for finding in report["findings"]],
          ["parse-target", "parse-target", "build-value", "new-reference-lost", "malformed-format"])
    for finding in report["findings"]:
        place = finding["place"]
        line = text[:place["offset"]].count(b"\n") + 1
        equal((line, place["offset"] - text.rfind(b"\n", 0, place["offset"])), (place["line"], place["column"]))
    units = [text[f["place"]["offset"]:][:f["place"]["length"]] for f in report["findings"]]
    equal(units, [b"i", b"p", b"n", b"O", b", "])
    equal(report["units"], [{"calls": 4, "file": "mistakes.c"}])


@test
def sarif_is_well_formed(project):
    project.put("ä b.c", '#include <Python.h>\n/* äöü */ int f(PyObject *a) { long n; return !PyArg_ParseTuple(a, "i", &n); }\n')
    log = json.loads(project.check("ä b.c", "absent.c", "--output-format", "sarif", code=2).stdout)
    equal(log["version"], "2.1.0")
    run, = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    equal(len({rule["id"] for rule in rules}), len(rules))
    result, = run["results"]
    equal((result["ruleId"], result["level"]), ("parse-target", "error"))
    equal(rules[result["ruleIndex"]]["id"], "parse-target")
    location = result["locations"][0]["physicalLocation"]
    equal(location["artifactLocation"]["uri"], "%C3%A4%20b.c")
    # Columns count characters, offsets bytes.
    line = '/* äöü */ int f(PyObject *a) { long n; return !PyArg_ParseTuple(a, "i"'
    equal((run["columnKind"], location["region"]["startColumn"]), ("unicodeCodePoints", len(line) - 1))
    text = (project.folder / "ä b.c").read_bytes()
    equal(text[location["region"]["byteOffset"]:][:1], b"i")
    equal(run["invocations"][0]["executionSuccessful"], False)
    fix = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    equal((fix["deletedRegion"]["byteLength"], fix["insertedContent"]["text"]), (1, "l"))


@test
def github_commands_are_escaped(project):
    project.write(sub___a__c=WRONG)
    line, = project.check("sub/a.c", "--output-format", "github", code=1).stdout.splitlines()
    contains(line, "::error file=sub/a.c,line=2,col=59,endColumn=60,title=argot parse-target::'i' stores an int")


@test
def rules_and_groups_are_chosen(project):
    project.write(a__c=WRONG.replace("&n)", "&n, NULL)"))

    def rules(*options):
        report = json.loads(project.check("a.c", "--output-format", "json", *options).stdout)
        return sorted(finding["rule"] for finding in report["findings"])

    equal(rules(), ["parse-target"])
    equal(rules("--select", "style"), ["trailing-null"])
    equal(rules("--select", "all", "--ignore", "parse-target,flow"), ["trailing-null"])
    equal(rules("--ignore", "default"), [])
    equal(project.check("a.c", "--select", "all", "--statistics", code=1).stdout, "1\tparse-target\n1\ttrailing-null\n")


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
