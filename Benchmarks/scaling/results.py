"""The measured figures as JSON, in Benchmarks/results."""

import json
import os

import shared
from problems import CannotMeasure

KINDS = ("calls", "formats", "files")


def path_of(kind):
    return os.path.join(shared.RESULTS, f"scaling-{kind}.json")


def write(kind, figures):
    os.makedirs(shared.RESULTS, exist_ok=True)
    with open(path_of(kind), "w", encoding="utf-8") as file:
        json.dump(_rounded(figures), file, indent=1)
        file.write("\n")


def read(kind):
    """The figures of the last run, with numbers as the keys that were numbers."""
    try:
        with open(path_of(kind), encoding="utf-8") as file:
            return _with_numbers(json.load(file))
    except FileNotFoundError:
        raise CannotMeasure(f"there is no {path_of(kind)}; run `make bench-scaling`")


def _rounded(value):
    if isinstance(value, float):
        return float(f"{value:.4g}") if abs(value) < 1000 else round(value)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list) else value


def _with_numbers(value):
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: _with_numbers(one) for key, one in value.items()}
    return [_with_numbers(one) for one in value] if isinstance(value, list) else value
