"""Where outputs go and what they are called (hazard 23)."""

import os

from support import CLANG, FLAGS, GCC, expect, expect_equal, test

from builds import COMPILED, LEFT, SIMPLE


def contents(case):
    return sorted(str(path.relative_to(case.work)) for path in case.work.rglob("*") if path.is_file())


@test
def outputs_without_a_name(case):
    """Without -o the object has the source's name and lies in the working folder.

    Fails if the compiler is left to name it.
    """
    case.write("src/simple.c", SIMPLE)
    for compiler in [GCC, CLANG]:
        case.compile(compiler, *FLAGS, "-MD", "-c", "src/simple.c")
        expect_equal(case.statuses(), COMPILED, "report")
        expect_equal(contents(case), ["simple.d", "simple.o", "src/simple.c"], "files")


@test
def outputs_named_after_the_source(case):
    """Options that write more files than the object leave the source alone: their files have the right names."""
    for options in [["-save-temps"], ["-gsplit-dwarf", "-g"], ["--coverage"], ["-ftest-coverage"], ["-fstack-usage"],
                    ["-fdump-tree-optimized"], ["-save-temps=obj", "-o", "out/x.o"], ["-fprofile-arcs"]]:
        for folder in ["plain", "ours"]:
            case.write(f"{folder}/simple.c", SIMPLE)
            (case.work / folder / "out").mkdir(exist_ok=True)
        command = [GCC, *FLAGS, *options, "-c", "simple.c"]
        expect_equal(case.run(command, cwd=case.work / "plain").returncode, 0, "status")
        case.compile(*command, cwd=case.work / "ours")
        names = [name.partition("/") for name in contents(case)]
        found = [name for folder, _, name in names if folder == "ours"]
        expect_equal(found, [name for folder, _, name in names if folder == "plain"], f"files of {options}")


@test
def outputs_that_are_no_files(case):
    """An object that is a pipe is written to, not replaced; a folder that is missing is the compiler's to report.

    Builds that only try something out compile to /dev/null, which a move would destroy.
    """
    case.write("simple.c", SIMPLE)
    os.mkfifo(case.work / "pipe.o")
    reader = os.open(case.work / "pipe.o", os.O_RDONLY | os.O_NONBLOCK)
    case.cc(GCC, *FLAGS, "-c", "simple.c", "-o", "pipe.o")
    os.close(reader)
    expect((case.work / "pipe.o").is_fifo(), "the pipe was replaced")
    expect_equal(case.statuses(), LEFT, "report")
    case.compare(GCC, *FLAGS, "-c", "simple.c", "-o", "no/such/folder.o")


@test
def no_object_before_the_decision(case):
    """A failing compile leaves an older object as the compiler does, and no other file."""
    case.write("simple.c", SIMPLE.replace("int i;", "int i = undeclared;"))
    for compiler in [GCC, CLANG]:
        case.write("simple.o", "old")
        case.run([compiler, *FLAGS, "-c", "simple.c"])
        expected = contents(case)
        case.write("simple.o", "old")
        case.cc(compiler, *FLAGS, "-c", "simple.c")
        expect_equal(contents(case), expected, "files")


@test
def modes_of_objects(case):
    """Objects have the rights that the umask gives them, and their folder keeps no other file."""
    case.write("simple.c", SIMPLE)
    case.run([GCC, *FLAGS, "-c", "simple.c"])
    expected = (case.work / "simple.o").stat().st_mode
    (case.work / "simple.o").unlink()
    case.compile(GCC, *FLAGS, "-c", "simple.c")
    expect_equal((case.work / "simple.o").stat().st_mode, expected, "mode")
    expect_equal(contents(case), ["simple.c", "simple.o"], "files")


@test
def a_report_that_cannot_be_written(case):
    """A build goes on without its report and says so once; a strict one stops before anything is done.

    Fails if the report is only opened when the object and the messages are already there.
    """
    case.write("simple.c", SIMPLE)
    missing = str(case.folder / "no such folder" / "report")
    result = case.cc(GCC, *FLAGS, "-c", "simple.c", "-o", "simple.o", ARGOT_REPORT=missing)
    expect_equal(result.returncode, 0, "status")
    expect_equal(result.stderr.decode(), f"argot: warning: cannot append to {missing}: No such file or directory\n",
                 "messages")
    expect((case.work / "simple.o").exists(), "there is no object")
    result = case.cc(GCC, *FLAGS, "-c", "simple.c", "-o", "strict.o", ARGOT_REPORT=missing, ARGOT_STRICT="1")
    expect_equal(result.returncode, 1, "status")
    expect(not (case.work / "strict.o").exists(), "there is an object")
