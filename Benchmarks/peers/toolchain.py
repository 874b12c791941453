"""How the sources of the peers become modules of one interpreter."""

import os
import pathlib
import shutil
import subprocess
from typing import NamedTuple

import paths
from building import Compiling
from environment import Environment
from problems import CannotMeasure


class Workshop(NamedTuple):
    """What building a peer needs: the C compiler of the rows, the peers' programs, the interpreter."""

    interpreter: object
    making: Compiling
    environment: Environment

    @property
    def folder(self):
        return pathlib.Path(self.making.directory)

    def run(self, command, folder=None, **environment):
        """Runs a program of a peer. Raises CannotMeasure: the first line of its text names the program, without any
        path, the others have the command and the end of what it printed."""
        answer = subprocess.run(
            list(map(str, command)),
            cwd=folder or self.folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        if answer.returncode:
            lines = (answer.stdout + answer.stderr).strip().splitlines()
            whole = " ".join(map(str, command))
            raise CannotMeasure(f"{pathlib.Path(command[0]).name} failed\n{whole}\n" + "\n".join(lines[-12:]))
        return answer.stdout

    @property
    def includes(self):
        return [*self.interpreter.include_options, f"-I{paths.INSTRUCTIONS}"]

    def c_module(self, source, name, *options):
        """A module of a C file that a peer's tool wrote: optimised as rows.c is, its warnings are the tool's affair."""
        return self.linked(self.making.compiler, [source], name, "-std=gnu11", *options)

    def cpp_module(self, sources, name, *options):
        compiler = os.environ.get("CXX") or "g++"
        if not shutil.which(compiler):
            raise CannotMeasure(f"the C++ compiler {compiler} is missing (Debian: apt-get install g++)")
        return self.linked([compiler], sources, name, "-std=c++17", "-flto", *options)

    def linked(self, compiler, sources, name, *options):
        path = self.folder / f"{name}.so"
        flags = [f"-O{self.making.optimization}", "-DNDEBUG", "-fvisibility=hidden", "-fPIC", "-w", "-shared"]
        self.run([*compiler, *flags, *options, *self.includes, *sources, "-o", path])
        return path
