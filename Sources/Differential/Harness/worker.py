"""Runs under one interpreter: makes every call with both batches and compares all that can be seen.

    worker.py FOLDER HARNESS PLACE SEED EFFORT [--cases FILE | --tell ID NUMBER]

FOLDER holds formats.json and the modules plain.so and compiled.so, HARNESS the module harness.so. The number EFFORT
multiplies the values tried with each format.

formats.json is a list of records with these fields:

    id          the place in the batch's table
    api         the function: PyArg_ParseTuple, PyArg_ParseTupleAndKeywords, PyArg_Parse, Py_BuildValue,
                PyObject_CallFunction or PyObject_CallMethod
    format      the format as text
    names       the keyword names, or null
    tree        a list of nodes: ["u", unit] or [bracket, nodes]; `es#` and `et#` with the caller's memory are "es#own"
                and "et#own"
    kinds       a letter for each C argument behind the format and the keyword list. Parsing: `-` an input, `r` a
                variable with nothing to release, `v` a Py_buffer, `e` new memory, `E` new memory whose length is in the
                next variable, `W` the caller's memory, whose size is in the next variable. Building: i u l k L K n d D
                s w O N, and `-` for a converter
    arguments   the C expressions of these arguments; that of an `O!` says which type is wanted
    literals    [[slot, C literal], ...]: the arguments of a building format that are literals (absent: none)
    minimum     how many parameters of a parsing format are required
    positional  how many of them may be given by position

Each difference is one line of JSON on standard output:

    id, format, api, names, arguments   as above
    what        which comparison failed: "outcome", "outcome with warnings as errors", "allocator calls", "blocks left
                behind", or in debug builds "references left behind"
    values      the case as one line of text
    plain, compiled   what was seen of the two calls, as text
    case        the case as expressions, the simplest that was found to show the difference; see below
    definitions Python source of what the expressions need: imports, functions and classes

When a format has been tried, there is a line for it:

    id          as above
    tried       how many calls of it were compared
    values      from how many values those of its calls are picked
    accepted    how many of these calls CPython's function accepted
    requests    [by CPython's function, by the compiled one]: how often they ask the memory allocators in the first of
                these calls; null if none was accepted

The last line has "formats", "calls" (pairs of calls that were compared), "differences", "leaks" (those of them in what
is left behind) and "python" (the full version). For the case that the interpreter ends, the file PLACE says what
is being tried: the id of the format, the number of the case, the function, the format and the names, with blanks
between them. `--tell ID NUMBER`, with the same seed and effort, then prints {"id", "case", "values", "definitions"} of
that case without making the call.

A case of a parsing format is {"args": expression, "kwargs": expression or null, "parts": {"args": parts, "kwargs":
parts or null}}. Parts are the same expression in pieces, from which parameters can be dropped. They are text, or
[before, [parts, ...], after], which stands for the text before, every item with a comma behind it, and the text after.
The items of `args`, unless that is no tuple, are the parameters; those of `kwargs` are pairs, ["(", [name, value],
")"]. A case of a building format is {"target": expression, "name": text or null, "values": [expression per C argument],
"pending": expression}. The target is what is called, or has the method; pending is the exception that is set before the
call. The value of a literal or a converter means nothing. Texts are bytes or None (kind s), a str or None (kind w).
Where METH_FASTCALL enters the compiled call, `kwargs` may be a tuple of pairs, with names that are repeated.
Expressions are evaluated in what namespace.py gathers. NULL, alone, stands for the null pointer, and None for nothing
as `pending` or `target`.

With `--cases FILE` nothing is made up: FILE is a list of {"id": id of a format, "case": case, "what": as above (absent:
"outcome")}; where there are "parts", they count, not "args" and "kwargs". For each a line is printed: {"id", "index"
(in the list), "differs": bool, "plain", "compiled"}. Without a difference these two may be empty. A case whose
expressions raise, or whose id is none of a format, has "differs" false and the field "error".
"""
import faulthandler
import gc
import importlib.machinery
import importlib.util
import itertools
import json
import mmap
import os
import sys
import warnings

import user_code
import vectors
from comparison import Comparison
from definitions import Definitions
from namespace import NAMESPACE
from nodes import Leaf, text_of
from typed_values import Conv, Typed

# A format is dropped after this many differences.
ENOUGH = 3
# How many cases of each format that end in the same way are asked whether they leave something behind, and which of the
# others.
SAMPLES = 2
EVERY = 16
# Among so many cases one is looked for that is accepted, to count requests for memory.
FIRST = 20
PLACE = 2000


def load(folder, name):
    """Loads a module from its file; the name of its init function is `name`, too."""
    loader = importlib.machinery.ExtensionFileLoader(name, os.path.join(folder, name + ".so"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def show_warning(message, category, filename, lineno, file=None, line=None):
    user_code.LOG.append(("warning", category.__name__, str(message)))


def show_unraisable(unraisable):
    user_code.LOG.append(("unraisable", unraisable.exc_type.__name__, str(unraisable.exc_value)))


def prepare(folder, harness):
    """The harness module, ready to call the functions of both batches."""
    module = load(harness, "harness")
    NAMESPACE["NULL"] = module.NULL
    plain, compiled = load(folder, "plain"), load(folder, "compiled")
    module.prepare(user_code.LOG, user_code.RESETS, Conv, Typed, (plain.table, compiled.table))
    module.LIMITED, module.ENTERED = bool(compiled.limited), bool(compiled.entered)
    warnings.simplefilter("always")
    warnings.showwarning = show_warning
    sys.unraisablehook = show_unraisable
    return module


def emit(record):
    print(json.dumps(record), flush=True)


class Run:
    def __init__(self, folder, harness, place, seed, effort):
        self.harness = prepare(folder, harness)
        self.seed, self.effort = seed, effort
        self.calls = self.formats = self.differences = self.leaks = 0
        self.definitions = Definitions()
        with open(place, "w+b") as file:
            file.write(b" " * PLACE)
            file.flush()
            self.place = mmap.mmap(file.fileno(), PLACE)

    def mark(self, item):
        """Leaves a note of what is being tried, for the case that the interpreter crashes."""
        text = f"{item['id']:10} {0:10} {item['api']} {item['format']!r} {item['names']}"
        text = text.encode("utf-8", "replace")[:PLACE]
        self.place[:] = text + b" " * (PLACE - len(text))

    def report(self, item, comparison, case, what, seen):
        self.differences += 1
        self.leaks += what.endswith("left behind")
        emit({**{key: item[key] for key in ("id", "format", "api", "names", "arguments")}, "what": what,
              "values": case.text, "plain": seen[0], "compiled": seen[1], **self.record(case)})

    def record(self, case):
        record = case.record()
        expressions = [record["args"], record["kwargs"]] if "args" in record else [
            record["target"], record["pending"], *record["values"]]
        return {"case": record, "definitions": self.definitions.needed([text for text in expressions if text])}

    def run(self, item):
        """Tries a format."""
        self.formats += 1
        self.mark(item)
        comparison = Comparison(self.harness, item)
        maker = comparison.maker(self.seed)
        calls = self.calls
        self.harness.accepted()
        self.try_cases(item, comparison, maker)
        accepted, _, _ = self.harness.accepted()
        emit({"id": item["id"], "tried": self.calls - calls, "values": len(maker.values()), "accepted": accepted,
              "requests": self.requests(comparison)})

    def requests(self, comparison):
        """What both functions ask of the allocators in the first call that is accepted."""
        for case in itertools.islice(comparison.maker(self.seed).calls(1), FIRST):
            if self.harness.ENTERED and vectors.left_out(*case.make()):
                continue
            requests = comparison.least_requests(case)
            if requests:
                return requests
        return None

    def try_cases(self, item, comparison, maker):
        """Makes the calls of a format; gives up after a few differences."""
        sampled, samples, found = {}, [], 0
        resets, place, kinds, index = user_code.RESETS, self.place, item["kinds"], item["id"]
        compare, is_entered = self.harness.compare, self.harness.ENTERED
        for number, case in enumerate(maker.calls(self.effort)):
            place[11:21] = b"%10d" % number
            if resets:
                resets.clear()
            made = case.make()
            if is_entered and vectors.left_out(*made):
                continue
            sort = compare(index, kinds, made, number & 1)
            self.calls += 1
            if type(sort) is not int:
                for what, seen in comparison.judged(case, sort):
                    found += 1
                    simplest = comparison.shrunk(maker, case, what)
                    self.report(item, comparison, simplest, what, comparison.seen(simplest, what) or seen)
                if found >= ENOUGH:
                    return
                sort = None
            times = sampled.get(sort, 0)
            if times < SAMPLES or number % EVERY == 0:
                sampled[sort] = times + 1
                samples.append((number, case))
        self.calls += comparison.extra_calls
        if not found:
            self.leave_behind(item, comparison, maker, samples)

    def leave_behind(self, item, comparison, maker, samples):
        """Asks a few cases of each kind whether the compiled call leaves more behind than the other."""
        # Frees what the free lists hold: from there, objects that are left behind would be taken unseen.
        gc.collect()
        found = 0
        for number, case in samples:
            self.place[11:21] = b"%10d" % number
            for what, seen in comparison.left(case):
                simplest = comparison.shrunk(maker, case, what)
                self.report(item, comparison, simplest, what, comparison.seen(simplest, what) or seen)
                found += 1
            if found >= ENOUGH:
                return


class GivenCase:
    """A case that was written down."""

    def __init__(self, record):
        self.is_build = "values" in record
        if self.is_build:
            self.nodes = [Leaf(text) for text in (record["target"], *record["values"], record["pending"])]
            self.name = record["name"]
        else:
            parts = record.get("parts") or record
            self.nodes = [Leaf(text_of(parts["args"])), Leaf(text_of(parts["kwargs"]) if parts["kwargs"] else "None")]
            self.name = None

    def make(self):
        made = [node.make() for node in self.nodes]
        return (made[0], self.name, tuple(made[1:-1]), made[-1]) if self.is_build else tuple(made)


def run_cases(harness, formats, file):
    """Compares the cases of a file."""
    by_id = {item["id"]: item for item in formats}
    with open(file, encoding="utf-8") as opened:
        given = json.load(opened)
    for index, entry in enumerate(given):
        told = {"id": entry["id"], "index": index, "differs": False, "plain": "", "compiled": ""}
        what = entry.get("what", "outcome")
        try:
            comparison = Comparison(harness, by_id[entry["id"]])
            seen = comparison.seen(GivenCase(entry["case"]), what)
            told["plain"], told["compiled"] = seen or comparison.equal
            told["differs"] = seen is not None
        except Exception as error:
            told["error"] = f"{type(error).__name__}: {error}"
        emit(told)


def main(folder, harness, place, seed, effort, *options):
    faulthandler.enable()
    with open(os.path.join(folder, "formats.json"), encoding="utf-8") as file:
        formats = json.load(file)
    if options[:1] == ("--cases",):
        run_cases(prepare(folder, harness), formats, options[1])
        return
    if options[:1] == ("--tell",):
        tell(Run(folder, harness, place, int(seed), int(effort)), formats, *map(int, options[1:]))
        return
    run = Run(folder, harness, place, int(seed), int(effort))
    gc.disable()
    gc.freeze()
    for item in formats:
        run.run(item)
    emit({"formats": run.formats, "calls": run.calls, "differences": run.differences, "leaks": run.leaks,
          "python": sys.version})


def tell(run, formats, identity, number):
    item = next(item for item in formats if item["id"] == identity)
    for place, case in enumerate(Comparison(run.harness, item).maker(run.seed).calls(run.effort)):
        if place == number:
            emit({"id": identity, "values": case.text, **run.record(case)})


main(*sys.argv[1:])
