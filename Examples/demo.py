"""Builds the examples twice, with gcc and with `argot cc gcc`, and compares the two builds.

Usage: demo.py ARGOT FOLDER

ARGOT is the tool, FOLDER (made anew) receives everything built. Exit status: 0 if both builds behave alike, 1 if they
differ or a build fails, 2 if the demo cannot run at all.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import session

EXAMPLES = pathlib.Path(__file__).resolve().parent
MODULES = ["ext1", "build_values", "string_peek", "insert_powers", "countdict"]
MARKER = "instructions"
SHOWN_FORMAT = "si:string_peek"


class Failure(Exception):
    """Something that ends the demo; carries the exit status."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


def heading(text):
    print(f"\n{text}\n{'=' * len(text)}\n", flush=True)


def run(command, **options):
    finished = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)
    if finished.returncode != 0:
        raise Failure(1, f"failed: {' '.join(map(str, command))}\n{finished.stdout}{finished.stderr}")
    return finished.stdout


class Build:
    """One build of every example, in a folder of its own."""

    def __init__(self, name, compiler, folder, **variables):
        self.name, self.compiler, self.folder = name, compiler, folder
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("ARGOT_")}
        self.environment.update(CC=compiler, PYTHONHASHSEED="0", PYTHONPATH=str(folder / "lib"), **variables)

    def make(self, modules):
        print(f'CC="{self.compiler}" python3 setup.py build_ext    # {", ".join(modules)}', flush=True)
        for module in modules:
            output = ["--build-lib", self.folder / "lib", "--build-temp", self.folder / "temp" / module]
            run([sys.executable, "setup.py", "-q", "build_ext", *output],
                cwd=EXAMPLES / module, env=self.environment)

    def replay(self):
        return json.loads(run([sys.executable, EXAMPLES / "session.py"], env=self.environment))

    def count_instructions(self):
        """Instructions per call, by the text of the call."""
        dumps = self.folder / "callgrind"
        run(["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={dumps}", sys.executable,
             EXAMPLES / MARKER / "calls.py"], env=self.environment)
        totals = {}
        for dump in sorted(self.folder.glob("callgrind.*"), key=lambda path: int(path.suffix[1:])):
            text = dump.read_text()
            label = re.search(r"^desc: Trigger: Client Request: (.+)\*([12])$", text, re.MULTILINE)
            if label:
                totals[label[1], label[2]] = int(re.search(r"^summary: (\d+)", text, re.MULTILINE)[1])
        calls = int(re.search(r"^CALLS = (\d+)", (EXAMPLES / MARKER / "calls.py").read_text(), re.MULTILINE)[1])
        return {call: (totals[call, "2"] - totals[call, "1"]) / calls for call, part in totals if part == "1"}


def as_transcript(entry):
    """What the prompt would have shown for an entry of the replayed session."""
    shown = [f">>> {entry['source']}"]
    if "raised" in entry:
        kind, text = entry["raised"]
        shown += ["Traceback (most recent call last):", '  File "<stdin>", line 1, in <module>', f"{kind}: {text}"]
    elif entry["value"][0] != "NoneType":
        shown.append(entry["value"][1])
    return "\n".join(shown)


def show_session(plain, compiled):
    """Prints the session once and returns the number of lines on which the builds differ."""
    before, after = plain.replay(), compiled.replay()
    sources = [line for line in session.LINES.splitlines() if line]
    if [entry["source"] for entry in before] != sources or [entry["source"] for entry in after] != sources:
        raise Failure(1, "a build did not replay the whole session")
    paragraph_starts = {block.strip().splitlines()[0] for block in session.LINES.split("\n\n")}
    different = 0
    for index, (left, right) in enumerate(zip(before, after)):
        if index > 0 and left["source"] in paragraph_starts:
            print()
        print(as_transcript(left))
        if left != right:
            different += 1
            print(f"!!! differs when compiled by argot:\n{as_transcript(right)}")
    verdict = "the same values, types and exceptions in both builds" if not different else f"{different} lines differ"
    print(f"\n{len(before)} lines: {verdict}.")
    print("blocks_kept counts the memory blocks a failing call leaves behind: insert_powers1 leaks its tuple, as written.")
    return different


def show_report(path):
    """Prints the call sites the launcher saw; returns how many it compiled."""
    if not path.exists():
        raise Failure(1, "argot cc wrote no report of its calls")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    sites = [line for line in lines if line["kind"] == "call"]
    methods = [line for line in lines if line["kind"] == "method"]
    rows = [("call", "function", "format", "status", "tiers", "")]
    for site in sites:
        place = f"{pathlib.Path(site['file']).name}:{site['line']}:{site['column']}"
        tiers = " ".join(map(str, site["tiers"]))
        rows.append((place, site["api"], json.dumps(site["format"]), site["status"], tiers, site.get("reason") or ""))
    print_table(rows)
    compiled = sum(site["status"] == "compiled" for site in sites)
    print(f"\n{compiled} of {len(sites)} calls compiled.")
    changed = sum(method["convention"] == "fastcall" for method in methods)
    print(f"{changed} of {len(methods)} methods that parse their arguments are entered by METH_FASTCALL.")
    return compiled


def show_instructions(plain, compiled):
    before, after = plain.count_instructions(), compiled.count_instructions()
    rows = [("whole call", "gcc", "argot", "ratio")]
    for call in before:
        rows.append((call, f"{before[call]:.0f}", f"{after[call]:.0f}", f"{before[call] / after[call]:.2f}"))
    print_table(rows, numbers_from=1)


def print_table(rows, numbers_from=None):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = []
        for column, (cell, width) in enumerate(zip(row, widths)):
            right = numbers_from is not None and column >= numbers_from
            cells.append(cell.rjust(width) if right else cell.ljust(width))
        print("  ".join(cells).rstrip())


def quoted(path):
    """A path as one word of CC, which setuptools splits like a shell."""
    return f"'{path}'" if re.search(r"\s", str(path)) else str(path)


def demo(argot, folder):
    if not os.access(argot, os.X_OK):
        raise Failure(2, f"{argot} does not exist or is not executable; run `make build`")
    if shutil.which("valgrind") is None:
        raise Failure(2, "valgrind is not installed; run scripts/setup.sh")
    shutil.rmtree(folder, ignore_errors=True)
    report = folder / "report.jsonl"
    plain = Build("gcc", "gcc", folder / "gcc")
    compiled = Build("argot", f"{quoted(argot)} cc gcc", folder / "argot", ARGOT_REPORT=str(report), ARGOT_STRICT="1")

    heading("Two builds")
    plain.make(MODULES)
    compiled.make(MODULES)
    # The marker only counts; both sides load one plain build of it, so that it costs the same in each.
    plain.make([MARKER])
    for marker in (plain.folder / "lib").glob("marker*"):
        shutil.copy(marker, compiled.folder / "lib")

    heading("One session, replayed with each build")
    different = show_session(plain, compiled)
    heading("What argot did with each call")
    compiled_calls = show_report(report)
    heading(f"The code that took the place of \"{SHOWN_FORMAT}\"")
    print(run([argot, "generate", SHOWN_FORMAT]).rstrip())
    heading("Instructions per call")
    show_instructions(plain, compiled)
    print()
    if different or not compiled_calls:
        raise Failure(1, "the builds differ" if different else "argot compiled no call")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        demo(pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute())
    except Failure as failure:
        print(f"demo: {failure}", file=sys.stderr)
        sys.exit(failure.status)
