"""Compiler caches and distributed compiles, in front of Argot and behind it."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time

from support import ARGOT, FLAGS, GCC, GXX, expect, expect_equal, test
from tools import MODULES, Project, program

SOURCES = [(GCC, "src/inc.c", "inc"), (GXX, "src/incpp.cc", "incpp")]


def compile_all(project, front, behind, **environment):
    """Compiles both sources with words in front of `argot cc` and behind it; returns the objects' contents."""
    contents = []
    for compiler, source, name in SOURCES:
        project.run([*front, ARGOT, "cc", *behind, compiler, *FLAGS, "-g", "-Iinclude", "-MMD", "-c", source, "-o",
                     f"{name}.o"], cwd=project.folder, **environment)
        contents.append((project.folder / f"{name}.o").read_bytes())
    return contents


def link_and_check(project, factor=3):
    """Links the objects and checks the modules."""
    for _, _, name in SOURCES:
        project.run([GXX, "-shared", f"{name}.o", "-o", f"{name}.so"], cwd=project.folder)
    project.check_modules(project.folder, factor)


def cache(case):
    """The environment of a ccache of its own, which tells the tool and the compiler behind it by their contents."""
    return {"CCACHE_DIR": str(case.folder / "cache"), "CCACHE_NOINHASHDIR": "1",
            "CCACHE_COMPILERCHECK": f"cat {shutil.which(GCC)} {shutil.which(GXX)} {ARGOT}"}


def hits(project, ccache, environment):
    """Hits and misses of a cache so far."""
    said = project.run([ccache, "--print-stats"], **environment)
    counts = dict(re.findall(r"^(\w+)\t(\d+)$", said, re.MULTILINE))
    return (int(counts["direct_cache_hit"]) + int(counts["preprocessed_cache_hit"]), int(counts["cache_miss"]))


@test
def ccache_in_front(case):
    """ccache argot cc gcc: the second compile comes from the cache and is the same; a changed header is noticed."""
    ccache = program("ccache", "ccache")
    project, environment = Project(case), cache(case)
    first = compile_all(project, [ccache], [], **environment)
    project.check_report()
    second = compile_all(project, [ccache], [], **environment)
    expect_equal(case.report(), [], "calls in the report of what came from the cache")
    expect_equal(hits(project, ccache, environment), (2, 2), "hits and misses")
    expect(first == second, "the objects from the cache are other ones")
    link_and_check(project)
    project.change_header(5)
    compile_all(project, [ccache], [], **environment)
    project.check_report()
    link_and_check(project, 5)


@test
def ccache_behind(case):
    """argot cc ccache gcc: what Argot wrote is compiled through ccache, and works.

    It need not come from the cache the second time: the text names a temporary folder, another one each time.
    """
    ccache = program("ccache", "ccache")
    project, environment = Project(case), cache(case)
    for _ in range(2):
        compile_all(project, [], [ccache], **environment)
        project.check_report()
        link_and_check(project)
    expect_equal(sum(hits(project, ccache, environment)), 4, "compiles that ccache saw")
    project.change_header(5)
    compile_all(project, [], [ccache], **environment)
    project.check_report()
    link_and_check(project, 5)


@contextlib.contextmanager
def daemon(case):
    """A distcc daemon on the loopback interface: the environment of its clients, and its log."""
    server = program("distccd", "distcc")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = case.folder / "distccd.log"
    log.touch()
    log.chmod(0o666)
    (case.folder / "distcc").mkdir()
    process = subprocess.Popen(
        [server, "--no-detach", "--daemon", "--listen", "127.0.0.1", "--allow", "127.0.0.1", "--port", str(port),
         "--jobs", "2", "--log-level", "info", "--log-file", str(log)],
        # Without the list, Debian's distccd looks for the compilers that it may run in a folder of links.
        env={"PATH": os.environ["PATH"], "DISTCC_CMDLIST": str(commands(case))},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                expect(time.monotonic() < deadline and process.poll() is None, "no distccd:", log.read_text())
                time.sleep(0.05)
        yield {"DISTCC_HOSTS": f"127.0.0.1:{port}/2", "DISTCC_FALLBACK": "0", "DISTCC_SKIP_LOCAL_RETRY": "1",
               "DISTCC_NO_REWRITE_CROSS": "1", "DISTCC_DIR": str(case.folder / "distcc")}, log
    finally:
        process.terminate()
        process.wait()


def commands(case):
    """The list of the programs that the daemon may run."""
    path = case.folder / "commands"
    path.write_text("".join(f"{shutil.which(name)}\n{name}\n" for name in (GCC, GXX)))
    # The daemon changes to a user of its own.
    for folder in [path, *path.parents]:
        if os.stat(folder).st_uid == os.getuid() and not os.stat(folder).st_mode & 0o005 and folder != folder.parent:
            folder.chmod(0o755)
    return path


@test
def distcc_behind(case):
    """argot cc distcc gcc: the daemon compiles what Argot wrote; nothing is compiled in its place on this side."""
    distcc = program("distcc", "distcc")
    with daemon(case) as (environment, log):
        project = Project(case)
        contents = compile_all(project, [], [distcc], **environment)
        project.check_report()
        for name, content in zip(MODULES, contents):
            expect(b"argot_enter_" in content, f"{name}.o has no function that METH_FASTCALL enters")
        link_and_check(project)
        done = re.findall(r"COMPILE_OK .*$", log.read_text(), re.MULTILINE)
        for _, source, _ in SOURCES:
            found = [line for line in done if "/argot-" in line and line.endswith("/" + os.path.basename(source))]
            expect(found, f"the daemon did not compile Argot's copy of {source}:\n{log.read_text()}")
