"""Formats on the command line: what is compared and told of them."""

import json

from verify.running import calls, verify
from support import contains, equal, test


@test
def formats_are_compared_both_ways(project):
    found = calls(project, "si:string_peek", "|O(ii)y*", "--count", "20000")
    equal(sum(call["compared"] for call in found.values()) >= 20000, True)
    for call in found.values():
        equal(call["conventions"], ["varargs", "fastcall"])
        equal((call["differences"], call["leaks"], call["allocations"], call["compiledAllocations"]), (0, 0, 0, 0))
        equal(call["values"] > 300 and 0 < call["accepted"] < call["compared"], True, str(call))


@test
def every_function_is_known(project):
    for api, format, function in (("build", "{s:i}", "Py_BuildValue"), ("call", "(Oi)", "PyObject_CallFunction"),
                                  ("single", "i", "PyArg_Parse"), ("parse", "i", "PyArg_ParseTuple")):
        equal(calls(project, "--api", api, format, "--count", "50")[format]["function"], function)
    found = calls(project, "--api", "keywords", "--keywords", ",b", "i|O$", "--count", "50")
    equal(found["i|O$"]["keywords"], ["", "b"])


@test
def keys_of_dictionaries_are_literals(project):
    found = calls(project, "--api", "build", "{s:i,s:{s:s}}", "--count", "10")["{s:i,s:{s:s}}"]
    # CPython makes the three keys anew at each call, compiled code does not.
    equal(found["allocations"] - found["compiledAllocations"], 3)


@test
def more_calls_are_made_with_other_values_where_more_are_asked_for(project):
    few = calls(project, "h", "--count", "10")["h"]["compared"]
    many = calls(project, "h", "--count", str(3 * few))["h"]["compared"]
    equal(many >= 3 * few, True, f"{few} {many}")
    # Calls of other formats are not counted, only what these warm up is not looked at twice.
    equal(0.9 * few < calls(project, "i", "h", "--count", "10")["h"]["compared"] <= few, True)
    text = verify(project, "h", "--count", "10").stdout
    equal(verify(project, "h", "--count", "10").stdout, text)
    equal(verify(project, "h", "--count", "10", "--seed", "2").stdout != text, True)


@test
def what_is_left_to_cpython_is_told_with_the_reason(project):
    found = calls(project, "et#", "i")["et#"]
    equal((found["compared"], found["conventions"]), (0, []))
    contains(found["left"]["varargs"], "CPython's own function")
    contains(verify(project, "et#", code=2).stderr, "nothing was compared: no call is compiled")
    contains(verify(project, "et#", "i").stdout, "left to CPython: only CPython's own function serves 'et#'")


@test
def formats_that_cannot_be_verified_are_an_error(project):
    for format, reason in (("i)", "cannot be called"), ("q", "cannot be called"), ("x.c", "x.c was not analysed")):
        done = verify(project, format, code=2)
        contains(done.stderr, reason)
        equal(done.stdout, "")


@test
def wrong_uses_of_verify_exit_with_2(project):
    project.write(i="a file with the name of a format")
    for words in ([], ["--count", "0", "i"], ["--api", "keywords", "i"], ["--keywords", "a", "i"], ["--plant", "x"],
                  ["--output-format", "svg", "i"]):
        equal(verify(project, *words, code=2).stdout, "")
    contains(verify(project, "i", code=2).stderr, "i was not analysed")
    equal(list(calls(project, "--api", "parse", "i", "--count", "10")), ["i"])
    contains(verify(project, "s", python="/bin/false", code=2).stderr, "give a CPython 3.9 to 3.15")
    contains(verify(project, "s", python="no-such-python", code=2).stderr, "no-such-python")


@test
def each_python_has_a_run(project):
    done = verify(project, "i", "--python", "python3", "--count", "10", "--output-format", "json")
    equal(len(json.loads(done.stdout)["runs"]), 2)
