# What embed.c runs in each interpreter: compares calls of two builds of each module in METHODS_MODULES. In the end it
# leaves the modules, objects of their types, and bound methods to be dropped with the interpreter.
import importlib.util
import json
import os
import sys

if os.environ["METHODS_FOLDER"] not in sys.path:
    sys.path.insert(0, os.environ["METHODS_FOLDER"])
sys.dont_write_bytecode = True

import cases
import expected

kept = globals().setdefault("kept", [])


def load(path):
    spec = importlib.util.spec_from_file_location("methods", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cases.Targets(module)


def end(targets, f, args, keywords):
    try:
        return targets.describe(f(*args, **keywords))
    except Exception as error:
        return targets.describe(error)


def site(names):
    """A call site: it hands over the same tuple of names each time."""
    return eval(f"lambda f, front, values: f(*front, {', '.join(f'{name}=values[{i}]' for i, name in enumerate(names))})")


for source, limited, plain_file, ours_file in json.loads(os.environ["METHODS_MODULES"]):
    # Only modules that allow it can be loaded beside another lock.
    if KIND == "own" and source != "methods.cc":
        continue
    plain, ours = load(plain_file), load(ours_file)
    for method in expected.MODULES[source]:
        if not method.exists(limited):
            continue
        for args in (*method.good, (), (None,)):
            calls = [(args, {})]
            if method.names and "" not in method.names:
                calls += [((), dict(zip(method.names, args))), (args[:1], {"unknown": 1})]
            for args, keywords in calls:
                for (kind, one, front), (_, two, other) in zip(plain.of(method), ours.of(method)):
                    wanted, found = end(plain, one, front + args, keywords), end(ours, two, other + args, keywords)
                    assert found == wanted, (method.path, kind, args, keywords, found, wanted)
        if method.names and "" not in method.names:
            call, values = site(method.names), max(method.good, key=len) + (1,) * len(method.names)
            for (kind, one, front), (_, two, other) in [*zip(plain.of(method), ours.of(method))] * 5:
                wanted = end(plain, call, (one, front, values), {})
                found = end(ours, call, (two, other, values), {})
                assert found == wanted, (method.path, kind, "by name", found, wanted)
        kept.append(ours.of(method))
    kept.append((plain, ours))
