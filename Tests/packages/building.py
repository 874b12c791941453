"""Builds public packages with pip, each in a virtual environment of its own; packages.tsv says which."""

import collections
import csv
import os
import pathlib
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tarfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# What the modules beside this one import from there.
sys.path.append(str(ROOT / "scripts"))

import outcomes  # noqa: E402

WORK = ROOT / ".packages"
PIP = ["-m", "pip", "--no-input", "--disable-pip-version-check"]
BUILD_TIME_LIMIT = 1800


class Failure(Exception):
    """Why a package could not be built or tested."""


def say(text=""):
    print(text, flush=True)


def words(cell):
    return [] if cell == "-" else shlex.split(cell)


def table():
    with open(HERE / "packages.tsv", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def logged(command, log, **options):
    """Runs a command with its output in a file; raises Failure with the file's end if the command fails."""
    with open(log, "w") as output:
        output.write(shlex.join(map(str, command)) + "\n")
        output.flush()
        try:
            status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                    **options).returncode
        except subprocess.TimeoutExpired:
            status = "none: stopped at the time limit"
    if status != 0:
        end = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise Failure(f"{command[0]} failed with status {status}; {log} ends with\n{end}")


def child_seconds():
    """CPU time of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def install_debian(packages):
    if packages and shutil.which("dpkg-query") is None:
        say(f"not Debian: taken to be installed: {' '.join(packages)}")
        return
    missing = [name for name in packages
               if "ok installed" not in subprocess.run(["dpkg-query", "-W", "-f", "${Status}", name],
                                                       capture_output=True, text=True).stdout]
    if not missing:
        return
    say(f"installing with apt-get: {' '.join(missing)}")
    root = [] if os.getuid() == 0 else ["sudo"]
    log = WORK / "apt.log"
    logged([*root, "apt-get", "update", "-q"], log)
    logged([*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y",
            "--no-install-recommends", *missing], log)


def make_venv(folder, package, log):
    """A new virtual environment with what the build and the tests need; returns its interpreter."""
    logged([sys.executable, "-m", "venv", folder], log)
    python = folder / "bin" / "python"
    logged([python, *PIP, "install", "-q", "-U", "-c", HERE / "constraints.txt", "setuptools", "wheel", "pytest",
            *words(package["python"])], log)
    return python


def download(package, python, folder):
    """The package's source distribution, downloaded by pip, which checks its hash."""
    sources = folder / "sdist"
    sources.mkdir(parents=True, exist_ok=True)
    requirement = sources / "requirement.txt"
    requirement.write_text(f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n")
    # pip asks the source for its metadata, which may run its build system.
    logged([python, *PIP, "download", "-q", "--no-deps", "--no-build-isolation", "--no-binary", ":all:",
            "--require-hashes", "-r", requirement, "-d", sources], folder / "download.log",
           env=environment(python, {}))
    found = [path for path in sources.iterdir() if path.name.endswith(".tar.gz")]
    if len(found) != 1:
        raise Failure(f"pip downloaded {len(found)} archives to {sources}, not one")
    return found[0]


def environment(python, variables):
    """Without variables that change what is built or tested, and with the virtual environment's programs."""
    unwanted = re.compile(r"ARGOT|(CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|PYTHON\w*|PYTEST\w*|MAKEFLAGS|MFLAGS)$")
    kept = {name: value for name, value in os.environ.items() if not unwanted.match(name)}
    return {**kept, "PATH": f"{python.parent}:{kept['PATH']}", **variables}


Seconds = collections.namedtuple("Seconds", "wall cpu")


class Build:
    """One build of a package in a folder of its own."""

    def __init__(self, package, folder):
        self.package, self.folder = package, folder
        folder.mkdir(parents=True)
        self.python = make_venv(folder / "venv", package, folder / "venv.log")

    def unpack(self, archive):
        with tarfile.open(archive) as tar:
            tar.extractall(self.folder / "unpacked", filter="data")
        self.source, = (self.folder / "unpacked").iterdir()

    def install(self, **variables):
        """Builds and installs the package; returns how long that took."""
        start, before = time.monotonic(), child_seconds()
        # Meson would build in a folder that is removed, so that nobody could preprocess the sources again there.
        logged([self.python, *PIP, "install", "--no-build-isolation", "--no-deps", "-v",
                f"--config-settings=build-dir={self.source / 'build'}", self.source],
               self.folder / "build.log", env=environment(self.python, variables), timeout=BUILD_TIME_LIMIT)
        return Seconds(time.monotonic() - start, child_seconds() - before)

    def copy_tests(self):
        self.tests = self.folder / "tests"
        self.tests.mkdir()
        for name in words(self.package["copied"]):
            shutil.copytree(self.source / name, self.tests / pathlib.Path(name).name)

    def test(self, run):
        return outcomes.run(self.python, self.tests, words(self.package["tests"]), self.folder / f"tests{run}.log",
                            environment(self.python, {"PYTHONHASHSEED": "0"}))
