"""Faults planted in generated code, each of which the comparison must see."""
import os
import re

import toolchain

# Faults are planted in the code of every sixth format and of these, in which one step can fail behind another.
EVERY = 6
ALWAYS = (":mixed", ":conv")


class Fault:
    """A change of the compiled C by a pattern. `minimum` is the first version whose code it concerns."""

    def __init__(self, name, pattern, replacement):
        self.name = name
        self.pattern = re.compile(pattern, re.MULTILINE)
        self.replacement = replacement

    def planted(self, text):
        changed, count = self.pattern.subn(self.replacement, text)
        return changed if count else None


FAULTS = [
    Fault("h takes what is too large for a short", r"SHRT_MIN, SHRT_MAX\)(,?) long", r"SHRT_MIN, USHRT_MAX)\1 long"),
    Fault("h takes what is too large for a short beyond one digit",
          r"(ARGOT_INTEGER\(h,[^\n]*\n?[^\n]*?long, )ARGOT_IN\(SHRT_MIN, SHRT_MAX\)\)",
          r"\1ARGOT_IN(LLONG_MIN, LLONG_MAX))"),
    Fault("a view holds no reference", r"^    Py_XINCREF\(owner\);", ""),
    Fault("s takes text with NUL", r" \|\| ARGOT_UNLIKELY\(ARGOT_HAS_NUL\(text, size\)\)", ""),
    Fault("y takes bytes with NUL", r" \|\| ARGOT_UNLIKELY\(ARGOT_FIND_NUL\(text, \(size_t\)size\)\)", ""),
    Fault("z# leaves the length of None", r"^    \*size = 0;", "    *size = 1;"),
    Fault("a converter runs twice", r"^(\s*)(r = p\d+\(\w+, p\d+\);)", r"\1\2 \2"),
    Fault("a converter is not cleaned up", r"if \(taken & 1ULL << \d+\) \(void\)p", "if (0) (void)p"),
    Fault("a converter's clean-up is not registered", r"if \(r == ARGOT_CLEANUP\) [^\n]*", ""),
    Fault("a converter's failure has no text", r"^(  if \()(!PyErr_Occurred\(\)\) \{\n\s*ArgotUnused)", r"\g<1>0 && \2"),
    Fault("a failed copy leaks", r"^    PyMem_Free\(copy\);", ""),
    Fault("a failed view is not released", r"PyBuffer_Release\(\(Py_buffer \*\)target\);", "(void)target;"),
    Fault("O! takes every class", r"return ARGOT_LIKELY\(argot_is_exactly\(object, type\)\) \|\|[^;]*;", "return 1;"),
    Fault("a longer tuple passes for a group", r"ARGOT_LIKELY\(count == size\)", "count >= size"),
    Fault("a float's sign is lost", r"\*value = \(float\)number;", "*value = (float)(number < 0 ? -number : number);"),
    Fault("C cuts the character", r"\(int\)PyUnicode_READ_CHAR\(object, 0\)", "(int)(unsigned char)PyUnicode_READ_CHAR(object, 0)"),
    Fault("keywords match by length alone", r"size == length && ARGOT_EQUAL\([^)]*\(size_t\)length\)", "size == length"),
    Fault("a name given twice is not noticed", r"index < 0 \|\| given\[index\]", "index < 0"),
    Fault("keyword arguments are taken when required ones are missing", r"^  if \(!given\[0\][^\n]*\) goto slow;", ""),
    Fault("a key of a dict leaks", r"^  Py_DECREF\(t1\);", ""),
    Fault("what was built before a failure leaks", r"^  Py_XDECREF\(t0\);", ""),
    Fault("N behind a failure is not consumed", r"^  r\d+ = p\d+;", "  ;"),
    Fault("O is built without a reference", r"(argot_missing_object\(\);\n    )Py_INCREF\(object\);", r"\1"),
    Fault("an exception is lost in a later converter", r"PyErr_(Restore\(type, value, traceback\)|SetRaisedException\(first\));", ";"),
    Fault("NULL passes for None in O", r"if \(ARGOT_UNLIKELY\(object == NULL\)\) return argot_missing_object\(\);",
          "if (object == NULL) object = Py_None;"),
    Fault("long texts lose a byte", r"text, size < 0 \? \(Py_ssize_t\)ARGOT_LENGTH\(text\) : size\)",
          "text, size < 0 ? (Py_ssize_t)ARGOT_LENGTH(text) : size > 1 ? size - 1 : size)"),
    Fault("a method is not released", r"^  Py_DECREF\(callable\);", ""),
]


def submit(pool, tally, folder, interpreter, formats, options):
    """Plants every fault, one at a time, under one interpreter; each has to make the comparison fail."""
    import main

    chosen = [dict(item) for item in formats if item["id"] % EVERY == 0 or item["format"].endswith(ALWAYS)]
    try:
        main.prepare(folder, chosen, interpreter.includes)
        main.build_harness(folder, interpreter)
        main.build(folder, interpreter.includes)
        records, totals, errors = main.compare(interpreter, folder, folder, options.seed, 1)
    except toolchain.Failure as failure:
        tally.fail(f"planting faults: {failure}")
        return []
    if totals is None:
        tally.fail(f"planting faults: {errors}")
        return []
    known = {signature(record) for record in records}
    with open(os.path.join(folder, "compiled.c"), encoding="utf-8", errors="surrogateescape") as file:
        text = file.read()
    return [pool.submit(plant, fault, text, tally, folder, interpreter, options, known) for fault in FAULTS]


def signature(record):
    return record["api"], record["format"], record["what"]


def plant(fault, text, tally, folder, interpreter, options, known):
    import main

    planted = fault.planted(text)
    if planted is None:
        tally.fail(f"fault '{fault.name}': there is no such text in the compiled C any more")
        return
    own = os.path.join(folder, str(FAULTS.index(fault)))
    os.makedirs(own)
    for name in ("formats.json", "plain.so", "harness.so"):
        os.symlink(os.path.join(folder, name), os.path.join(own, name))
    with open(os.path.join(own, "compiled.c"), "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(planted)
    try:
        toolchain.compile_module(os.path.join(own, "compiled.c"), os.path.join(own, "compiled.so"), "compiled",
                                 interpreter.includes, strict=False, level="-O0")
    except toolchain.Failure as failure:
        tally.fail(f"fault '{fault.name}' does not compile: {failure}")
        return
    records, totals, _ = main.compare(interpreter, own, own, options.seed, 1)
    found = {signature(record) for record in records} - known
    if found or totals is None:
        tally.add(1, 0, f"fault caught: {fault.name} ({'crash' if totals is None else f'in {len(found)} formats'})")
    else:
        tally.fail(f"fault '{fault.name}' was not noticed")
