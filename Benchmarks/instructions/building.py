"""Compiles the extension modules of one interpreter."""

import hashlib
import json
import os
import subprocess
from typing import Dict, List, NamedTuple, Optional

import sizes
from problems import CannotMeasure
from workload import METHODS

HERE = os.path.dirname(os.path.abspath(__file__))

#: The columns whose code is weighed: those with generated code, and the limit of METH_FASTCALL beside them.
SIZED_COLUMNS = ("argot", "kept", "vector_limit")


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
    sizes: Dict[str, Dict[str, sizes.Size]]  # by column and method, always compiled with -O2


def _run(command, **environment):
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    if result.returncode:
        raise CannotMeasure(f"failed: {' '.join(command)}\n{result.stdout}{result.stderr}".rstrip())


def read_call_sites(path):
    """What Argot's report at `path` says of the calls. Raises CannotMeasure if none was compiled."""
    sites = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as report:
            lines = [json.loads(line) for line in report if line.strip()]
        # The report tells of functions as well, each with the convention by which it is entered.
        sites = [line for line in lines if "status" in line]
    left = [site for site in sites if site["status"] != "compiled"]
    if len(left) == len(sites):
        raise CannotMeasure(f"argot cc compiled no call; its report is {path}")
    return CallSites(len(sites) - len(left), left)


class Compiling(NamedTuple):
    """How modules are made for one interpreter."""

    directory: str
    compiler: List[str]
    flags: List[str]
    optimization: str

    def module(self, source, output, launcher=(), options=(), level=None, **environment):
        """Compiles a source, which is named from this folder or by its whole path, and links it."""
        path = os.path.join(self.directory, output)
        command = [*launcher, *self.compiler, *self.flags, f"-O{level or self.optimization}", *options]
        _run([*command, "-c", os.path.join(HERE, source), "-o", path + ".o"], **environment)
        _run([*self.compiler, "-shared", path + ".o", "-o", path + ".so"])
        return path + ".so"

    def fresh_report(self):
        """The path of Argot's report, which does not exist yet."""
        path = os.path.join(self.directory, "argot.jsonl")
        if os.path.exists(path):
            os.remove(path)
        return path


def compiling(interpreter, root, folder, compiler, optimization):
    """What makes modules in a directory of their own below `.bench/FOLDER`."""
    key = hashlib.sha256(interpreter.path.encode()).hexdigest()[:8]
    directory = os.path.join(root, ".bench", folder, f"{interpreter.version}-{key}-O{optimization}")
    os.makedirs(directory, exist_ok=True)
    flags = ["-std=c11", "-DNDEBUG", "-fvisibility=hidden", "-fPIC"]
    flags += ["-Wall", "-Wextra", "-Wpedantic"] + [f"-I{path}" for path in interpreter.includes]
    return Compiling(directory, compiler, flags, optimization)


def by_argot(argot, report):
    """How the columns are compiled that Argot makes; `report` is written for the first of them.

    Strict: a file that silently fell back to the plain compiler would be measured as if it were Argot's.
    """
    tool = {"launcher": (argot, "cc"), "ARGOT_STRICT": "1", "ARGOT_REPORT": ""}
    return {
        "argot": {**tool, "ARGOT_CONVENTION": "", "ARGOT_REPORT": report},
        "kept": {**tool, "ARGOT_CONVENTION": "varargs"},
    }


def build(interpreter, root, compiler, optimization, argot):
    """Compiles everything afresh. `argot` is the tool's path, or None to leave its columns out."""
    making = compiling(interpreter, root, "instructions", compiler, optimization)
    report = making.fresh_report()

    # The source of each column, and how it is compiled.
    made = {"cpython": ("rows.c", {})}
    if argot:
        made.update((column, ("rows.c", how)) for column, how in by_argot(argot, report).items())
    for prefix, options in (("", ()), ("vector_", ("-DBY_VECTOR",))):
        made[prefix + "limit"] = ("limits.c", {"options": options})
        made[prefix + "empty"] = ("empty.c", {"options": options})

    modules = {column: making.module(source, column, **how) for column, (source, how) in made.items()}
    columns = {column: f"{made[column][0][:-2]}:{path}" for column, path in modules.items()}
    measured_sizes = {}
    for column in SIZED_COLUMNS:
        if column in made:
            source, how = made[column]
            module = making.module(source, column + "-size", **{**how, "level": "2", "ARGOT_REPORT": ""})
            measured_sizes[column] = sizes.of_methods(module, METHODS)
    driver = making.module("driver.c", "driver")
    counter = making.module("malloc_counter.c", "malloc_counter")
    call_sites = read_call_sites(report) if argot else None
    return Build(making.directory, driver, counter, columns, call_sites, measured_sizes)
