"""Faults that are planted in argot.h: each must be seen, with a call that shows it."""

import json
import subprocess
import sysconfig

from verify.running import verify
from support import ARGOT, contains, equal, test

RANGE = ("long long, argot_long_long, ARGOT_IN(SHRT_MIN, SHRT_MAX))",
         "long long, argot_long_long, ARGOT_IN(LLONG_MIN, LLONG_MAX))")
LEAK = ("    if (ARGOT_UNLIKELY(object == NULL)) return argot_missing_object();\n    Py_INCREF(object);",
        "    if (ARGOT_UNLIKELY(object == NULL)) return argot_missing_object();\n    Py_INCREF(object), Py_INCREF(object);")
NAMES = ("Py_ssize_t given = kwnames == NULL ? 0 : argot_size(kwnames);", "Py_ssize_t given = kwnames == NULL ? 0 : 0;")


@test
def a_range_that_is_wrong_is_shown_by_a_call(project):
    done = verify(project, "O(ih)|s:name", "ii", "--plant", *RANGE, code=1)
    contains(done.stdout, 'call         PyArg_ParseTuple "h"')
    contains(done.stdout, "OverflowError")
    contains(done.stdout, "DIFFERENCE in the outcome")
    contains(done.stdout, '0      0      0 > 0     PyArg_ParseTuple "ii"')


@test
def a_reference_that_is_lost_is_seen(project):
    report = json.loads(
        verify(project, "--api", "build", "[Oi]d", "--output-format", "json", "--plant", *LEAK, code=1).stdout)
    call = report["runs"][0]["calls"][0]
    equal((call["differences"] + call["leaks"] > 0, len(call["reproductions"])), (True, 1))
    contains(call["reproductions"][0], 'Py_BuildValue("O", v0)')


@test
def a_fault_of_one_convention_is_told_with_it(project):
    done = verify(project, "--api", "keywords", "--keywords", "first,second", "i|O", "--plant", *NAMES, code=1)
    contains(done.stdout, "compiled as  C, METH_FASTCALL")


@test
def what_is_saved_shows_the_difference(project):
    verify(project, "hi", "--save", "shown", "--plant", *RANGE, code=1)
    source = project.folder / "shown" / "1" / "reproduction.c"
    includes = [f"-I{sysconfig.get_path(kind)}" for kind in ("include", "platinclude")]
    subprocess.run(["gcc", *includes, "-fPIC", "-shared", source, "-o", source.parent / "reproduction.so"], check=True)
    # Built without the fault, it shows what CPython does.
    contains(project.run("python3", "-c", "import reproduction", cwd="shown/1").stdout, "OverflowError")
    done = project.run(ARGOT, "verify", "i", "--save", "shown")
    equal(done.returncode, 2)
    contains(done.stderr, "shown")


@test
def a_fault_that_cannot_be_planted_is_an_error(project):
    contains(verify(project, "i", "--plant", "no such text", "x", code=2).stderr, "argot.h does not hold this once")
