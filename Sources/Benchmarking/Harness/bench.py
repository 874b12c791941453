"""Runs under the interpreter that is measured: makes calls of functions that read their formats in different ways.

    bench.py check FOLDER
    bench.py time FOLDER CALLS ROUNDS SEED
    bench.py allocations FOLDER CALLS
    bench.py count FOLDER CALLS             under callgrind, which writes what it counted behind every series of calls

FOLDER holds driver.so, calls.json and modules. calls.json is a list of records as worker.py of the comparison reads them,
with these members besides:

    module   the module that has the functions, a list `functions`: for each of its calls a tuple with CPython's function
             and the compiled ones under METH_VARARGS and METH_FASTCALL, None for one that there is not
    place    the place in that list
    call     the call to make, as Python source, or null

Prints a line of JSON for each call: {"id", …}. `check` tells what the functions do with it, by column, which has to be
the same: "outcomes"; or why it cannot be made: "error". `time` tells "ratios": for the compiled columns, by their place,
CPython's time divided by theirs in each round. `allocations` tells "allocations" by column, for all calls. `count` tells
"columns": the order in which the columns' calls are made, each once with few calls to warm up, and once with CALLS.
"""
import gc
import importlib.machinery
import importlib.util
import json
import os
import random
import sys

import typical

WARM_UP = 200


def load(folder, name):
    loader = importlib.machinery.ExtensionFileLoader(name, os.path.join(folder, name + ".so"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def emit(record):
    print(json.dumps(record), flush=True)


class Call:
    """A call and the functions to make it with."""

    def __init__(self, item, module, driver):
        self.id = item["id"]
        self.functions = {column: function for column, function in enumerate(module.functions[item["place"]]) if function}
        if item["api"] == "Py_BuildValue":
            positional, named = [], {}
        elif item["api"] == "PyObject_CallFunction":
            positional, named = [driver.take], {}
        elif item["api"] == "PyObject_CallMethod":
            positional, named = [driver], {}
        else:
            positional, named = typical.written(item["call"]) if item["call"] else typical.arguments(item)
        self.values = tuple(positional) + tuple(named.values())
        self.names = tuple(map(sys.intern, named)) or None
        self.positional, self.named = positional, named

    def outcome(self, column):
        try:
            result = self.functions[column](*self.positional, **self.named)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return f"{type(result).__name__} {result!r}"

    def series(self, column, count):
        """The arguments of the driver's functions."""
        return self.functions[column], self.values, self.names, count


def read(folder):
    """The driver and the calls; those that cannot be made are told."""
    driver, modules, calls = load(folder, "driver"), {}, []
    with open(os.path.join(folder, "calls.json"), encoding="utf-8") as file:
        items = json.load(file)
    for item in items:
        name = item["module"]
        if name not in modules:
            modules[name] = load(folder, name)
        try:
            calls.append(Call(item, modules[name], driver))
        except Exception as error:
            emit({"id": item["id"], "error": f"{type(error).__name__}: {error}"})
    return driver, calls


def check(driver, calls):
    for call in calls:
        emit({"id": call.id, "outcomes": {column: call.outcome(column) for column in call.functions}})


def time(driver, calls, count, rounds, seed):
    draw = random.Random(seed)
    ratios = {call.id: {column: [] for column in call.functions if column} for call in calls}
    for number in range(rounds + 1):
        # Whatever disturbs the machine meets all functions: their order is drawn anew.
        for call in draw.sample(calls, len(calls)):
            columns = draw.sample(list(call.functions), len(call.functions))
            times = {column: driver.nanoseconds(*call.series(column, count)) for column in columns}
            for column in ratios[call.id] if number else ():
                ratios[call.id][column].append(times[0] / max(times[column], 1))
    for call in calls:
        emit({"id": call.id, "ratios": ratios[call.id]})


def allocations(driver, calls, count):
    for call in calls:
        emit({"id": call.id, "allocations": {
            column: driver.allocations(*call.series(column, count)) for column in call.functions}})


def count_instructions(driver, calls, count):
    for call in calls:
        emit({"id": call.id, "columns": list(call.functions)})
        for column in call.functions:
            driver.calls(*call.series(column, WARM_UP))
            driver.calls(*call.series(column, count))


def half_filled_pools():
    """Leaves free blocks of every size in the object allocator's pools; the answer keeps the rest alive.

    A call whose block happens to be the last of its pool would pay for that at every turn, by chance.
    """
    pool, header = 16384, sys.getsizeof(b"")
    kept = [[object() for _ in range(2 * pool // 16)], [float(i) for i in range(2 * pool // 32)]]
    for size in range(48, 513, 16):
        kept.append([bytes(size - header) for _ in range(2 * pool // size)])
    return [blocks[::2] for blocks in kept]


def main(mode, folder, *numbers):
    modes = {"check": check, "time": time, "allocations": allocations, "count": count_instructions}
    driver, calls = read(folder)
    kept = half_filled_pools()
    gc.collect()
    gc.disable()
    modes[mode](driver, calls, *map(int, numbers))
    del kept


main(*sys.argv[1:])
