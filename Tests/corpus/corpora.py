"""The code that is checked: packages as they were built, and CPython's own sources."""

import json
import os
import pathlib
import subprocess

import building
import interpreters
import sites
import sources

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARGOT = os.environ["ARGOT"]
VERSIONS = ((3, 11), (3, 13))
#: The folders of CPython's source with C, and what those in them are compiled with besides the common options.
PARTS = {"Modules": "-DPy_BUILD_CORE_MODULE", "Objects": "-DPy_BUILD_CORE", "Parser": "-DPy_BUILD_CORE",
         "Python": "-DPy_BUILD_CORE"}
FOLDERS = (".", "Include", "Include/internal", "Include/internal/mimalloc", "Modules", "Modules/_decimal/libmpdec",
           "Modules/expat", "Modules/_hacl/include")
#: What the installed pyconfig.h says of libraries and generated files that need not be here.
ABSENT = ("HAVE_BLUETOOTH_BLUETOOTH_H", "HAVE_BLUETOOTH_H", "WITH_DTRACE")
#: What CPython's makefile defines for single files.
DEFINITIONS = ("_DEFAULT_SOURCE", 'PLATLIBDIR="lib"', 'PREFIX=""', 'EXEC_PREFIX=""', 'VERSION="3"', 'VPATH=""',
               'PYTHONPATH=""', 'ABIFLAGS=""', 'SOABI=""', 'MULTIARCH=""', 'PLATFORM="linux"', "CONFIG_64=1", "ASM=1",
               "HAVE_EXPAT_CONFIG_H", "USE_PYEXPAT_CAPI")


class Unavailable(Exception):
    """Why code cannot be checked."""


class Corpus:
    """Some code, its name, and the folder from which its files are named."""

    def __init__(self, name):
        self.name = name
        self.root = None

    def check(self, folder, rules):
        """What some rules report on the code, made with a compilation database in a folder."""
        entries = self.entries()
        if not entries:
            raise Unavailable("nothing of it is compiled")
        pathlib.Path(folder, "compile_commands.json").write_text(json.dumps(entries))
        done = subprocess.run([ARGOT, "check", "-p", folder, "--select", rules, "--output-format", "json"],
                              cwd=self.root, text=True, capture_output=True, stdin=subprocess.DEVNULL)
        if done.returncode not in (0, 1, 2) or not done.stdout:
            raise Unavailable(done.stderr)
        return json.loads(done.stdout)

    def place(self, file):
        """A file's path inside the code."""
        path = pathlib.Path(self.root, file).resolve()
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


class Package(Corpus):
    """A package as `make packages` compiled it."""

    def entries(self):
        folder = ROOT / ".packages" / self.name
        unpacked = list((folder / "plain" / "unpacked").glob("*")) if folder.is_dir() else []
        if len(unpacked) != 1:
            raise Unavailable("run make packages first")
        self.root = unpacked[0].resolve()
        found = []
        for working, command in sites.recorded_commands(folder / "commands"):
            names = [word for word in command if word.endswith(sites.SOURCES)]
            if "-c" in command and names and pathlib.Path(working, names[0]).exists():
                found.append({"directory": working, "file": names[0], "arguments": command})
        return found


class CPython(Corpus):
    """CPython's own source, compiled against the headers of an installed interpreter of the same version."""

    def __init__(self, minor):
        super().__init__("{}.{}".format(*minor))
        self.minor = minor

    def entries(self):
        problems = []
        store = sources.Sources(ROOT / ".cpython")
        store.folder.mkdir(exist_ok=True)
        for interpreter in reversed(interpreters.found()):
            if tuple(interpreter.minor) != self.minor or interpreter.debug or interpreter.free_threaded:
                continue
            try:
                self.root = store.get(interpreter).resolve()
            except sources.NoSource as problem:
                problems.append(f"{interpreter.version}: {problem}")
                continue
            return self.compiles(interpreter)
        raise Unavailable("; ".join(problems) or "no interpreter of this version was found")

    def compiles(self, interpreter):
        # pyconfig.h is read once, so what is taken back behind it stays away.
        absent = self.root.parent / "absent.h"
        absent.write_text("".join(f"#undef {name}\n" for name in ABSENT))
        options = ["-include", "pyconfig.h", "-include", str(absent),
                   *(f"-I{folder}" for folder in (*FOLDERS, *interpreter.includes)),
                   *(f"-D{definition}" for definition in DEFINITIONS)]
        return [{"directory": str(self.root), "file": str(path.relative_to(self.root)),
                 "arguments": ["gcc", PARTS[part], *options, "-c", str(path.relative_to(self.root))]}
                for part in PARTS for path in sorted((self.root / part).rglob("*.c"))]


def all_of_them():
    return [Package(row["name"]) for row in building.table()] + [CPython(minor) for minor in VERSIONS]
