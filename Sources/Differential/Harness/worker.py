"""Runs under one interpreter: makes every call with both batches and compares all that can be seen.

Usage: worker.py FOLDER HARNESS SEED EFFORT
The first folder holds formats.json and the modules plain and compiled, the second the module harness. Each difference is
one line of JSON on standard output; the last line says how many formats were tried with how many calls.
"""
import faulthandler
import gc
import importlib.machinery
import importlib.util
import json
import os
import sys
import warnings

import values
from outcome import Build, Parse

# How often a call is repeated to see whether it leaves memory behind.
TIMES = 12
# A format is dropped after this many differences.
ENOUGH = 3


def load(folder, name):
    """Loads a module from its file; the name of its init function is `name`, too."""
    loader = importlib.machinery.ExtensionFileLoader(name, os.path.join(folder, name + ".so"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def show_warning(message, category, filename, lineno, file=None, line=None):
    values.LOG.append(("warning", category.__name__, str(message)))


def describe(value, depth=0):
    """A text for an object that runs none of its code."""
    kind = type(value)
    if kind in (int, float, complex, str, bytes, bool, type(None), bytearray, range):
        text = repr(value)
    elif kind in (tuple, list) and depth < 4:
        text = "%s%s" % ("" if kind is tuple else "list", "(" + ", ".join(describe(item, depth + 1) for item in value) + ")")
    elif kind is dict and depth < 4:
        text = "{" + ", ".join(f"{describe(k, 4)}: {describe(v, depth + 1)}" for k, v in value.items()) + "}"
    else:
        state = getattr(value, "__dict__", None)
        held = state if type(state) is dict and kind.__module__ == "values" else ""
        text = f"<{kind.__name__} {held if held else ''}>"
        if isinstance(value, (int, float, str, bytes, tuple)):
            base = next(b for b in (int, float, str, bytes, tuple) if isinstance(value, b))
            text = f"{kind.__name__}({base.__repr__(value)})"
    return text if len(text) < 300 else text[:300] + "..."


class Run:
    def __init__(self, folder, harness, seed, effort):
        self.harness = load(harness, "harness")
        values.NULL = self.harness.NULL
        self.tables = [load(folder, "plain").table, load(folder, "compiled").table]
        self.harness.prepare(values.LOG, values.Conv, values.Typed, tuple(self.tables))
        self.seed, self.effort = seed, effort
        self.place = os.open(os.path.join(folder, "place"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self.calls = self.formats = self.differences = 0

    def mark(self, text):
        """Leaves a note of what is being tried, for the case that the interpreter crashes."""
        data = text.encode("utf-8", "replace")[:2000]
        os.pwrite(self.place, data + b" " * (2000 - len(data)), 0)

    def report(self, item, what, shown, plain, compiled):
        self.differences += 1
        print(json.dumps({"format": item["format"], "api": item["api"], "names": item["names"], "what": what,
                          "arguments": item["arguments"], "values": shown, "plain": plain, "compiled": compiled}))
        sys.stdout.flush()

    def run(self, item):
        self.formats += 1
        kind = Parse if item["api"].startswith("PyArg_") else Build
        found = 0
        growth = [0, 0]
        calls = 0
        for make in kind.maker(item, self.seed).calls(self.effort):
            values.RESETS.clear()
            case = kind(self.harness, item, make())
            shown = describe(case.shown())
            self.mark(f"{item['api']} {item['format']!r} {item['names']} {shown}")
            outcomes = self.compare(case)
            if outcomes[0] != outcomes[1]:
                self.report(item, "outcome", shown, *map(kind.show, outcomes))
                found += 1
            elif case.warned(outcomes[0]):
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    outcomes = self.compare(case)
                if outcomes[0] != outcomes[1]:
                    self.report(item, "outcome with warnings as errors", shown, *map(kind.show, outcomes))
                    found += 1
            stuck = case.stuck()
            if stuck:
                self.report(item, "views left behind", shown, "none", ", ".join(map(describe, stuck)))
                found += 1
            calls += 1
            if found >= ENOUGH:
                break
            del case, make, outcomes
        self.calls += calls
        if not found:
            self.leaks(item, kind)

    def compare(self, case):
        return [case.outcome(table) for table in self.tables]

    def leaks(self, item, kind):
        """Compares how many blocks of memory the calls of a format leave behind when each is made several times."""
        def growth(index):
            before = sys.getallocatedblocks()
            self.repeat(item, kind, index)
            return sys.getallocatedblocks() - before

        for index in (0, 1):
            self.repeat(item, kind, index)
        # What grows by chance does not grow every time: a leak does, however often it is asked. Nothing is collected in between: refilling what that frees would
        # hide a leak.
        rounds = 0
        while (counts := (growth(0), growth(1)))[1] - counts[0] >= TIMES // 2:
            rounds += 1
            if rounds == 16:
                self.report(item, "blocks left behind", "all calls of the format", *map(str, counts))
                return

    def repeat(self, item, kind, index):
        for number, make in enumerate(kind.maker(item, self.seed).calls(1)):
            # Of single units, which are tried with everything, every third value will do.
            if number > 60 and number % 3:
                continue
            values.RESETS.clear()
            case = kind(self.harness, item, make())
            case.repeat(self.tables[index], TIMES)
            values.LOG.clear()


def main():
    folder, harness, seed, effort = sys.argv[1:]
    faulthandler.enable()
    warnings.simplefilter("always")
    warnings.showwarning = show_warning
    with open(os.path.join(folder, "formats.json"), encoding="utf-8") as file:
        formats = json.load(file)
    run = Run(folder, harness, int(seed), int(effort))
    gc.disable()
    for number, item in enumerate(formats):
        run.run(item)
        if number % 50 == 0:
            gc.collect()
    print(json.dumps({"formats": run.formats, "calls": run.calls, "differences": run.differences}))


main()
