"""Builds all columns for one interpreter, compares them, and measures those rows that are equal."""

import json
import os
import shutil
import sys
from statistics import median, quantiles
from typing import Dict, NamedTuple

import paths
import builders
import building
import catalogue
import environment
import measuring
import pyo3
from problems import CannotMeasure
from toolchain import Workshop
from workload import PROCESSES

#: The sources of CPython's own columns and of Argot's.
_ROWS = (("rows", "rows.c"), ("package_rows", str(paths.SOURCES / "package_rows.c")))


class Build(NamedTuple):
    """What measuring.run of Benchmarks/instructions needs."""

    directory: str
    driver: str
    columns: Dict[str, str]


class Built(NamedTuple):
    """All columns of one interpreter, and what was said about them."""

    build: Build
    missing: Dict[str, str]  # peer -> why it was not built
    versions: Dict[str, str]
    left: list  # calls of the rows that Argot left as they are
    packages: str


def _own_modules(making, argot):
    """The modules of CPython, Argot and the limits, by column."""
    reported = making.fresh_report()
    ways = {"cpython": {}, **(building.by_argot(argot, reported) if argot else {})}
    shared = {"options": (f"-I{paths.INSTRUCTIONS}",)}
    modules = {
        label: [(name, making.module(source, f"{label}-{name}", **shared, **how)) for name, source in _ROWS]
        for label, how in ways.items()
    }
    modules["limit"] = [("limits", making.module("limits.c", "limit"))]
    modules["vector_limit"] = [("limits", making.module("limits.c", "vector_limit", options=("-DBY_VECTOR",)))]
    left = building.read_call_sites(reported).left if argot else []
    return modules, left


def build(interpreter, compiler, argot, tools, say):
    """Builds everything afresh; a peer that cannot be built is missing, with the reason."""
    making = building.compiling(interpreter, str(paths.ROOT), "peers", compiler, "3")
    modules, left = _own_modules(making, argot)
    missing, versions = {}, {}
    packages = ""
    try:
        workshop = Workshop(interpreter, making, environment.of_peers(interpreter, tools))
        packages, versions = workshop.environment.packages, builders.versions(workshop)
    except CannotMeasure as problem:
        missing = {column.key: f"no environment: {problem}" for column in catalogue.PEERS}
        say(str(problem))
    for column in catalogue.PEERS if not missing else ():
        say(f"building {column.title}")
        try:
            modules[column.key] = column.build(workshop)
        except (CannotMeasure, OSError) as problem:
            missing[column.key] = str(problem).splitlines()[0]
            say(f"{column.title} is left out: {problem}")
    if "pyo3" in modules:
        versions["pyo3"] = pyo3.version()
    columns = {
        label: ",".join(f"{name}:{path}" for name, path in pairs) for label, pairs in modules.items()
    }
    driver = making.module("driver.c", "driver")
    return Built(Build(making.directory, driver, columns), missing, versions, left, packages)


def _script(name):
    return str(paths.HERE / name)


def usable(interpreter, built, say):
    """The same build without columns that cannot even be loaded, so that the others go on."""
    columns, missing = dict(built.build.columns), dict(built.missing)
    for key in catalogue.PEER_KEYS:
        if key in columns:
            one = built.build._replace(columns={"cpython": columns["cpython"], key: columns[key]})
            try:
                measuring.run(interpreter, one, _script("compared.py"), PYTHONPATH=built.packages)
            except CannotMeasure as problem:
                del columns[key]
                missing[key] = "its module does not run"
                say(f"{catalogue.TITLES[key]} is left out: {problem}")
    return built._replace(build=built.build._replace(columns=columns), missing=missing)


def compare(interpreter, built):
    output = measuring.run(interpreter, built.build, _script("compared.py"), PYTHONPATH=built.packages)
    return json.loads(output)


def instructions(interpreter, built, without):
    return measuring.counted(
        interpreter, built.build, _script("counted.py"), json.dumps(without), PYTHONPATH=built.packages
    )


def _copied(build, number):
    """The build with new copies of its modules.

    Of two files with the same bytes, one can be more than twice as slow in some row, in every process that loads it;
    written anew, it is not. Probably the pages of memory decide in which it is kept.
    """
    folder = os.path.join(build.directory, f"copy-{number}")
    shutil.rmtree(folder, ignore_errors=True)
    columns = {}
    for label, modules in build.columns.items():
        os.makedirs(os.path.join(folder, label))
        pairs = (module.split(":", 1) for module in modules.split(","))
        copies = ((name, shutil.copy(path, os.path.join(folder, label))) for name, path in pairs)
        columns[label] = ",".join(f"{name}:{path}" for name, path in copies)
    return build._replace(columns=columns)


def times(interpreter, built, without):
    """By kind, row and column: the median of the ratios to CPython, and between which values the middle half lies."""
    builds = (_copied(built.build, number) for number in range(PROCESSES))
    ratios = measuring.time_ratios(
        interpreter, builds, _script("timed_calls.py"), mode=(json.dumps(without),), PYTHONPATH=built.packages
    )
    return {
        kind: {row: {column: _summary(found) for column, found in columns.items()} for row, columns in rows.items()}
        for kind, rows in ratios.items()
    }


def _summary(ratios):
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return [round(value, 3) for value in (median(ratios), low, high)]


def say(text):
    print(text, file=sys.stderr, flush=True)
