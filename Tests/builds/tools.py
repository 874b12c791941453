"""What the tests need of a machine, and the project that they build."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

from support import ARGOT, INTERPRETER, Missing, expect, expect_equal, text

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / ".builds"
CONSTRAINTS = ROOT / "Tests" / "packages" / "constraints.txt"
MODULES = ("inc", "incpp")
# Two calls that parse and two that build, in each of the two sources; two methods.
CALLS = 4
METHODS = 2

updated = False


def program(name, package):
    """The path of a program, which is installed if it is missing and that is possible."""
    global updated
    path = shutil.which(name)
    if path:
        return path
    if os.getuid() != 0 or not shutil.which("apt-get"):
        raise Missing(f"there is no {name}; install what Debian calls {package}")
    print(f"installing with apt-get: {package}", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
    for command in ([] if updated else [["apt-get", "update", "-q"]]) + [install]:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    updated = True
    path = shutil.which(name)
    if not path:
        raise Missing(f"apt-get could not install {package}, for {name}")
    return path


def build_python():
    """The Python of a virtual environment that has the build systems."""
    minor = ".".join(map(str, INTERPRETER.minor))
    folder = WORK / f"venv-{minor}"
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        pip = [python, "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "-q", "-c", CONSTRAINTS,
               "setuptools", "wheel", "meson-python", "meson", "ninja"]
        for command in [[sys.executable, "-m", "venv", "--clear", folder], pip]:
            result = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True)
            if result.returncode != 0:
                raise Missing(f"the build systems cannot be installed: {text(result).strip().splitlines()[-1:]}")
        ready.touch()
    return python


def launched(*compiler):
    """A command for CC: the compiler behind `argot cc`."""
    return shlex.join([ARGOT, "cc", *compiler])


class Project:
    """A copy of the project in a folder whose name has a space, and the builds of it."""

    def __init__(self, case, name="the project"):
        self.case = case
        self.folder = case.work / name
        shutil.copytree(HERE / "project", self.folder, ignore=shutil.ignore_patterns("__pycache__"))

    def run(self, command, cwd=None, **environment):
        """Runs a command of a build, which must succeed; returns what it said."""
        environment = {"PATH": f"{WORK / 'bin'}:{os.environ['PATH']}", **environment}
        for name in ("CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "MAKEFLAGS", "MFLAGS"):
            environment.setdefault(name, "")
        environment.setdefault("ARGOT_STRICT", "1")
        result = self.case.run(command, cwd or self.case.work, **environment)
        expect(result.returncode == 0, f"{shlex.join(map(str, command))}: status {result.returncode}\n{text(result)}")
        return text(result)

    def check_report(self, sources=len(MODULES)):
        """All calls of so many sources were compiled, and all methods changed; empties the report."""
        calls = self.case.report()
        left = [json.dumps(line) for line in calls if line["status"] != "compiled"]
        left += [json.dumps(line) for line in self.case.methods if line["convention"] != "fastcall"]
        expect(not left, "left:", *left)
        found = (len(calls), len(self.case.methods))
        expect_equal(found, (sources * CALLS, sources * METHODS), "calls and methods in the report")
        self.case.expect_no_temporary_files()

    def check_modules(self, folder, factor=3, names=MODULES):
        """The extensions in the folder can be imported and do what they should."""
        result = self.case.run([sys.executable, "-B", self.folder / "check.py", folder, factor, *names])
        expect(result.returncode == 0, text(result))

    def change_header(self, factor):
        """Changes the header of both sources."""
        header = self.folder / "include" / "shared.h"
        header.write_text(re.sub(r"(SHARED_FACTOR) \d+", rf"\1 {factor}", header.read_text()))
