"""Other forms of builds of the modules: what the compiler is asked for besides an object.

Uses the cases of Tests/hazards, for the CPython that runs this.
Arguments: names of tests. The last line is "N passed, N failed".
"""

import pathlib
import re
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "hazards"))

from support import (  # noqa: E402
    ARGOT, CLANG, CLANGXX, GCC, GXX, INTERPRETER, TESTS, Case, Failure, expect, expect_equal, raised, test, text)

import expected  # noqa: E402

OPTIONS = ["-fPIC", *INTERPRETER.system_include_options]
FILES = ["told.h", "converted.h", "positional.h", "keywords.h", "kept.h", "types.h", "methods.c", "methods.cc"]
EVERYWHERE = [(GCC, "methods.c"), (CLANG, "methods.c"), (GXX, "methods.cc"), (CLANGXX, "methods.cc")]


def copy(case, folder="."):
    for name in FILES:
        case.write(f"{folder}/{name}", (HERE / name).read_bytes())


def expect_changed(case, source):
    """Every method is reported as it should be: the rewritten compile was not dropped."""
    case.report()
    wrong = expected.differences(source, None, case.methods)
    expect(not wrong, "\n".join(["report:", *wrong]))


def expect_works(case, objects, source="methods.c", compiler=GCC, linking=()):
    loaded = case.load("methods", [*linking, *objects], compiler)
    function, name = (loaded.integer, "integer") if source == "methods.c" else (loaded.hidden, "hidden")
    expect_equal(function(7), (name, loaded, (7,)), "result")
    # The text shows the convention.
    expect_equal(raised(lambda: function(1, x=1)), f"TypeError: methods.{name}() takes no keyword arguments", "error")


@test
def other_outputs(case):
    """-E, -S and -M give what the compiler gives alone."""
    copy(case)
    for compiler, source in EVERYWHERE:
        for options, outputs in [(["-E"], []), (["-E", "-o", "out.i"], ["out.i"]), (["-S", "-O2"], [
                source.rpartition(".")[0] + ".s"]), (["-M"], []), (["-MM", "-MF", "out.d"], ["out.d"])]:
            found, wanted = case.compare(compiler, *OPTIONS, *options, source, outputs=outputs)
            expect_equal(found, wanted, f"outputs of {compiler} {options}")


@test
def dependency_files(case):
    """-MMD beside an object names the headers of the module."""
    copy(case)
    found, wanted = case.compare(GCC, *OPTIONS, "-MMD", "-MF", "out.d", "-c", "methods.c", "-o", "m.o",
                                 outputs=["m.o", "out.d"])
    expect_equal(found["out.d"], wanted["out.d"], "dependencies")
    expect_changed(case, "methods.c")


@test
def link_time_optimization(case):
    """With -flto the functions are entered as without."""
    copy(case)
    for compiler, source in (GCC, "methods.c"), (GXX, "methods.cc"):
        case.compile(compiler, *OPTIONS, "-O2", "-flto", "-c", source, "-o", "m.o")
        expect_changed(case, source)
        expect_works(case, ["m.o"], source, compiler, ["-O2", "-flto"])


def decoded_lines(case, name):
    """The lines of the user's files that debugging information names: {file: {line}}."""
    result = case.run(["objdump", "--dwarf=decodedline", name])
    expect(result.returncode == 0, text(result))
    found = {}
    for line in result.stdout.decode(errors="replace").splitlines():
        match = re.match(r"(\S+\.(?:h|c|cc))\s+(\d+)\s+0x", line)
        # clang gives line 0 to what belongs to none.
        if match and match[1] in FILES and match[2] != "0":
            found.setdefault(match[1], set()).add(int(match[2]))
    return found


def without_lines(told, lines, compiler):
    """Those of the lines that a call's becoming a macro can take away.

    Where a line is nothing but `return` and a call, gcc tells only the lines of what the call became. What clang puts
    in the place of a macro has the line of the macro's name, also the arguments on the lines behind it.
    """
    if compiler in (GCC, GXX):
        return {line for line in told if lines[line - 1].startswith("    return PyArg_Parse")}
    return {line for line in told if lines[line - 2].endswith(",")}


@test
def debugging_lines(case):
    """Debugging information has the lines of the user's files that it has without the tool."""
    copy(case)
    for compiler, source in EVERYWHERE:
        case.run([compiler, *OPTIONS, "-g", "-O0", "-c", source, "-o", "plain.o"])
        case.compile(compiler, *OPTIONS, "-g", "-O0", "-c", source, "-o", "ours.o")
        expect_changed(case, source)
        plain, ours = decoded_lines(case, "plain.o"), decoded_lines(case, "ours.o")
        expect(source in plain, "objdump shows no lines")
        for name in FILES:
            found, wanted = ours.get(name, set()), plain.get(name, set())
            left_out = without_lines(found | wanted, (case.work / name).read_text().splitlines(), compiler)
            found, wanted = found - left_out, wanted - left_out
            expect(found == wanted, f"lines of {name} by {compiler}: added {sorted(found - wanted)}, "
                                    f"gone {sorted(wanted - found)}")


@test
def warnings_and_standards(case):
    """No warning comes from what is generated, in any standard, also where warnings are errors."""
    copy(case)
    strict = ["-Wall", "-Wextra", "-Wpedantic", "-Wno-missing-field-initializers", "-Werror"]
    for compiler, source in EVERYWHERE:
        for standard in ["c99", "gnu17"] if source == "methods.c" else ["c++17"]:
            # Standards before C11 have no names for what CPython's headers use from it: these are system headers.
            case.compile(compiler, *OPTIONS, *strict, "-O1", f"-std={standard}", "-c", source, "-o", "m.o")
            expect_changed(case, source)
            expect_works(case, ["m.o"], source, compiler)


@test
def tables_that_are_read(case):
    """Code that looks into a PyMethodDef may have any table before it: all methods stay as they are, and work."""
    copy(case)
    start = "static int fill(PyObject *module)\n{"
    old = (case.work / "methods.c").read_text()
    expect(start in old, "methods.c has no such function")
    reading = "\n    if (PyModule_GetDef(module)->m_methods->ml_flags == 9) return -1;"
    case.write("methods.c", old.replace(start, start + reading))
    case.compile(GCC, *OPTIONS, "-c", "methods.c", "-o", "m.o")
    case.report()
    expect_equal({line["convention"] for line in case.methods}, {"varargs"}, "conventions")
    function = case.load("methods", ["m.o"]).integer
    expect_equal(raised(lambda: function(1, x=1)), "TypeError: integer() takes no keyword arguments", "error")


@test
def folders_with_spaces(case):
    """Sources and objects in folders with spaces in their names."""
    copy(case, "a folder/of sources")
    (case.work / "the objects").mkdir()
    for compiler, source in EVERYWHERE:
        case.compile(compiler, *OPTIONS, "-c", f"a folder/of sources/{source}", "-o", "the objects/m.o")
        expect_changed(case, source)
        expect_works(case, ["the objects/m.o"], source, compiler)


@test
def parallel_make(case):
    """A Makefile with -j2, with several modules of the same names in different folders."""
    folders = ["one", "two", "three"]
    for folder in folders:
        copy(case, folder)
    case.write("Makefile", f"""
CFLAGS = -O1 {' '.join(OPTIONS)}
CXXFLAGS = $(CFLAGS)
all: {' '.join(f'{folder}/methods.o {folder}/plus.o' for folder in folders)}
%/plus.o: %/methods.cc
\t$(CXX) $(CXXFLAGS) -c $< -o $@
""")
    result = case.run(["make", "-s", "-j2", f"CC={ARGOT} cc {GCC}", f"CXX={ARGOT} cc {GXX}"])
    expect(result.returncode == 0 and not result.stderr, text(result))
    case.report()
    for folder in folders:
        for source, built, compiler in ("methods.c", "methods.o", GCC), ("methods.cc", "plus.o", GXX):
            lines = [line for line in case.methods if line["file"].startswith(f"{folder}/")
                     and line["table"] and line["file"].endswith((".cc",) if source == "methods.cc" else (".c", ".h"))]
            wrong = expected.differences(source, None, lines)
            expect(not wrong, "\n".join([f"report of {folder}:", *wrong]))
            expect_works(case, [f"{folder}/{built}"], source, compiler)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        chosen = [body for body in TESTS if not sys.argv[1:] or body.__name__ in sys.argv[1:]]
        for body in chosen:
            name = f"{body.__name__}: {body.__doc__.strip().splitlines()[0]}"
            try:
                body(Case(pathlib.Path(folder) / body.__name__))
            except Exception as problem:
                failed += 1
                print(f"FAILED  {name}")
                print(problem) if isinstance(problem, Failure) else traceback.print_exc(file=sys.stdout)
            else:
                print(f"ok      {name}")
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
