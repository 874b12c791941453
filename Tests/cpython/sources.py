"""Fetches CPython's source, as Debian ships it, for exactly the version of an interpreter.

Everything is kept in a folder of its own. apt reads the lists of sources there, and compares what it downloads with
the hashes in them; the mirrors are those of this machine, and those that scripts/pythons.sh took its interpreters from.
"""

import pathlib
import re
import shutil
import subprocess
import time

import debian_sources

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Lists of sources older than this many seconds are read anew.
LISTS_AGE = 24 * 3600
# What is unpacked of a source unless other parts are asked for.
PARTS = ("Include", "Lib", "Modules", "Objects", "Parser", "Python")
# An apt of its own in a folder.
CONFIGURATION = ROOT / "scripts" / "apt.conf"


class NoSource(Exception):
    """Why there is no source for an interpreter."""


class Sources:
    """The sources in `folder`, which is made when needed: the `parts` of each."""

    def __init__(self, folder, parts=PARTS):
        self.folder = folder
        self.parts = parts
        self.apt = folder / "apt"
        self.lists_problem = None
        self.lists_read = False

    def get(self, interpreter):
        """The folder with the source of an interpreter's version, fetched unless it is there. Raises NoSource."""
        unpacked = self.folder / f"Python-{interpreter.version}"
        if not all((unpacked / part).is_dir() for part in self.parts):
            self.read_lists()
            package = "python{}.{}".format(*interpreter.minor)
            # Emptied: what another run downloaded and did not unpack is not in the way.
            new = self.folder / "new"
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            archive = self.download(package, interpreter.version, new)
            shutil.rmtree(unpacked, ignore_errors=True)
            self.unpack(archive, unpacked)
            shutil.rmtree(new)
        return unpacked

    def read_lists(self):
        """Has apt read the mirrors' lists of sources, once. Raises NoSource."""
        if not self.lists_read:
            self.lists_read = True
            try:
                self.update()
            except NoSource as problem:
                self.lists_problem = problem
        if self.lists_problem:
            raise self.lists_problem

    def update(self):
        for program in ("apt-get", "apt-cache"):
            if shutil.which(program) is None:
                raise NoSource(f"there is no {program}: sources are fetched on Debian only")
        for name in ("state/lists/partial", "cache/archives/partial"):
            (self.apt / name).mkdir(parents=True, exist_ok=True)
        (self.apt / "status").touch()
        (self.apt / "apt.conf").write_text(CONFIGURATION.read_text().replace("{apt}", str(self.apt)))
        lines = "".join(f"{line}\n" for line in source_lines())
        if not lines:
            raise NoSource("apt's sources name no archive of Debian's")
        list_file, stamp = self.apt / "sources.list", self.apt / "updated"
        fresh = stamp.exists() and time.time() - stamp.stat().st_mtime < LISTS_AGE
        if fresh and list_file.exists() and list_file.read_text() == lines:
            return
        list_file.write_text(lines)
        stamp.unlink(missing_ok=True)
        answer = self.run("apt-get", "-q", "-o", "APT::Update::Error-Mode=any", "update")
        if answer.returncode:
            raise NoSource(f"the lists of sources cannot be read: {complaint(answer)}")
        stamp.touch()

    def run(self, program, *arguments, folder=None):
        command = [program, "-c", self.apt / "apt.conf", *arguments]
        return subprocess.run(command, cwd=folder or self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True)

    def download(self, package, version, folder):
        """The file with a package's source, as CPython's developers released it, in an empty folder."""
        answer = self.run("apt-cache", "showsrc", "--only-source", package)
        known = re.findall(r"^Version: (\S+)", answer.stdout, re.MULTILINE)
        fitting = [debian for debian in known if upstream(debian) == version]
        if not fitting:
            others = " and ".join(sorted(set(map(upstream, known)))) or f"no {package}"
            raise NoSource(f"Debian's archives have the source of {others}")
        wanted = ["-q", "source", "--download-only", "--tar-only", f"{package}={fitting[0]}"]
        answer = self.run("apt-get", *wanted, folder=folder)
        if answer.returncode:
            raise NoSource(f"its source cannot be downloaded: {complaint(answer)}")
        files = list(folder.iterdir())
        if len(files) != 1:
            raise NoSource(f"its source is in {len(files)} archives instead of one")
        return files[0]

    def unpack(self, archive, target):
        folder = archive.with_name("unpacked")
        folder.mkdir()
        answer = subprocess.run(["tar", "-xf", archive, "-C", folder, "--no-same-owner", "--wildcards",
                                 *(f"*/{part}" for part in self.parts)], stdin=subprocess.DEVNULL, capture_output=True,
                                text=True)
        unpacked = list(folder.iterdir())
        if answer.returncode or len(unpacked) != 1:
            raise NoSource(f"{archive} cannot be unpacked: {complaint(answer)}")
        unpacked[0].rename(target)


def source_lines():
    """The lines of a sources.list with the sources of every archive that interpreters come from."""
    fetched = ROOT / ".pythons/apt/sources.list"
    if fetched.exists():
        return [re.sub("^deb ", "deb-src ", line) for line in fetched.read_text().splitlines()]
    archives = debian_sources.debian_archives(pathlib.Path("/etc/apt"))
    return [f"deb-src {f'[signed-by={key}] ' if key else ''}{uri} {suite} main" for uri, suite, key in archives]


def upstream(version):
    """CPython's version in that of a Debian package: 3.15.0rc1 in 3.15.0~rc1-2."""
    return version.split(":")[-1].rsplit("-", 1)[0].replace("~", "")


def complaint(answer):
    """What a program that failed said, in short."""
    lines = [line.strip() for line in answer.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:")] or lines
    return (errors or [f"status {answer.returncode}"])[0]
