"""Counts instructions per call along the curves, under callgrind."""

import os

import shared  # noqa: F401

import building
import measuring
from counted import CALLS
from curves import CURVES, source
from problems import CannotMeasure


def _build(interpreter, compiler, argot):
    making = building.compiling(interpreter, shared.ROOT, "scaling", compiler, "3")
    path = os.path.join(making.directory, "scaling.c")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source())
    report = making.fresh_report()
    how = {"cpython": {}, **building.by_argot(argot, report)}
    columns = {column: "scaling:" + making.module(path, column, **options) for column, options in how.items()}
    sites = building.read_call_sites(report)
    return building.Build(making.directory, making.module("driver.c", "driver"), "", columns, sites, {})


def measure(interpreter, compiler, argot):
    """Instructions per call by curve, column and size; and why Argot left calls, by the function around them."""
    build = _build(interpreter, compiler, argot)
    script = os.path.join(shared.HERE, "counted.py")
    counted = measuring.counted(interpreter, build, script, calls=CALLS)
    try:
        counts = {
            curve.name: {
                column: {size: counted[f"{curve.name}:{size}"][column] for size in curve.sizes}
                for column in build.columns
            }
            for curve in CURVES
        }
    except KeyError as missing:
        raise CannotMeasure(f"CPython {interpreter.version}: callgrind left no figures for {missing}")
    return {"instructions": counts, "left": {site["function"]: site["reason"] for site in build.call_sites.left}}
