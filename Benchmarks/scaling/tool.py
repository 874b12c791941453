"""Measures the tool and the compiler behind it: many formats in one file, and many files."""

import os

import shared

import building
import costs
from many import source

#: How many formats one file has, and how often it is measured. The compiler takes minutes for the largest.
FORMATS = {1: 5, 10: 5, 100: 3, 1000: 2, 10000: 1}

#: How many files there are, and how often they are measured. Each has one format of its own.
FILES = {1: 5, 10: 5, 100: 3, 1000: 1}


def _including(interpreter):
    return [f"-I{folder}" for folder in interpreter.includes]


def _folder(interpreter, name):
    return building.compiling(interpreter, shared.ROOT, os.path.join("scaling", name), ["gcc"], "2").directory


def _write(folder, name, text):
    path = os.path.join(folder, name + ".c")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _rounds(repetitions, measure, say):
    """{size: [what measure(size) gave]}: every round measures each size once, so that a disturbance meets all."""
    found = {size: [] for size in repetitions}
    for number in range(max(repetitions.values())):
        for size, times in repetitions.items():
            if number < times:
                found[size].append(measure(size))
                say(f"round {number + 1}, {size}")
    return found


def _joined(measured):
    """The least cost of each step, of rounds that gave {step: Cost}."""
    return {step: costs.least([one[step] for one in measured])._asdict() for step in measured[0]}


def formats_in_one_file(interpreter, compiler, argot, say, repetitions=FORMATS):
    """{size: {"costs": {step: Cost}, "text": {"plain" and "compiled": bytes}}}"""
    folder, including = _folder(interpreter, "formats"), _including(interpreter)
    sources = {size: _write(folder, f"formats{size}", source("formats", size)) for size in repetitions}
    generated = {size: path[:-2] + "_compiled.c" for size, path in sources.items()}
    compile_c = [*compiler, "-O2", "-fPIC", *including, "-c"]

    def measure(size):
        plain, compiled = sources[size], generated[size]
        return {
            "generate": costs.of([argot, "compile", plain, "-o", compiled, "--", *including]),
            "plain": costs.of([*compile_c, plain, "-o", plain + ".o"]),
            "compiled": costs.of([*compile_c, compiled, "-o", compiled + ".o"]),
        }

    found = _rounds(repetitions, measure, say)
    return {
        size: {
            "costs": _joined(found[size]),
            "text": {
                "plain": costs.text_bytes(sources[size] + ".o"), "compiled": costs.text_bytes(generated[size] + ".o")
            },
        }
        for size in repetitions
    }


def files(interpreter, compiler, argot, say, repetitions=FILES):
    """{size: {"costs": {step: Cost}}}"""
    folder, including = _folder(interpreter, "files"), _including(interpreter)
    paths = [_write(folder, f"file{number}", source("file", 1, number)) for number in range(max(repetitions))]
    compile_c = [*compiler, "-O2", "-fPIC", *including, "-c"]

    def each(size, *launcher):
        commands = ([*launcher, *compile_c, path, "-o", path + ".o"] for path in paths[:size])
        return sum((costs.of(command) for command in commands), costs.Cost(0, 0, 0))

    def measure(size):
        return {
            "check": costs.of([argot, "check", *paths[:size], "--", *including]),
            "plain": each(size),
            "launcher": each(size, argot, "cc"),
        }

    found = _rounds(repetitions, measure, say)
    return {size: {"costs": _joined(found[size])} for size in repetitions}
