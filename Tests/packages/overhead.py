"""Measures what `argot cc` adds to the CPU time of compiles, on the sources of packages that packages.py has built.

    overhead.py [--repeat N] [--without N] [NAME…]

Each recorded compile runs N times plainly and N times through Argot; of each the least CPU time counts (5). For every
package: the compiler's time for a file, what Argot's own process takes, and what the compilers behind it take more than
plainly: they are asked for their macros, and compile more text. Of the files without calls at most N count (10).

Demanded is that Argot's own process takes at most 0.15 s for a C file and at most 1.3 times as long as the compiler's
front end (-fsyntax-only) for a C++ file, and next to nothing for files without calls. The last line is "N passed, N
failed".
"""

import argparse
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import building
import report
import sites

ARGOT = pathlib.Path(os.environ.get("ARGOT", building.ROOT / "bin" / "argot")).absolute()
SECONDS_OF_C = 0.15
RATIO_OF_CPLUSPLUS = 1.3
# For a file without calls: what starting a process takes.
SECONDS_WITHOUT_CALLS = 0.02


@dataclasses.dataclass
class Measured:
    """CPU seconds for one source."""

    name: str
    calls: int
    is_cplusplus: bool
    plain: float
    # Argot's own process, and the compilers that it ran.
    own: float
    behind: float
    # The compiler's front end alone.
    front: float

    @property
    def added(self):
        return self.own + self.behind - self.plain


class Compile:
    """A recorded command, with its outputs in a folder of ours."""

    def __init__(self, folder, words, outputs):
        self.folder, self.compiler, self.outputs = folder, words[0], outputs
        self.arguments, words = [], iter(words[1:])
        for word in words:
            self.arguments.append(word)
            if word in ("-o", "-MF"):
                self.arguments.append(str(outputs / ("object.o" if word == "-o" else "dependencies")))
                next(words)
        self.source = next(word for word in self.arguments if word.endswith(sites.SOURCES))
        self.is_cplusplus = not self.source.endswith(".c")

    def seconds(self, command, **variables):
        """The CPU time of a command and of all that it runs."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ARGOT")}
        process = subprocess.Popen([*map(str, command)], cwd=self.folder, env={**environment, **variables},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise building.Failure(f"{self.source} does not compile in {self.folder}")
        return used.ru_utime + used.ru_stime

    def through_argot(self, timed):
        """Argot's own CPU time and that of the compilers it ran."""
        log = self.outputs / "times"
        log.unlink(missing_ok=True)
        total = self.seconds([ARGOT, "cc", timed, *self.arguments], TIMED_LOG=str(log),
                             TIMED_COMPILER=shutil.which(self.compiler))
        behind = sum(map(int, log.read_text().split())) / 1e6
        return total - behind, behind

    def calls(self):
        """How many calls Argot reports."""
        path = self.outputs / "report"
        path.unlink(missing_ok=True)
        self.seconds([ARGOT, "cc", self.compiler, *self.arguments], ARGOT_REPORT=str(path))
        return len(report.calls(path))

    def measure(self, timed, calls, repeat):
        plain = [self.compiler, *self.arguments]
        front = [*plain, "-fsyntax-only"]
        runs = [self.through_argot(timed) for _ in range(repeat)]
        own, behind = min(runs, key=sum)
        return Measured(self.source, calls, self.is_cplusplus, min(self.seconds(plain) for _ in range(repeat)),
                        own, behind, min(self.seconds(front) for _ in range(repeat)))


def compiles(name, outputs):
    """The package's recorded compiles, each source once."""
    known = set()
    for folder, words in sites.recorded_commands(building.WORK / name / "commands"):
        if "-c" not in words or not any(word.endswith(sites.SOURCES) for word in words) or not os.path.isdir(folder):
            continue
        one = Compile(folder, words, outputs)
        path = os.path.join(folder, one.source)
        if path not in known and os.path.exists(path):
            known.add(path)
            yield one


def measured(name, timed, outputs, options):
    """What the package's sources take: those with calls, those without."""
    found, without = [], []
    for one in compiles(name, outputs):
        calls = one.calls()
        if calls:
            found.append(one.measure(timed, calls, options.repeat))
        elif len(without) < options.without:
            without.append(one.measure(timed, calls, options.repeat))
    return found, without


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def row(name, kind, files):
    cells = [mean(one.plain for one in files), mean(one.front for one in files), mean(one.own for one in files),
             max(one.own for one in files), mean(one.added for one in files), max(one.added for one in files)]
    ratio = max(one.own / one.front for one in files)
    calls = sum(one.calls for one in files)
    times = " | ".join(f"{cell:.3f}" for cell in cells)
    return f"| {name} | {kind} | {len(files)} | {calls} | {times} | {ratio:.2f} |"


def verdicts(found, without):
    """What is demanded, as text, and whether it holds."""
    for kind, files in [("C", [one for one in found if not one.is_cplusplus]),
                        ("C++", [one for one in found if one.is_cplusplus])]:
        if kind == "C" and files:
            worst = max(files, key=lambda one: one.own)
            yield (f"C: Argot's own process takes {mean(one.own for one in files):.3f} s on average, at most"
                   f" {worst.own:.3f} s ({worst.name}, {worst.calls} calls); limit {SECONDS_OF_C} s",
                   worst.own <= SECONDS_OF_C)
        elif files:
            worst = max(files, key=lambda one: one.own / one.front)
            yield (f"C++: Argot's own process takes at most {worst.own / worst.front:.2f} times as long as the front"
                   f" end ({worst.name}, {worst.calls} calls); limit {RATIO_OF_CPLUSPLUS}",
                   worst.own / worst.front <= RATIO_OF_CPLUSPLUS)
    if without:
        worst = max(without, key=lambda one: one.own)
        yield (f"without calls: Argot's own process takes {mean(one.own for one in without):.4f} s on average, at"
               f" most {worst.own:.4f} s ({worst.name}); limit {SECONDS_WITHOUT_CALLS} s",
               worst.own <= SECONDS_WITHOUT_CALLS)


def main():
    names = [package["name"] for package in building.table()]
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--without", type=int, default=10)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    names = [name for name in options.names or names if (building.WORK / name / "commands").exists()]
    if not names or not os.access(ARGOT, os.X_OK):
        building.say(f"build the packages first (make packages), with {ARGOT}")
        return 2
    found, without = [], []
    with tempfile.TemporaryDirectory() as folder:
        outputs = pathlib.Path(folder)
        timed = outputs / "timed"
        subprocess.run(["gcc", "-O2", "-o", timed, building.HERE / "timed.c"], check=True)
        building.say("CPU seconds for a file; own: Argot's process, added: that and what the compilers take more.\n\n"
                     "| package | files | number | calls | compiler | front end | own, mean | own, most | added, mean |"
                     " added, most | own / front end, most |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
        for name in names:
            with_calls, others = measured(name, timed, outputs, options)
            for kind, files in [("with calls", with_calls), ("without", others)]:
                if files:
                    building.say(row(name, kind, files))
            found, without = found + with_calls, without + others
    building.say()
    failed = count = 0
    for text, holds in verdicts(found, without):
        building.say(f"{text}: {'ok' if holds else 'FAILED'}")
        count, failed = count + 1, failed + (not holds)
    building.say(f"{count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
