"""Counts how often public packages use each format, and writes package_formats.json.

    frequency.py [FOLDER]

FOLDER (.packages at the top of the repository) is what `make packages` leaves: a folder for each package, with the
report of `argot cc`. A call counts once for its place in the sources. What follows `:` or `;` in a format is only for
messages: formats that differ there count as one.
"""

import collections
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULT = pathlib.Path(__file__).with_name("package_formats.json")
# At the front: Benchmarks/instructions has a module of the same name.
sys.path.insert(0, str(ROOT / "scripts"))

import report  # noqa: E402

#: The functions whose calls do nothing but read arguments or make a value.
FUNCTIONS = ("PyArg_ParseTuple", "PyArg_ParseTupleAndKeywords", "Py_BuildValue")


def without_texts(format):
    return re.split("[:;]", format, maxsplit=1)[0]


def counted(reports):
    """(function, format) -> the package of each call. `reports` are pairs of a package's name and its report."""
    found = collections.defaultdict(list)
    for package, path in reports:
        places = {(call["file"], call["line"], call["column"], call["api"]): call for call in report.calls(path)}
        for call in places.values():
            if call["api"] in FUNCTIONS and call.get("format") is not None:
                found[call["api"], without_texts(call["format"])].append(package)
    return found


def document(found):
    """The formats as JSON has them, the most frequent first."""
    entries = [
        {"function": function, "format": format, "calls": len(packages), "packages": len(set(packages))}
        for (function, format), packages in found.items()
    ]
    entries.sort(key=lambda entry: (-entry["calls"], -entry["packages"], entry["function"], entry["format"]))
    return {
        "packages": sorted({package for packages in found.values() for package in packages}),
        "calls": sum(entry["calls"] for entry in entries),
        "formats": entries,
    }


def as_text(result):
    """JSON with a line for each format."""
    formats = ",\n  ".join(map(json.dumps, result["formats"]))
    head = json.dumps({"packages": result["packages"], "calls": result["calls"]})
    return head[:-1] + f',\n "formats": [\n  {formats}\n]}}\n'


def main(arguments):
    folder = pathlib.Path(arguments[0]) if arguments else ROOT / ".packages"
    reports = [(path.parent.name, path) for path in sorted(folder.glob("*/report.jsonl"))]
    if not reports:
        print(f"{folder} has no report of a package; run `make packages` first", file=sys.stderr)
        return 1
    result = document(counted(reports))
    RESULT.write_text(as_text(result), encoding="utf-8")
    for entry in result["formats"][:25]:
        print(f"{entry['calls']:5} {entry['packages']:3}  {entry['function']}  \"{entry['format']}\"")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
