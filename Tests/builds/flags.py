"""Options of compilers that builds use."""

import os

from support import CLANG, CLANGXX, GCC, GXX, INCLUDE_OPTIONS, expect, test
from tools import Project, launched, program

WARNINGS = "-Wall -Wextra -Werror"
# The options for both languages, for C and for C++.
FLAGS = [
    ("-g", "-std=c99", "-std=c++17"),
    ("-O3 -flto", "-std=gnu17", "-std=gnu++17"),
    (f"{WARNINGS} -Wpedantic", "-std=c99", "-std=c++17"),
    (f"{WARNINGS} -O0 -g3 -D_FORTIFY_SOURCE=0", "-std=gnu17", "-std=gnu++20"),
    ("-O2 -fstack-protector-strong -fvisibility=hidden -ffunction-sections", "-std=c11", "-std=c++17 -fno-rtti"),
]


def built_with(case, cc, cxx):
    for number, (flags, c, cplusplus) in enumerate(FLAGS):
        project = Project(case, f"sources-{number}")
        build = case.work / f"build {number}"
        build.mkdir()
        # Without a linker of its own, clang cannot link the intermediate code that it wrote.
        link = "-fuse-ld=lld" if "clang" in os.path.basename(cc) and "-flto" in flags else ""
        if link:
            program("ld.lld", "lld")
        said = project.run(
            ["make", "-f", project.folder / "Makefile", f"SOURCES=../{project.folder.name}", f"CC={launched(cc)}",
             f"CXX={launched(cxx)}", f"INCLUDES={' '.join(INCLUDE_OPTIONS)}", f"FLAGS={flags}", f"CSTD={c}",
             f"CXXSTD={cplusplus}", f"LDFLAGS={link}"], cwd=build)
        expect("warning:" not in said, said)
        project.check_report()
        project.check_modules(build)


@test
def options_of_gcc(case):
    """-g, -flto, -Werror and standards of both languages with gcc."""
    built_with(case, GCC, GXX)


@test
def options_of_clang(case):
    """-g, -flto, -Werror and standards of both languages with clang."""
    built_with(case, CLANG, CLANGXX)
