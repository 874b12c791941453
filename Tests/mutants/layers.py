"""The layers of tests that a fault goes through, from cheap to expensive.

A layer is a function of the run and a fault (None for the tree without one). It returns, or raises Killed.
"""

import dataclasses
import json
import os
import shutil
import signal
import subprocess
import tempfile

import tree

# How long one program may run; a fault can make it hang.
LIMIT = 900
# As Tests/primitives/run.sh has them, but for what a fault may leave unused: it is to be noticed by what it does.
WARNINGS = "-Wall -Wextra -Wpedantic -Wcast-qual -Wcast-function-type -Werror -Wno-unused -Wno-unused-parameter".split()
# The limited APIs for which Tests/primitives/run.sh builds, as in Py_LIMITED_API.
LIMITED = (tree.ROOT / "Tests/primitives/limited-apis").read_text().split()
# The builds of the primitives by a fault's mode, none by default: language and options. "keys" is embed.c instead,
# "threads" is threads.c, and "fastcall" is for functions that METH_FASTCALL enters, of which the primitives know nothing.
MODES = {
    "": ("c11", ["-O0"]),
    "optimized": ("c11", ["-O2"]),
    "c++": ("c++17", ["-O0", "-fno-exceptions"]),
    "keys": None,
    "threads": None,
    "fastcall": None,
    **{f"limited-3.{int(version, 16) >> 16 & 0xFF}": ("c11", ["-O0", f"-DPy_LIMITED_API={version}"])
       for version in LIMITED},
}


class Killed(Exception):
    """The layer noticed the fault: what it said."""


class Unbuilt(Killed):
    """The fault does not compile."""


class Run:
    """What the layers share: the tree, the interpreters, the faults that can be tried, the log of the one at hand."""

    def __init__(self, where, interpreters, chosen):
        self.tree = where
        self.root = where.root
        self.interpreters = interpreters
        self.faults = [fault for fault in chosen if not self.missing(fault)]
        self.work = tree.SCRATCH / "work"
        self.work.mkdir(exist_ok=True)
        self.log = None
        self.oracles = {}
        self.is_built = False

    def begin(self, name):
        folder = tree.SCRATCH / "log"
        folder.mkdir(exist_ok=True)
        self.log = folder / f"{name}.log"
        self.log.write_text("")
        self.is_built = False

    def execute(self, command, failure=Killed, **environment):
        """Runs a program, with its output in the log; raises if it fails."""
        command = [str(part) for part in command]
        with open(self.log, "a+", errors="replace") as log:
            start = log.tell()
            log.write("$ " + " ".join(command) + "\n")
            log.flush()
            # In a session of its own, so that it can be ended with everything that it has started.
            process = subprocess.Popen(command, cwd=self.root, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       env={**os.environ, **environment}, start_new_session=True)
            try:
                status = process.wait(LIMIT)
            except BaseException as reason:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                if isinstance(reason, subprocess.TimeoutExpired):
                    raise failure(f"{command[0]} ran for more than {LIMIT} seconds")
                raise
            if status != 0:
                log.seek(start)
                raise failure(log.read())

    def chosen(self, fault):
        """The interpreters that look for the fault: those it names, or the newest and the oldest."""
        if fault is None or not fault.python:
            return [self.interpreters[-1], self.interpreters[0]]
        return [self.interpreter(minor) for minor in fault.python]

    def interpreter(self, minor):
        return next((one for one in reversed(self.interpreters) if "%d.%d" % one.minor == minor), None)

    def missing(self, fault):
        """The versions that the fault names and that are not at hand."""
        return [minor for minor in fault.python if self.interpreter(minor) is None]

    def prepare(self):
        """Builds the tree as it is, and keeps the comparison with CPython, which takes any argot.h."""
        self.begin("build")
        self.build()
        shutil.copy(self.program("DifferentialSuite"), self.work)

    def build(self):
        """The package with its tests, once for each fault."""
        if not self.is_built:
            self.execute(["swift", "build", "--build-tests"], Unbuilt)
            self.is_built = True

    def program(self, name):
        return self.root / ".build" / "debug" / name


# ---- argot.h alone ----

# The files of the module that Tests/primitives/primitives.h describes.
PRIMITIVES = ["primitives", "parsing", "building"]


def module(run, interpreter, output, language, flags):
    folder = run.root / "Tests" / "primitives"
    compiler, name = ("g++", "c++") if language.startswith("c++") else ("gcc", "c")
    run.execute([compiler, "-x", name, f"-std={language}", *WARNINGS, "-fPIC", "-D_GNU_SOURCE",
                 *interpreter.system_include_options, f"-I{run.root}/Sources/CArgot/include", "-shared", *flags,
                 *(folder / f"{part}.c" for part in PRIMITIVES), "-o", output], Unbuilt)


def oracle(run, interpreter):
    """The folder of the module that asks CPython; it knows nothing of argot.h, so it is made once."""
    if interpreter.name not in run.oracles:
        folder = run.work / f"oracle-{interpreter.name}"
        folder.mkdir(exist_ok=True)
        module(run, interpreter, folder / "oracle.so", "c11", ["-O1", "-DORACLE"])
        run.oracles[interpreter.name] = folder
    return run.oracles[interpreter.name]


def compare(run, interpreters, mode):
    """One module for a limited API serves all the interpreters that can load it, whosever headers it was built with."""
    language, flags = MODES[mode]
    limited = mode.startswith("limited") and flags[-1].partition("=")[2]
    able = [one for one in interpreters if not limited or one.loads(limited)]
    for interpreter in able:
        asked = oracle(run, interpreter)
        if not limited or interpreter is able[0]:
            module(run, interpreter, run.work / "primitives.so", language, flags)
        run.execute([interpreter.path, "-B", run.root / "Tests/primitives/check.py", run.work, asked,
                     limited or "full"])


def keys(run, interpreter):
    """The key cache, over several lives of the interpreter."""
    home = subprocess.run([interpreter.path, "-c", "import sys; print(sys.base_prefix)"], capture_output=True,
                          text=True, check=True).stdout.strip()
    # Not in the checkout: LD_PRELOAD takes no path with a space or a colon.
    with tempfile.TemporaryDirectory() as folder:
        library = f"{folder}/embed.so"
        run.execute(["gcc", "-std=c11", "-w", "-fPIC", "-D_GNU_SOURCE", "-O1", "-shared",
                     *interpreter.system_include_options, f"-I{run.root}/Sources/CArgot/include",
                     run.root / "Tests/primitives/embed.c", "-o", library], Unbuilt)
        run.execute([interpreter.path, "-c", "raise SystemExit('embed.c was not run')"], LD_PRELOAD=library,
                    PYTHONHOME=home, PYTHONMALLOC="malloc")


def threads(run):
    """What remembers call sites, in threads under ThreadSanitizer."""
    program = run.work / "threads"
    run.execute(["gcc", "-std=c11", "-w", "-D_GNU_SOURCE", "-O1", "-g", "-fsanitize=thread", "-pthread",
                 f"-I{run.root}/{tree.HEADERS}/argot", run.root / "Tests/primitives/threads.c", "-o", program], Unbuilt)
    run.execute([program])


def primitives(run, fault):
    if fault is None:
        threads(run)
        for mode, build in MODES.items():
            if build:
                compare(run, run.interpreters[::-1], mode)
        for interpreter in run.interpreters:
            keys(run, interpreter)
    elif fault.mode == "threads":
        threads(run)
    elif fault.mode == "keys":
        keys(run, run.chosen(fault)[0])
    elif MODES[fault.mode]:
        compare(run, run.chosen(fault), fault.mode)


# ---- The package ----


def tests(run, fault):
    run.build()
    # What is skipped takes longer than all the rest, and is about crashes only.
    run.execute(["swift", "test", "--skip-build", "--filter", "FormatTests", "--skip", "SyntaxTotalityTests"])


def conventions(run, fault):
    run.build()
    run.execute(["swift", "test", "--skip-build", "--filter", "ConventionTests"])


def checks(run, fault):
    run.build()
    run.execute(["swift", "test", "--skip-build", "--filter", "CheckTests"])


def verify(run, fault):
    run.build()
    run.execute([run.root / "Tests/commands/run.sh", "verify", "bench"], ARGOT=str(run.program("argot")))


def syntax(run, fault):
    """The parsers against interpreters: short strings are enough, although they do not bring out every complaint."""
    run.build()
    listed = run.work / "interpreters"
    listed.write_text("".join(json.dumps(dataclasses.asdict(one)) + "\n" for one in run.chosen(fault)))
    run.execute([run.program("SyntaxSuite"), "--length", "2", "--draws", "200", listed])


def text(run, fault):
    """What is said of text formats against interpreters."""
    run.build()
    versions = [f"--interpreter={one.minor[0]}.{one.minor[1]}" for one in run.chosen(fault)]
    run.execute([run.root / "Tests/text/run.sh", *versions], TEXT_SUITE=str(run.program("TextSuite")))


def suite_mode(fault):
    mode = "limited" if fault.mode.startswith("limited") else fault.mode
    return mode if mode in ("limited", "c++", "fastcall") else "full"


def differential(run, fault):
    """The comparison with CPython, until it finds something. It takes argot.h as a file, so that nothing is rebuilt."""
    # Random formats are for other runs: those that always are tested are enough, and take their time.
    options = ["--count", "0", "--stop-early", "--batch", "100"]
    program = run.program("DifferentialSuite")
    if fault is not None and fault.is_in_header:
        program = run.work / "DifferentialSuite"
        header = run.work / "argot.h"
        header.write_text(run.tree.header(), encoding="utf-8")
        options += ["--header", header]
    else:
        run.build()
    # Without a fault, in every way in which one of the faults will be looked for.
    pairs = [(one.path, suite_mode(each)) for each in ([fault] if fault else run.faults) for one in run.chosen(each)]
    for path, mode in dict.fromkeys(pairs):
        run.execute([program, *options, "--modes", mode, "--interpreter", path])


def hazards(run, fault):
    run.build()
    run.execute([run.root / "Tests/hazards/run.sh"], ARGOT=str(run.program("argot")))


def compiled(run, fault):
    run.build()
    run.execute([run.root / "Tests/compile/run.sh"], ARGOT=str(run.program("argot")))


# Name, function, and the files whose faults the layer can see, by the start of their names.
EVERYWHERE = ("Sources/", "Grammar/")
SWIFT = tuple(f"Sources/{name}/" for name in ("FormatSyntax", "FormatSema", "Marshaling", "CodeEmission"))
LAYERS = [
    ("primitives", primitives, (tree.HEADERS,)),
    ("tests", tests, (*SWIFT, "Grammar/")),
    ("conventions", conventions, ("Sources/ClangFrontend/", "Sources/CallingConvention/")),
    ("checks", checks, ("Sources/ClangFrontend/Flow/", "Sources/ClangFrontend/Inspection/", "Sources/Checks/")),
    ("verify", verify, (
        "Sources/Differential/Verifying/", "Sources/Differential/Harness/", "Sources/Differential/Formats/",
        "Sources/Benchmarking/", "Sources/ArgotCommand/")),
    ("syntax", syntax, ("Sources/FormatSyntax/", "Grammar/")),
    ("text", text, ("Sources/FormatSyntax/", "Sources/FormatSema/", "Grammar/text")),
    ("differential", differential, EVERYWHERE),
    ("hazards", hazards, EVERYWHERE),
    ("compile", compiled, EVERYWHERE),
]
# "build" is no layer of its own: the first layer that builds reports what does not compile.
NAMES = ["build"] + [layer[0] for layer in LAYERS]
