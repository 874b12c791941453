"""Builds public packages plainly and through `argot cc` and compares them; run.sh describes it.

    packages.py [NAME...]
"""

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

import outcomes

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.append(str(ROOT / "scripts"))

import interpreters  # noqa: E402
import sites  # noqa: E402

WORK = ROOT / ".packages"
ARGOT = pathlib.Path(os.environ.get("ARGOT", ROOT / "bin" / "argot")).absolute()
PIP = ["-m", "pip", "--no-input", "--disable-pip-version-check"]
BUILD_TIME_LIMIT = 1800
# How many call sites or tests a failure lists.
SHOWN = 20


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
        start, before = time.monotonic(), child_seconds()
        # Meson would build in a folder that is removed, so that nobody could preprocess the sources again there.
        logged([self.python, *PIP, "install", "--no-build-isolation", "--no-deps", "-v",
                f"--config-settings=build-dir={self.source / 'build'}", self.source],
               self.folder / "build.log", env=environment(self.python, variables), timeout=BUILD_TIME_LIMIT)
        self.times = f"{time.monotonic() - start:.1f} s ({child_seconds() - before:.1f} s of CPU)"

    def copy_tests(self):
        self.tests = self.folder / "tests"
        self.tests.mkdir()
        for name in words(self.package["copied"]):
            shutil.copytree(self.source / name, self.tests / pathlib.Path(name).name)

    def test(self, run):
        return outcomes.run(self.python, self.tests, words(self.package["tests"]), self.folder / f"tests{run}.log",
                            environment(self.python, {"PYTHONHASHSEED": "0"}))


def compare_tests(plain, argot):
    """Prints the totals of both builds and returns the tests that differ in every run.

    Some tests depend on the machine's state: when outcomes differ, both builds are tested again, twice at most.
    """
    steady = None
    for run in (1, 2, 3):
        before, after = plain.test(run), argot.test(run)
        if run == 1:
            say(f"  tests: plain {outcomes.totals(before)}, argot {outcomes.totals(after)} (passed/failed/skipped)")
            if not before or not any("passed" in each for each in before.values()):
                raise Failure(f"no test of the plain build passed, see {plain.folder / 'tests1.log'}")
        now = outcomes.differences(before, after)
        steady = now if steady is None else [row for row in steady if row[0] in {name for name, *_ in now}]
        if not steady:
            break
    if run > 1 and not steady:
        say(f"  tests that came out differently in run 1 came out alike in run {run}")
    return steady


def show_sites(package, expected, report_path):
    """Prints what became of the call sites; returns what is wrong with it."""
    report = sites.reported(report_path)
    found = collections.Counter()
    for entry in report:
        found[re.sub(r"^(\.\./)+", "", os.path.normpath(entry["file"])), entry["line"]] += 1
    compiled = [entry for entry in report if entry["status"] == "compiled"]
    left = [entry for entry in report if entry["status"] != "compiled"]
    excused = re.compile(package["excused"]) if package["excused"] != "-" else None
    judged = [entry for entry in left if not (excused and excused.search(entry["reason"]))]
    say(f"  call sites: {sum(expected.values())} in the preprocessed sources, {len(report)} reported,"
        f" {len(compiled)} compiled, {len(left)} left")
    for (reason, count) in collections.Counter(entry["reason"] for entry in left).most_common():
        say(f"    {count:4} left: {reason}")
    problems = [f"not reported: {file}:{line} ({count})" for (file, line), count in sorted((expected - found).items())]
    problems += [f"reported, but not in the preprocessed sources: {file}:{line} ({count})"
                 for (file, line), count in sorted((found - expected).items())]
    share = 100 * len(compiled) / max(1, len(compiled) + len(judged))
    if not expected:
        problems.append("no call site was found")
    if share < float(package["compiled"]):
        problems.append(f"{share:.1f} % compiled, {package['compiled']} % demanded")
        problems += [f"left: {entry['file']}:{entry['line']}: {entry['reason']}" for entry in judged[:SHOWN]]
        problems += [f"the other {len(judged) - SHOWN} are in {report_path}"] if len(judged) > SHOWN else []
    return problems


def check(package):
    """Builds and tests one package both ways and returns what is wrong."""
    folder = WORK / package["name"]
    shutil.rmtree(folder, ignore_errors=True)
    install_debian(words(package["debian"]))
    plain, argot = Build(package, folder / "plain"), Build(package, folder / "argot")
    archive = download(package, plain.python, folder)
    plain.unpack(archive)
    argot.unpack(archive)

    record, report = folder / "commands", folder / "report.jsonl"
    recorder = shlex.quote(str(HERE / "record.sh"))
    plain.install(CC=f"{recorder} gcc", CXX=f"{recorder} g++", RECORD=str(record))
    tool = shlex.quote(str(ARGOT))
    argot.install(CC=f"{tool} cc gcc", CXX=f"{tool} cc g++", ARGOT_REPORT=str(report))
    say(f"  build: plain {plain.times}, argot {argot.times}")

    problems = show_sites(package, sites.count(record, plain.source), report)
    plain.copy_tests()
    argot.copy_tests()
    different = compare_tests(plain, argot)
    say("  " + ("DIFF" if different else "SAME"))
    problems += [f"{name}: plain {before}, argot {after}" for name, before, after in different[:SHOWN]]
    if len(different) > SHOWN:
        problems.append(f"{len(different) - SHOWN} tests more differ: see tests*.log in {folder}/*")
    return problems


def main(names):
    rows = table()
    unknown = set(names) - {row["name"] for row in rows}
    if unknown:
        say(f"not in packages.tsv: {', '.join(sorted(unknown))}; it has {', '.join(row['name'] for row in rows)}")
        return 2
    if not os.access(ARGOT, os.X_OK):
        say(f"{ARGOT} does not exist or is not executable; run `make build`")
        return 2
    try:
        say(f"{interpreters.describe(sys.executable)}\n{ARGOT}")
    except interpreters.Unusable as problem:
        say(f"{sys.executable}: {problem}")
        return 2
    WORK.mkdir(exist_ok=True)
    failed = 0
    selected = [row for row in rows if not names or row["name"] in names]
    for package in selected:
        say(f"\n{package['name']} {package['version']}")
        try:
            problems = check(package)
        except Failure as failure:
            problems = [str(failure)]
        for problem in problems:
            say(f"  {problem}")
        failed += bool(problems)
        say(f"  {'FAILED' if problems else 'ok'}")
    say(f"\n{len(selected) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
