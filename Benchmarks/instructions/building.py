"""Compiles the extension modules of one interpreter."""

import hashlib
import json
import os
import subprocess
from typing import Dict, List, NamedTuple, Optional

from problems import CannotMeasure

HERE = os.path.dirname(os.path.abspath(__file__))


class CallSites(NamedTuple):
    """What Argot reported about rows.c: how many calls it compiled, and the reports of those it left."""

    compiled: int
    left: List[dict]


class Build(NamedTuple):
    """Files made for one interpreter. A column is given as NAME=MODULE:FILE, as measured.py takes it."""

    directory: str
    driver: str
    malloc_counter: str
    columns: Dict[str, str]
    call_sites: Optional[CallSites]


def _run(command, **environment):
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    if result.returncode:
        raise CannotMeasure(f"failed: {' '.join(command)}\n{result.stdout}{result.stderr}".rstrip())


def _read_call_sites(path):
    sites = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as report:
            lines = [json.loads(line) for line in report if line.strip()]
        # The report tells of functions as well, each with the convention by which it is entered.
        sites = [line for line in lines if "status" in line]
    left = [site for site in sites if site["status"] != "compiled"]
    if len(left) == len(sites):
        raise CannotMeasure(f"argot cc compiled no call of rows.c; its report is {path}")
    return CallSites(len(sites) - len(left), left)


def build(interpreter, root, compiler, optimization, argot):
    """Compiles everything afresh. `argot` is the tool's path, or None to leave its column out."""
    key = hashlib.sha256(interpreter.path.encode()).hexdigest()[:8]
    directory = os.path.join(root, ".bench", "instructions", f"{interpreter.version}-{key}-O{optimization}")
    os.makedirs(directory, exist_ok=True)
    flags = ["-std=c11", f"-O{optimization}", "-DNDEBUG", "-fvisibility=hidden", "-fPIC"]
    flags += ["-Wall", "-Wextra", "-Wpedantic"] + [f"-I{path}" for path in interpreter.includes]

    def compiled(source, output, launcher=(), options=(), **environment):
        path = os.path.join(directory, output)
        _run([*launcher, *compiler, *flags, *options, "-c", os.path.join(HERE, source), "-o", path + ".o"], **environment)
        _run([*compiler, "-shared", path + ".o", "-o", path + ".so"])
        return path + ".so"

    columns = {"cpython": "rows:" + compiled("rows.c", "cpython")}
    call_sites = None
    if argot:
        report = os.path.join(directory, "argot.jsonl")
        if os.path.exists(report):
            os.remove(report)
        # Strict: a file that silently fell back to the plain compiler would be measured as if it were Argot's.
        path = compiled("rows.c", "argot", launcher=(argot, "cc"), ARGOT_STRICT="1", ARGOT_REPORT=report)
        columns["argot"] = "rows:" + path
        call_sites = _read_call_sites(report)
        # The same with METH_VARARGS kept.
        kept = compiled("rows.c", "kept", launcher=(argot, "cc"), ARGOT_STRICT="1", ARGOT_CONVENTION="varargs")
        columns["kept"] = "rows:" + kept
    for prefix, options in (("", ()), ("vector_", ("-DBY_VECTOR",))):
        columns[prefix + "limit"] = "limits:" + compiled("limits.c", prefix + "limit", options=options)
        columns[prefix + "empty"] = "empty:" + compiled("empty.c", prefix + "empty", options=options)
    driver = compiled("driver.c", "driver")
    return Build(directory, driver, compiled("malloc_counter.c", "malloc_counter"), columns, call_sites)
