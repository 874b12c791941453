"""Build systems: setuptools, Meson, CMake and make."""

import os
import shutil
import sys
import time

from support import ARGOT, CLANG, CLANGXX, GCC, GXX, INCLUDE_OPTIONS, expect, expect_equal, test
from tools import Project, build_python, launched, program

PAIRS = [(GCC, GXX), (CLANG, CLANGXX)]


def installed(case, backend, cc, cxx):
    """Builds the project with pip and checks what it installed."""
    python = build_python()
    project = Project(case, f"{backend} with {os.path.basename(cc)}")
    requires = {"setuptools.build_meta": "setuptools", "mesonpy": "meson-python"}[backend]
    (project.folder / "pyproject.toml").write_text(
        f'[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{backend}"\n'
        '[project]\nname = "argot-build-test"\nversion = "1"\n')
    if backend == "mesonpy":
        (project.folder / "setup.py").unlink()
    target = case.work / f"installed by {backend} with {os.path.basename(cc)}"
    project.run([python, "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "--no-build-isolation",
                 "--no-deps", "--target", target, project.folder],
                CC=launched(cc), CXX=launched(cxx), PATH=f"{python.parent}:{os.environ['PATH']}")
    project.check_report()
    project.check_modules(target)


@test
def setuptools(case):
    """setuptools, run by pip, with gcc and clang."""
    for cc, cxx in PAIRS:
        installed(case, "setuptools.build_meta", cc, cxx)


@test
def meson_python(case):
    """meson-python, run by pip: Meson recognises the compiler behind the launcher and builds in a folder of its own."""
    for cc, cxx in PAIRS:
        installed(case, "mesonpy", cc, cxx)


@test
def cmake(case):
    """CMake with a compiler launcher, for make and for Ninja, plain and with -g or link-time optimisation."""
    tool = program("cmake", "cmake")
    program("ninja", "ninja-build")
    for number, (generator, (cc, cxx), options) in enumerate([
            ("Unix Makefiles", PAIRS[0], ["-DCMAKE_BUILD_TYPE=Debug"]),
            ("Ninja", PAIRS[0], ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_INTERPROCEDURAL_OPTIMIZATION=ON"]),
            ("Ninja", PAIRS[1], ["-DCMAKE_BUILD_TYPE=RelWithDebInfo"])]):
        project = Project(case, f"CMake {number}")
        build = case.work / f"build {number}"
        launcher = f"{ARGOT};cc"
        project.run([tool, "-G", generator, "-S", project.folder, "-B", build, f"-DCMAKE_C_COMPILER={shutil.which(cc)}",
                     f"-DCMAKE_CXX_COMPILER={shutil.which(cxx)}", f"-DCMAKE_C_COMPILER_LAUNCHER={launcher}",
                     f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}", f"-DPython3_EXECUTABLE={sys.executable}", *options])
        project.run([tool, "--build", build, "--parallel", "2"])
        project.check_report()
        project.check_modules(build)
        expect_equal(rebuilt(project, [tool, "--build", build]), 2, f"sources compiled again by {generator}")
        project.check_modules(build, 5)


def rebuilt(project, command):
    """How many sources a build compiles again when a header of theirs has changed, and none before."""
    project.run(command)
    expect_equal(len(project.case.report()), 0, "calls of a build with nothing to do")
    # Files' times may have a resolution of seconds.
    time.sleep(1.1)
    project.change_header(5)
    project.run(command)
    return len({line["file"] for line in project.case.report()})


@test
def make(case):
    """make -j2 out of the tree, with dependency files: a changed header compiles both sources again."""
    for cc, cxx in PAIRS:
        project = Project(case, f"sources-{os.path.basename(cc)}")
        build = case.work / f"build with {os.path.basename(cc)}"
        build.mkdir()
        command = ["make", "-j2", "-f", project.folder / "Makefile", f"SOURCES=../{project.folder.name}",
                   f"CC={launched(cc)}", f"CXX={launched(cxx)}", f"INCLUDES={' '.join(INCLUDE_OPTIONS)}"]
        said = project.run(command, cwd=build)
        expect("warning" not in said, said)
        project.check_report()
        project.check_modules(build)

        def again():
            return [line for line in project.run(command, cwd=build).splitlines() if " -c " in line]

        expect_equal(again(), [], "compiles of a build with nothing to do")
        time.sleep(1.1)
        project.change_header(5)
        expect_equal(len(again()), 2, "compiles with a changed header")
        project.check_report()
        project.check_modules(build, 5)
