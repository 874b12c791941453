"""Builds the batches, runs the worker under every interpreter, and counts."""
import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile
import threading

import plants
import source
from formats import collect
from toolchain import ARGOT, HARNESS, Failure, argot, compile_module, interpreters

# The least share of the formats that must have been compiled: below, little would be tested.
FLOOR = 0.85
# The headers of the oldest version make the modules that have to run everywhere.
LIMITED = "-DPy_LIMITED_API=0x03090000"
# So many differences of each run are shown in full.
SHOWN = 3


class Tally:
    def __init__(self, seed):
        self.passed = self.failed = 0
        self.lock = threading.Lock()
        self.seed = seed

    def add(self, passed, failed, text):
        with self.lock:
            self.passed += passed
            self.failed += failed
            print(text, flush=True)

    def fail(self, text):
        self.add(0, 1, "FAILED: " + text)

    def difference(self, interpreter, what, record):
        with self.lock:
            print(f"DIFFERENCE in the {record['what']} ({what}, seed {self.seed})\n"
                  f"  interpreter  {interpreter.full}\n"
                  f"  call         {record['api']} {record['format']!r} {record['names'] or ''}\n"
                  f"  arguments    {', '.join(record['arguments'])}\n"
                  f"  values       {record['values']}\n"
                  f"  CPython      {record['plain']}\n"
                  f"  compiled     {record['compiled']}", flush=True)


def prepare(folder, formats, includes, flags=()):
    """Writes a batch and what Argot makes of it; gives the records of the calls."""
    os.makedirs(folder, exist_ok=True)
    for index, item in enumerate(formats):
        item["id"] = index
    with open(os.path.join(folder, "formats.json"), "w", encoding="utf-8") as file:
        json.dump(formats, file)
    with open(os.path.join(folder, "batch.c"), "w", encoding="utf-8") as file:
        file.write(source.batch(formats))
    return argot(os.path.join(folder, "batch.c"), os.path.join(folder, "compiled.c"), ["-DBATCH=compiled", *flags, *includes])


def build(folder, includes, *, flags=(), cxx=False, level="-O1"):
    for name, file, strict in (("plain", "batch.c", False), ("compiled", "compiled.c", True)):
        compile_module(os.path.join(folder, file), os.path.join(folder, name + ".so"), name, includes, flags=flags,
                       cxx=cxx, strict=strict, level=level)


def build_harness(folder, interpreter):
    compile_module(os.path.join(HARNESS, "harness.c"), os.path.join(folder, "harness.so"), "harness", interpreter.includes)


def compare(interpreter, folder, harness, seed, effort):
    """Runs the worker. Gives the records of differences and the totals, None after a crash, and its standard error."""
    command = [interpreter.path, "-B", os.path.join(HARNESS, "worker.py"), folder, harness, str(seed), str(effort)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
                          stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONHASHSEED": "0"})
    records = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode == 0 and records and "formats" in records[-1]:
        return records[:-1], records[-1], done.stderr
    with open(os.path.join(folder, "place"), encoding="utf-8", errors="replace") as file:
        place = file.read().strip()
    return records, None, f"status {done.returncode} at {place}\n{done.stderr[-3000:]}"


def judge(tally, interpreter, what, result):
    records, totals, errors = result
    for record in records[:SHOWN]:
        tally.difference(interpreter, what, record)
    if totals is None:
        tally.fail(f"the worker of CPython {interpreter.version} ({what}) broke off: {errors}")
        return
    bad = len({(record["api"], record["format"], str(record["names"]), str(record["arguments"])) for record in records})
    tally.add(totals["formats"] - bad, bad,
              f"CPython {interpreter.full.replace(chr(10), ' ')}, {what}: {totals['formats']} formats, "
              f"{totals['calls']} calls, {bad} formats differ")


def share(tally, what, records, floor):
    count = collections.Counter(record["status"] for record in records)
    reasons = collections.Counter(record["reason"] for record in records if record["status"] == "left")
    compiled = count["compiled"] / max(len(records), 1)
    print(f"{what}: {count['compiled']} of {len(records)} calls were compiled ({compiled:.1%}); left:")
    for reason, number in reasons.most_common(6):
        print(f"  {number:4} {reason}")
    if compiled < floor:
        tally.fail(f"{what}: fewer than {floor:.0%} of the calls were compiled")


def one_interpreter(tally, folder, interpreter, formats, limited, options, found):
    # The optimiser sees the code for the oldest and the newest version; for the others it would take too long.
    level = "-O1" if interpreter in (found[0], found[-1]) else "-O0"
    own = os.path.join(folder, interpreter.path.replace("/", "_"))
    try:
        records = prepare(own, [dict(item) for item in formats], interpreter.includes)
        if interpreter is found[0]:
            share(tally, "formats", records, FLOOR)
        build_harness(own, interpreter)
        build(own, interpreter.includes, level=level)
        judge(tally, interpreter, "C", compare(interpreter, own, own, options.seed, options.effort))
        if limited:
            judge(tally, interpreter, "limited API", compare(interpreter, limited, own, options.seed, 1))
    except Failure as failure:
        tally.fail(f"CPython {interpreter.version}: {failure}")


def cxx(tally, folder, interpreter, formats, options):
    own = os.path.join(folder, "cxx")
    try:
        prepare(own, [dict(item) for item in formats], interpreter.includes)
        build_harness(own, interpreter)
        build(own, interpreter.includes, cxx=True, level="-O0")
        judge(tally, interpreter, "C++", compare(interpreter, own, own, options.seed, 1))
    except Failure as failure:
        tally.fail(f"C++: {failure}")


def arguments():
    parser = argparse.ArgumentParser(description="Compares compiled calls with CPython's own.")
    parser.add_argument("--count", type=int, default=150, help="random formats (150)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the formats and the values (1)")
    parser.add_argument("--effort", type=int, default=1, help="multiplies the values tried per format (1)")
    parser.add_argument("--interpreter", action="append", help="a Python to run under instead of all that are found")
    parser.add_argument("--plant", action="store_true", help="only plant faults and see that each is caught")
    return parser.parse_args()


def main():
    options = arguments()
    tally = Tally(options.seed)
    found = interpreters(options.interpreter)
    if not found:
        sys.exit("no CPython 3.9 to 3.15 with its headers was found: install python3-dev, or name one with --interpreter")
    if not os.path.exists(ARGOT):
        sys.exit(f"{ARGOT} is missing: run `make build`, or set ARGOT to the tool")
    for interpreter in found:
        print(f"found CPython {interpreter.full.replace(chr(10), ' ')}: {interpreter.path}")
    minors = {interpreter.minor for interpreter in found}
    if os.environ.get("CI") == "true" and len(minors) < 4:
        tally.fail(f"only {len(minors)} minor versions of CPython were found, four are needed")
    formats = collect(options.seed, options.count)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = []
        if not options.plant:
            limited = os.path.join(folder, "limited")
            chosen = [dict(item) for item in formats if item["limited"]]
            try:
                share(tally, "limited API", prepare(limited, chosen, found[0].includes, [LIMITED]), 0.3)
                build(limited, found[0].includes, flags=[LIMITED])
            except Failure as failure:
                tally.fail(f"limited API: {failure}")
                limited = None
            for interpreter in reversed(found):
                jobs.append(pool.submit(one_interpreter, tally, folder, interpreter, formats, limited, options, found))
            jobs.append(pool.submit(cxx, tally, folder, found[-1], formats, options))
        jobs += plants.submit(pool, tally, os.path.join(folder, "plants"), found[-1], formats, options)
        for job in jobs:
            job.result()
    print(f"seed {options.seed}, {options.count} random formats")
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.exit(1 if tally.failed else 0)


if __name__ == "__main__":
    main()
