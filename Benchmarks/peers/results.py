"""The figures of one interpreter as a document, and the files in which one document of each minor version is kept."""

import json
import pathlib
import platform
import re
import subprocess

import paths
import differences
import workloads

FOLDER = paths.HERE.parent / "results"


def _processor():
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(), re.MULTILINE) if cpuinfo.exists() else None
    return found[1] if found else platform.machine()


def _compiler(command):
    """The first line of the compiler's own words, without a path."""
    answer = subprocess.run([*command, "--version"], capture_output=True, text=True)
    return (answer.stdout or "unknown").splitlines()[0]


def document(interpreter, compiler, built, compared, counted, times):
    """Everything that is kept. `times` is None when only instructions were counted."""
    rows = []
    for row in workloads.ALL_ROWS:
        figures = {
            "row": row.name,
            "function": row.function,
            "about": row.about,
            "builds": workloads.building(row),
            "calls_in_packages": workloads.calls_in_packages(row),
            "instructions": counted.get(row.name, {}),
        }
        if times:
            figures["times"] = {kind: of_kind.get(row.name, {}) for kind, of_kind in times.items()}
        rows.append(figures)
    return {
        "version": interpreter.version,
        "minor": "{}.{}".format(*interpreter.minor),
        "build": interpreter.text,
        "processor": _processor(),
        "system": platform.system(),
        "compiler": _compiler(compiler),
        "columns": list(built.build.columns),
        "versions": built.versions,
        "missing": built.missing,
        "wrong": compared["wrong"],
        "left_by_argot": [f"{call['function']}: {call['reason']}" for call in built.left],
        "rows": rows,
        "probes": len(workloads.ALL_PROBES),
        "differences": {column: differences.grouped(found) for column, found in compared["probes"].items() if found},
    }


def file_of(minor, folder=FOLDER):
    return folder / f"{minor}.json"


def keep(document, folder=FOLDER):
    """Writes the document in place of that of the same minor version."""
    folder.mkdir(exist_ok=True)
    text = json.dumps(document, indent=1, ensure_ascii=False)
    # Short lists stand on one line.
    text = re.sub(r"\[\s+([^\[\]{}]{0,90}?)\s+\]", lambda list: "[" + re.sub(r"\s*\n\s*", " ", list[1]) + "]", text)
    file_of(document["minor"], folder).write_text(text + "\n", encoding="utf-8")


def kept(folder=FOLDER):
    """All documents, the newest version first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("3.*.json")]
    return sorted(found, key=lambda each: [int(part) for part in each["minor"].split(".")], reverse=True)
