"""Virtual environments with pinned versions: one for the benchmark itself, one for each measured interpreter."""

import os
import pathlib
import subprocess
import sys
from typing import NamedTuple

from problems import CannotMeasure

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

#: What to do where an environment cannot be made.
_HELP = (
    "the machine has to reach PyPI, or pip's own options (PIP_INDEX_URL, PIP_FIND_LINKS) a copy of it;"
    " Debian: apt-get install python3-venv"
)


class Environment(NamedTuple):
    """A virtual environment."""

    folder: pathlib.Path

    @property
    def python(self):
        return str(self.folder / "bin" / "python")

    @property
    def packages(self):
        """The folder with the installed packages."""
        (found,) = (self.folder / "lib").glob("python3*/site-packages")
        return str(found)

    def program(self, name):
        return str(self.folder / "bin" / name)


def _run(command):
    answer = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode:
        lines = (answer.stderr or answer.stdout).strip().splitlines()
        raise CannotMeasure(f"failed: {' '.join(map(str, command))}\n" + "\n".join(lines[-8:]))


def _prepared(folder, python, requirements, install, *venv_options):
    """The environment in `folder`, made anew unless it is of the same Python and has what `requirements` say."""
    stamp, wanted = folder / "installed.txt", f"{python}\n{requirements.read_text(encoding='utf-8')}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        try:
            _run([python, "-m", "venv", "--clear", *venv_options, folder])
            _run([*install(folder), "install", "--quiet", "--requirement", requirements])
        except CannotMeasure as problem:
            raise CannotMeasure(f"{folder.name} cannot be made; {_HELP}\n{problem}")
        stamp.write_text(wanted, encoding="utf-8")
    return Environment(folder)


def of_benchmark():
    """The environment with a pip that serves other interpreters, and with what draws the charts."""
    folder = ROOT / ".venv-bench-tools"
    return _prepared(
        folder, sys.executable, HERE / "requirements-tools.txt", lambda made: [made / "bin" / "python", "-m", "pip"]
    )


def of_peers(interpreter, tools):
    """The peers' environment for an interpreter. Its Python needs no pip: Debian's unpacked ones have none."""
    folder = ROOT / f".venv-bench-{interpreter.name}"
    return _prepared(
        folder,
        interpreter.path,
        HERE / "requirements.txt",
        lambda made: [tools.python, "-m", "pip", "--python", os.fspath(made / "bin" / "python")],
        "--without-pip",
    )
