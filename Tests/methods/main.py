"""Builds the modules, has them compared on the interpreters, plants faults; the last line is "N passed, N failed"."""

import collections
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

import tools
from tools import CLANG, CLANGXX, GCC, GXX, HERE, Failure

import interpreters
import lives
import planting
import sites

LIMITED = {"0x03090000": GCC, "0x030A0000": GCC, "0x030B0000": CLANG}
LEVELS = ["-O2", "-O0"]


class Tally:
    """Counts results, and tells of each test at once."""

    def __init__(self):
        self.passed = self.failed = 0
        self.lock = threading.Lock()

    def add(self, name, passed, failed, text=""):
        with self.lock:
            self.passed += passed
            self.failed += failed
            print(f"FAILED  {name}\n{text.rstrip()}" if failed else f"ok      {name}" + (passed > 1) * f": {passed}",
                  flush=True)

    def test(self, name, body, *arguments):
        """Runs a test: a function that raises Failure, or may give (passed, failed, text); whether it passed."""
        try:
            result = body(*arguments) or (1, 0, "")
        except Failure as failure:
            result = 0, 1, str(failure)
        except Exception as error:
            result = 0, 1, f"{type(error).__name__}: {error}"
        self.add(name, *result)
        return not result[1]


def builds_of(group, newest):
    """Source, compiler and level of the builds for an interpreter: all for the newest, two for the others, in turn."""
    if newest:
        return [(source, compiler, level) for source, compilers in tools.COMPILERS.items() for compiler in compilers
                for level in LEVELS]
    if group.debug:
        return [("methods.c", GCC, "-O0")]
    turn = group.minor[1]
    return [("methods.c", (GCC, CLANG)[turn % 2], LEVELS[turn // 2 % 2]),
            ("methods.cc", (CLANGXX, GXX)[turn % 2], LEVELS[turn // 2 % 2 - 1])]


def compare(tally, folder, name, source, limited, compiler, level, found):
    """Builds a module both ways for the first of the interpreters, and compares the builds on all."""
    def build():
        folder.mkdir()
        options = tools.flags(found[0], level, limited=limited)
        tools.build_plain(source, folder / "plain.so", options)
        tools.build_ours(source, folder / "ours.so", compiler, options, limited)
    if not tally.test(f"{name}, built", build) and not (folder / "ours.so").exists():
        return
    for one in found:
        tally.test(f"{name}, on {one.path}", tools.check, one, source, limited, folder / "plain.so", folder / "ours.so",
                   caller(folder.parent, one))


def caller(work, one):
    return work / f"caller{one.minor[1]}{'d' if one.debug else ''}.so"


def run_forms(tally):
    """The other forms of builds, in a process of their own: they load modules."""
    result = subprocess.run([sys.executable, "-B", str(HERE / "forms.py")], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    *lines, last = result.stdout.splitlines() or [""]
    words = last.split()
    if len(words) == 4 and words[1] == "passed,":
        with tally.lock:
            print("\n".join(lines), flush=True)
            tally.passed += int(words[0])
            tally.failed += int(words[2])
    else:
        tally.add("forms of builds", 0, 1, result.stdout)


def jobs(tally, work, found):
    """What can run side by side: names, and functions without arguments."""
    groups = collections.defaultdict(list)
    for one in found:
        groups[one.minor, one.debug].append(one)
    newest = max(key for key in groups if not key[1])
    for (minor, debug), members in groups.items():
        tools.run([GCC, *tools.flags(members[0], "-O1", "-Wall", "-Wextra", "-Werror"), "-shared", HERE / "caller.c",
                   "-o", caller(work, members[0])])
        for source, compiler, level in builds_of(members[0], (minor, debug) == newest):
            name = f"{source} for {minor[0]}.{minor[1]}{' (debug)' * debug}, {compiler} {level}"
            folder = work / f"{source}{minor[1]}{debug}{compiler.rpartition('/')[2]}{level}"
            yield name, lambda a=(folder, name, source, None, compiler, level, members): compare(tally, *a)
    for limited, compiler in LIMITED.items():
        # From the oldest headers that know the version, for the newest of each minor version.
        able = {one.minor: one for one in found if not one.debug and one.loads(limited)}
        for source, compiler in [("methods.c", compiler), ("methods.cc", GXX if compiler == CLANG else CLANGXX)]:
            if able:
                name = f"{source} for the limited API {limited}, {compiler} -O2"
                folder = work / f"{source}{limited}"
                members = [*able.values()]
                yield name, lambda a=(folder, name, source, limited, compiler, "-O2", members): compare(tally, *a)
    yield "forms", lambda: run_forms(tally)
    # The system's Python is as good as any for this, and pyenv's more likely to have a plain build.
    middle = [one for one in found if not one.debug and one.minor < (3, 13)] or found
    yield from planting.jobs(tally, work, middle[-1], caller(work, middle[-1]))
    yield from lives.jobs(tally, work, found, caller)
    yield from sites.jobs(tally, work, found, caller)


def main():
    tally = Tally()
    try:
        found = [one for one in interpreters.found(debug=True) if not one.free_threaded]
    except interpreters.TooFew as problem:
        print(f"{problem}\n0 passed, 1 failed")
        return 1
    print(*found, sep="\n")
    count = int(os.environ.get("JOBS") or os.cpu_count())
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(count) as pool:
        chosen = [job for name, job in jobs(tally, pathlib.Path(folder), found)
                  if not sys.argv[1:] or any(part in name for part in sys.argv[1:])]
        for done in [pool.submit(job) for job in chosen]:
            try:
                done.result()
            except Exception as error:
                tally.add("the harness itself", 0, 1, f"{type(error).__name__}: {error}")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


sys.exit(main())
