"""Plants faults in what the tool generates and in its report, and demands that the comparison notices them.

The compiler that the tool is given edits the generated headers before it compiles them.
"""

import dataclasses
import re
import shlex

import tools
from tools import GCC, HERE, Failure

import report

COMPILER = """#!/bin/sh
for argument; do
  [ -f "$argument/argot-entries.h" ] || continue
  for header in "$argument/argot-entries.h" "$argument/argot-generated.h"; do
    sed {expression} "$header" > "$header.new"
    cmp -s "$header" "$header.new" || : > {planted}
    mv "$header.new" "$header"
  done
done
exec {compiler} "$@"
"""


@dataclasses.dataclass(frozen=True)
class Fault:
    name: str
    # A command for sed.
    edit: str
    # What has to be among the messages, unless the interpreter dies.
    shown: str = ""


FAULTS = [
    Fault("an argument less is counted", "s/{argv, count, /{argv, count - 1, /"),
    Fault("an argument more is counted", "s/{argv, count, /{argv, count + 1, /"),
    Fault("the second argument is the first", "s/{argv, count, /{argv + 1, count, /"),
    Fault("the names of keywords are dropped", "s/count, names};/count, NULL};/", "FAILED  kw_"),
    Fault("the object is not handed on", "s/(ARGOT_ANY(self), /(ARGOT_ANY(NULL), /", "FAILED  Point.move"),
    Fault("an entry is that of another method", "s/(void))argot_enter_5)/(void))argot_enter_6)/", "FAILED  "),
    Fault("the convention in the table is the old one",
          "s/^#define argot_vector .*/#define argot_vector METH_VARARGS/"),
    Fault("the object is kept by each call", "s/  ArgotCall call = {/  Py_XINCREF(self); Py_INCREF(Py_TYPE(self));&/"),
    Fault("arguments are kept by slow calls", "s/^    result = PyArg_VaParse(args,/    Py_INCREF(args);&/"),
    Fault("keywords are kept by slow calls", "s/^    Py_XDECREF(kwargs);$//", "FAILED  kw_"),
    Fault("any item can be read", "s/(size_t)index < (size_t)call->nargs/index < 100/", "FAILED  chosen"),
    Fault("values by name are those in front of them", "s/argot_pack_keywords(argv + count,/argot_pack_keywords(argv,/",
          "FAILED  kw_"),
]


def plant(fault, folder, interpreter, check, **environment):
    """`check` compares a module with its plain build; the environment is that of the tool."""
    folder.mkdir()
    planted, compiler = folder / "planted", folder / "compiler"
    compiler.write_text(COMPILER.format(expression=shlex.quote(fault.edit), planted=shlex.quote(str(planted)),
                                        compiler=shlex.quote(GCC)))
    compiler.chmod(0o755)
    options = tools.flags(interpreter, "-O0", "-w")
    try:
        tools.build_ours("methods.c", folder / "ours.so", compiler, options, **environment)
    except Failure:
        # What the report is worth is for the unchanged builds to say.
        if not (folder / "ours.so").exists():
            raise
    if not planted.exists():
        raise Failure(f"the text of the fault is not in the generated code any more: {fault.edit}")
    passed, failed, text = check(folder / "ours.so")
    if not failed:
        raise Failure("nobody noticed it")
    died = ": status -" in text
    if not died and not re.search(r"^\d+ [1-9]\d*$", text, re.MULTILINE):
        raise Failure(f"the comparison itself failed:\n{text}")
    if fault.shown not in text and not died:
        raise Failure(f"it was noticed, but not as {fault.shown!r}:\n{text}")


def unreported(folder, interpreter):
    """A report without one of the methods, or with one at its old convention, is noticed."""
    options = tools.flags(interpreter, "-O0")
    lines = folder / "report"
    folder.mkdir()
    tools.run([tools.ARGOT, "cc", GCC, *options, "-c", HERE / "methods.c", "-o", folder / "m.o"], ARGOT_REPORT=lines)
    found = report.methods(lines)
    tools.check_report("methods.c", None, found)
    kept = {"convention": "varargs", "reason": "the function is not static, so that other files can call it"}
    for wrong in [found[1:], found[:-1], found + [{**found[0], "method": "new"}], [{**found[0], **kept}, *found[1:]],
                  [{**found[0], "convention": "varargs"}, *found[1:]]]:
        try:
            tools.check_report("methods.c", None, wrong)
        except Failure:
            continue
        raise Failure("a wrong report was taken for right")


def jobs(tally, work, interpreter, caller):
    plain = work / "plain for faults.so"
    tools.build_plain("methods.c", plain, tools.flags(interpreter, "-O0"))

    def check(ours):
        return tools.check(interpreter, "methods.c", None, plain, ours, caller)
    for number, fault in enumerate(FAULTS):
        name = f"planted: {fault.name}"
        yield name, lambda a=(name, plant, fault, work / f"fault {number}", interpreter, check): tally.test(*a)
    name = "planted: a report that is not complete"
    yield name, lambda: tally.test(name, unreported, work / "fault report", interpreter)
