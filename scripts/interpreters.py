#!/usr/bin/env python3
"""The CPythons that the tests use: those of 3.9 to 3.15 on this machine that come with their headers.

    interpreters.py [--debug] [--newest] [--text]

They are pyenv's ($PYENV_ROOT or ~/.pyenv), those that scripts/pythons.sh fetched, the system's in /usr/bin, and the
python3 on the PATH. Of two builds of the same version, the first in this order counts. Prints one JSON object a line,
oldest version first:

    path           the program
    version        its full version, as "3.13.15"
    minor          the same as far as modules depend on it: [3, 13]
    hexversion     CPython's PY_VERSION_HEX
    text           sys.version
    includes       every folder that a compiler has to be given (-I) for #include <Python.h>
    ext_suffix     how the file of an extension module ends, as ".cpython-313-x86_64-linux-gnu.so"
    debug          whether it is a debug build (Py_DEBUG)
    free_threaded  whether it runs without the global lock

Exit status 1, with a message, when none is found, or fewer than four minor versions in continuous integration
(CI=true). Debug builds and free-threaded ones do not count.
"""

import argparse
import dataclasses
import glob
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
OLDEST, NEWEST = (3, 9), (3, 15)
IN_CI = 4

PROGRAM = re.compile(r"python3(\.\d+)?(t|d|-dbg)?$")
FACTS = """
import json, os, platform, sys, sysconfig
print(json.dumps({
    "implementation": sys.implementation.name,
    "path": getattr(sys, "_base_executable", None) or sys.executable,
    "version": platform.python_version(),
    "minor": sys.version_info[:2],
    "hexversion": sys.hexversion,
    "text": sys.version.replace("\\n", " "),
    "includes": [sysconfig.get_path("include"), sysconfig.get_path("platinclude"),
                 sysconfig.get_config_var("INCLUDEPY")],
    "ext_suffix": sysconfig.get_config_var("EXT_SUFFIX"),
    "debug": hasattr(sys, "gettotalrefcount"),
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))
"""


class Unusable(Exception):
    """Why a program is no CPython that the tests can use."""


class OtherVersion(Unusable):
    """It is a CPython that the tests do not know."""


class TooFew(Exception):
    """There are fewer interpreters than the tests need."""


@dataclasses.dataclass(frozen=True)
class Interpreter:
    """A CPython with its headers; the module's text describes the fields."""

    path: str
    version: str
    minor: tuple
    hexversion: int
    text: str
    includes: tuple
    ext_suffix: str
    debug: bool
    free_threaded: bool

    @property
    def name(self):
        """What tells it from the others found: "3.13.15", and letters as CPython's ABI has them."""
        return self.version + ("t" if self.free_threaded else "") + ("d" if self.debug else "")

    @property
    def include_options(self):
        """The options of a compiler that finds Python.h."""
        return [f"-I{folder}" for folder in self.includes]

    @property
    def system_include_options(self):
        """The same, without warnings about what stands in the headers."""
        return [f"-isystem{folder}" for folder in self.includes]

    def loads(self, limited):
        """Whether it loads modules that were built for a limited API, given as in `Py_LIMITED_API`."""
        return not self.free_threaded and self.hexversion >> 16 >= int(limited, 16) >> 16

    def __str__(self):
        return f"{self.path}: {self.text}"


def include_folders(reported):
    """The folders among those reported that exist, and what their headers need besides.

    Debian's pyconfig.h includes <TRIPLET/python3.NN/pyconfig.h>. A compiler finds that by itself if it is installed,
    but not if it was unpacked elsewhere.
    """
    folders = [folder for folder in dict.fromkeys(reported) if folder and os.path.isdir(folder)]
    if not any(os.path.exists(os.path.join(folder, "Python.h")) for folder in folders):
        raise Unusable(f"its headers are missing: no Python.h in {' or '.join(dict.fromkeys(filter(None, reported)))}")
    for folder in list(folders):
        parent = os.path.dirname(folder)
        config = os.path.join(folder, "pyconfig.h")
        if parent in ("/usr/include", "/usr/local/include") or parent in folders or not os.path.exists(config):
            continue
        with open(config, encoding="utf-8", errors="replace") as file:
            names = re.findall(r'#\s*include\s*<(\S+/pyconfig\.h)>', file.read())
        if any(os.path.exists(os.path.join(parent, name)) for name in names):
            folders.append(parent)
    return tuple(folders)


def describe(path):
    """The interpreter at `path`. Raises Unusable."""
    try:
        answer = subprocess.run([str(path), "-I", "-S", "-c", FACTS], capture_output=True, text=True, timeout=60,
                                stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Unusable(f"it does not run: {problem}")
    if answer.returncode:
        raise Unusable(f"it does not run:\n{answer.stderr.rstrip()}")
    facts = json.loads(answer.stdout)
    if facts.pop("implementation") != "cpython":
        raise Unusable("it is not CPython")
    facts["minor"] = tuple(facts["minor"])
    if not OLDEST <= facts["minor"] <= NEWEST:
        raise OtherVersion(f"{facts['version']} is not one of 3.{OLDEST[1]} to 3.{NEWEST[1]}")
    return Interpreter(**{**facts, "includes": include_folders(facts["includes"])})


def candidates():
    """The programs that may be such interpreters, each once, the preferred ones first."""
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT") or pathlib.Path.home() / ".pyenv")
    # glob.glob, unlike pathlib's, passes over folders that this user may not read.
    folders = sorted(glob.glob(f"{glob.escape(str(pyenv))}/versions/*/bin"))
    folders += [str(ROOT / ".pythons/root/usr/bin"), "/usr/bin"]
    names = [name for folder in folders for name in sorted(glob.glob(f"{glob.escape(folder)}/python3*"))]
    programs = [path for path in map(pathlib.Path, names) if PROGRAM.match(path.name)]
    on_path = shutil.which("python3")
    if on_path:
        programs.append(pathlib.Path(on_path))
    once = {}
    for path in programs:
        if os.access(path, os.X_OK):
            once.setdefault(path.resolve(), path)
    return list(once.values())


def found(debug=False, newest=False):
    """The interpreters that can be used, oldest first.

    `debug` adds the debug builds. `newest` leaves the newest of each minor version, also of its debug and free-threaded
    builds. Raises TooFew if there is none, or fewer than four minor versions in continuous integration.
    """
    usable, problems = {}, []
    for path in candidates():
        try:
            interpreter = describe(path)
        except OtherVersion:
            continue
        except Unusable as problem:
            problems.append(f"{path} is left out: {problem}")
        else:
            usable.setdefault(interpreter.name, interpreter)
    ordered = sorted(usable.values(), key=lambda one: (one.hexversion, one.free_threaded, one.debug))
    minors = {one.minor for one in ordered if not one.debug and not one.free_threaded}
    demanded = IN_CI if os.environ.get("CI") == "true" else 1
    if len(minors) < demanded:
        names = ", ".join(f"3.{minor}" for _, minor in sorted(minors)) or "none"
        raise TooFew("\n".join([
            f"{demanded} minor versions of CPython with headers are needed, and {len(minors)} found: {names}",
            *problems, "`make pythons` fetches some (on Debian); pyenv can install others"]))
    if newest:
        ordered = list({(one.minor, one.free_threaded, one.debug): one for one in ordered}.values())
    return [one for one in ordered if debug or not one.debug]


def main(arguments):
    parser = argparse.ArgumentParser(description="Print the CPythons that the tests use, one JSON object a line.")
    parser.add_argument("--debug", action="store_true", help="debug builds, too")
    parser.add_argument("--newest", action="store_true", help="only the newest of each minor version and kind of build")
    parser.add_argument("--text", action="store_true", help="path and full version instead of JSON")
    options = parser.parse_args(arguments)
    try:
        interpreters = found(options.debug, options.newest)
    except TooFew as problem:
        print(problem, file=sys.stderr)
        return 1
    for interpreter in interpreters:
        print(interpreter if options.text else json.dumps(dataclasses.asdict(interpreter)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
