"""Compares calls with names of two builds of methods.c, plain and with ARGOT_CALL_SITES=1, on the CPython that runs this.

    check_sites.py PLAIN OURS CALLER

Callers in Python give a call site's names as one tuple, each time: here most calls take theirs from a few tuples, which
are remembered, and some from tuples of their own, which are not. The last line is "PASSED FAILED".
"""

import importlib.util
import pathlib
import random
import shutil
import sys
import tempfile

plain_file, ours_file, caller_file = sys.argv[1:]
ROUNDS, CALLS, SHOWN = 12, 1500, 5
ENTRIES = 4


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


caller = sys.modules["caller"] = load("caller", caller_file)

import cases  # noqa: E402
import expected  # noqa: E402

chance = random.Random(11)
methods = [method for method in expected.MODULES["methods.c"] if method.path.startswith("kw_") and method.names]
passed = failed = 0


class OddName(str):
    pass


class OddNames(tuple):
    pass


def check(condition, *what):
    global passed, failed
    if condition:
        passed += 1
        return
    failed += 1
    if failed <= SHOWN:
        print("FAILED ", *what)


def names_for(method):
    """Some names, seldom wrong ones, and how many arguments stand in front of those that have them."""
    known = [name for name in method.names if name]
    positional = chance.randrange(len(method.names) + 1)
    names = chance.choice([known[positional:], known, chance.sample(known, chance.randrange(len(known) + 1))])
    names = names or known[:1]
    if chance.random() < 0.3:
        names = chance.sample(names, len(names))
    odd = chance.random()
    if odd < 0.05:
        names = names + [chance.choice(["unknown", "", "caf\xe9", "b\0", OddName(known[0]), known[0]])]
    return (OddNames if odd > 0.98 else tuple)(names), positional


def values_for(method, names, positional):
    """Arguments that mostly fit."""
    most = max(method.good, key=len) + (1,) * len(method.names)
    places = list(range(positional)) + [method.names.index(name) if name in method.names else 0 for name in names]
    return tuple(most[place] if chance.random() < 0.96 else chance.choice(cases.ODD) for place in places)


def end(targets, function, values, names):
    try:
        return targets.describe(caller.vector(function, values, names, 0))
    except Exception as error:
        return targets.describe(error)


def compare(method, plain, ours):
    wanted, found = getattr(plain.module, method.path), getattr(ours.module, method.path)
    constant = [names_for(method) for _ in range(chance.choice([1, 3, ENTRIES, 9]))]
    for _ in range(CALLS):
        names, positional = chance.choice(constant)
        if chance.random() < 0.05:
            # Another site with equal names may share the tuple.
            positional = chance.randrange(len(method.names) + 1)
        if chance.random() < 0.15:
            names = tuple(list(names)) if chance.random() < 0.5 else names_for(method)[0]
        values = values_for(method, names, positional)
        ends = [end(targets, function, values, names) for targets, function in ((plain, wanted), (ours, found))]
        check(ends[0] == ends[1], f"{method.path}{values} with the names {names}:\n  {ends[1]}\n  instead of {ends[0]}")


def remembers(module):
    """A tuple of names is owned from its first call on; after its second, one that no entry knows stays unowned."""
    def owned(names):
        before = sys.getrefcount(names)
        for _ in range(3):
            caller.vector(module.kw_alike, (1, 2), names, 0)
        return sys.getrefcount(names) - before

    tuples = [tuple(names) for names in (["lift", "left"], ["left", "le"], ["le", "left"], ["le", "left_"],
                                         ["left", "left_"])]
    check([owned(names) for names in tuples] == [1] * ENTRIES + [0], "which tuples are owned")
    for number in range(300):
        check(owned(tuple(["left", "lift"])) == 0, "a tuple behind the last entry is owned")


def closes(module):
    """Names that come once fill no entry, however many; in the end nothing more is remembered."""
    once = [tuple(["width", "height"]) for _ in range(300)]
    names = tuple(["height", "width"])
    before = sys.getrefcount(names), sum(map(sys.getrefcount, once))
    for other in once:
        caller.vector(module.kw_only, (1, 2), other, 0)
    del other
    for _ in range(40):
        caller.vector(module.kw_only, (1, 2), names, 0)
    after = sys.getrefcount(names), sum(map(sys.getrefcount, once))
    check(after == before, "tuples are owned although many came once:", before, after)


with tempfile.TemporaryDirectory() as folder:
    # A file for each round: the same one would be the same module, with entries that are filled.
    for number in range(ROUNDS):
        copies = [pathlib.Path(folder) / f"{name}{number}.so" for name in ("plain", "ours")]
        for copy, file in zip(copies, (plain_file, ours_file)):
            shutil.copy(file, copy)
        plain, ours = (cases.Targets(load("methods", copy)) for copy in copies)
        if number == 0:
            remembers(ours.module)
            closes(ours.module)
        for method in methods:
            compare(method, plain, ours)
print(passed, failed)
