"""Builds CPython's test modules in C, and an interpreter that finds them before its own."""

import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess

import report

HERE = pathlib.Path(__file__).resolve().parent
# Those that read arguments and build values with formats, and compile against installed headers.
EXTENSIONS = ("_testcapi", "_testlimitedcapi", "_testbuffer")
# CPython's own list of what they are made of, and the first version that has it.
SETUP, SETUP_SINCE = "Modules/Setup.stdlib.in", (3, 11)
COMPILER = shlex.split(os.environ.get("CC") or "gcc")
FLAGS = ["-O1", "-g0", "-fPIC", "-Wno-deprecated-declarations"]
TIME_LIMIT = 300


class Failure(Exception):
    """Why something could not be built."""


class Build:
    """One build of the modules for an interpreter with a compiler, in a folder of its own."""

    def __init__(self, folder, interpreter, source, compiler):
        self.folder = folder
        self.interpreter = interpreter
        self.source = source
        self.compiler = compiler
        self.modules = folder / "modules"
        self.report = folder / "report.jsonl"

    def prepare(self):
        """Makes the folder, with a virtual environment in it.

        Its .pth file is also read by the interpreters that tests start in isolated mode; PYTHONPATH is not.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        major, minor = self.interpreter.minor
        packages = self.folder / f"lib/python{major}.{minor}/site-packages"
        for folder in (self.folder / "bin", packages, self.modules, self.folder / "objects", self.folder / "logs"):
            folder.mkdir(parents=True)
        home = pathlib.Path(self.interpreter.path).parent
        (self.folder / "bin/python3").symlink_to(self.interpreter.path)
        (self.folder / "pyvenv.cfg").write_text(f"home = {home}\ninclude-system-site-packages = false\n")
        (packages / "tested.pth").write_text(f"import sys; sys.path.insert(0, {str(self.modules)!r})\n")
        (self.modules / "test").symlink_to(self.source / "Lib/test")

    def parts(self):
        """(extension, source file, object file) of everything to compile, as CPython's own list has it."""
        setup = (self.source / SETUP).read_text()
        for extension in EXTENSIONS:
            line = re.search(rf"^(?:@\w+@)?{extension} (.*)", setup, re.MULTILINE)
            for name in line[1].split() if line else ():
                if name.endswith(".c"):
                    target = self.folder / "objects" / extension / f"{name.replace('/', '-')}.o"
                    target.parent.mkdir(exist_ok=True)
                    yield extension, self.source / "Modules" / name, target

    def compile(self, source, target):
        """Compiles one file. Raises Failure."""
        folders = [path for folder in self.interpreter.includes for path in (folder, f"{folder}/internal")
                   if os.path.isdir(path)]
        environment = {**os.environ, "ARGOT_REPORT": str(self.report), "ARGOT_STRICT": "1"}
        run([*self.compiler, *FLAGS, *(f"-I{folder}" for folder in folders),
             f"-I{self.source / 'Modules'}", "-c", source, "-o", target], environment)

    def link(self, extension):
        """Links what was compiled for an extension. Raises Failure."""
        objects = sorted((self.folder / "objects" / extension).glob("*.o"))
        run([*COMPILER, "-shared", *objects, "-o", self.modules / f"{extension}{self.interpreter.ext_suffix}"])

    def sites(self):
        """The call sites that Argot reported, as dictionaries."""
        return report.calls(self.report)

    def test(self, module, patterns):
        """How the tests of a module ended, by name. A run that broke off is one test with that name.

        An interpreter that ends badly after its last test, when it frees what is left, has one test more.
        """
        log = self.folder / "logs" / module
        results, scratch = log.with_name(f"{module}.json"), log.with_name(f"{module}.scratch")
        scratch.mkdir()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ARGOT"))}
        command = [self.folder / "bin/python3", HERE / "runner.py", results, self.modules, f"test.{module}", *patterns]
        with open(log.with_name(f"{module}.log"), "wb") as output:
            process = subprocess.Popen(command, cwd=scratch, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                                       stderr=subprocess.STDOUT, start_new_session=True)
            try:
                status = f"status {process.wait(TIME_LIMIT)}"
            except subprocess.TimeoutExpired:
                status = f"a signal after {TIME_LIMIT} s"
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if not results.exists():
            return {"(the run)": [f"ended with {status}; see {output.name}"]}
        outcomes = json.loads(results.read_text())
        if process.returncode != 0:
            # Without the path of the log, which would make the two builds differ.
            outcomes["(the end)"] = [f"ended with {status}"]
        return outcomes


def run(command, environment=None):
    answer = subprocess.run(list(map(str, command)), env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                            text=True, errors="replace")
    if answer.returncode:
        raise Failure(f"{shlex.join(map(str, command))} failed with status {answer.returncode}:\n{answer.stderr}")
