"""What a build sees of the launcher: the compiler's own behaviour, and nothing else."""

import concurrent.futures
import contextlib
import os
import signal
import subprocess
import time

from support import (
    ARGOT, CLANG, CLANGXX, FLAGS, GCC, GXX, INCLUDE_OPTIONS, INTERPRETER, PREAMBLE, expect, expect_equal, module,
    raised, test, text)

BODY = 'int i; if (!PyArg_ParseTuple(args, "i:f", &i)) return 0; return Py_BuildValue("i", i);'
SIMPLE = module("simple", {"f": BODY})
COMPILED = [("PyArg_ParseTuple", "compiled"), ("Py_BuildValue", "compiled")]
LEFT = [("PyArg_ParseTuple", "left"), ("Py_BuildValue", "left")]


@test
def a_compile(case):
    """A module is rewritten, works, words its errors as CPython does, and calls no variadic function for integers."""
    case.write("simple.c", SIMPLE)
    for compiler in [GCC, CLANG]:
        case.compile(compiler, *FLAGS, "-c", "simple.c", "-o", "simple.o")
        expect_equal(case.statuses(), COMPILED, "report")
        loaded = case.load("simple", ["simple.o"])
        expect_equal(loaded.f(7), 7, "result")
        expect_equal(raised(loaded.f, "x"), "TypeError: 'str' object cannot be interpreted as an integer", "error")
        expect(b"Py_BuildValue" not in (case.work / "simple.o").read_bytes(), "Py_BuildValue is still called")


@test
def other_commands(case):
    """Links, preprocessing, assembly, several sources, other languages and version queries go straight through."""
    case.write("simple.c", SIMPLE)
    case.write("two.c", "int two(void) { return 2; }\n")
    case.write("args.rsp", "-c simple.c -o simple.o\n")
    for compiler in [GCC, CLANG]:
        case.run([compiler, *FLAGS, "-c", "simple.c", "-o", "simple.o"])
        commands = [
            (["-shared", "simple.o", "-o", "simple.so"], ["simple.so"]),
            ([*FLAGS, "-E", "simple.c"], []),
            ([*FLAGS, "-S", "simple.c"], ["simple.s"]),
            ([*FLAGS, "-M", "simple.c"], []),
            ([*FLAGS, "-fsyntax-only", "simple.c"], []),
            ([*FLAGS, "-c", "simple.c", "two.c"], ["simple.o", "two.o"]),
            ([*FLAGS, "-shared", "simple.c", "-o", "simple.so"], ["simple.so"]),
            ([*FLAGS, "-x", "c", "-c", "simple.c"], ["simple.o"]),
            ([*FLAGS, "@args.rsp"], ["simple.o"]),
            (["--version"], []),
            (["-c", "missing.c"], []),
            ([], []),
        ]
        for arguments, outputs in commands:
            found, expected = case.compare(compiler, *arguments, outputs=outputs)
            for name in outputs:
                expect_equal(found[name], expected[name], f"{name} of {compiler} {arguments}")
        expect_equal(case.report(), [], "report")


@test
def an_unknown_compiler(case):
    """A compiler that does not exist is an error, and so is none."""
    case.write("simple.c", SIMPLE)
    result = case.cc("no-such-compiler", "-c", "simple.c")
    expect_equal(result.returncode, 127, "status")
    expect("no-such-compiler" in text(result), text(result))
    expect_equal(case.cc().returncode, 2, "status without a compiler")
    expect_equal(case.cc("-c", "simple.c").returncode, 2, "status with an option in its place")
    expect_equal(case.cc("--help").returncode, 0, "status of --help")


@test
def the_compiler_variable_is_not_read(case):
    """CC="argot cc gcc" in the environment starts no endless chain."""
    case.write("simple.c", SIMPLE)
    case.compile(GCC, *FLAGS, "-c", "simple.c", CC=f"{ARGOT} cc {GCC}")
    expect_equal(case.statuses(), COMPILED, "report")


@test
def diagnostics(case):
    """Messages are the original's, byte for byte, with the rewritten object kept if both say the same."""
    warning = module("simple", {"f": "int unused_one, i;\n  if (!PyArg_ParseTuple(args, \"i:f\", &i)) return 0;\n"
                                     "  return Py_BuildValue(\"i\", 1 ? i : \"x\");"})
    case.write("warning.c", warning.replace('"x"', "(int)'ab'"))
    case.write("error.c", SIMPLE.replace("int i;", "int i = undeclared;"))
    for compiler in [GCC, CLANG]:
        case.compare(compiler, *FLAGS, "-Wall", "-Wextra", "-c", "warning.c", "-o", "warning.o", outputs=["warning.o"])
        expect_equal(case.statuses(), COMPILED, f"report of {compiler}")
        expect(b"Py_BuildValue" not in (case.work / "warning.o").read_bytes(), "the original's object was kept")
        case.compare(compiler, *FLAGS, "-Wall", "-Werror", "-c", "warning.c", "-o", "warning.o", outputs=["warning.o"])
        case.report()
        case.compare(compiler, *FLAGS, "-c", "error.c", "-o", "error.o", outputs=["error.o"])
        case.report()


@test
def diagnostics_in_headers(case):
    """The same for messages in files that the source includes, which the rewritten one names otherwise."""
    case.write("src/warning.c", PREAMBLE + '#include "header.h"\n#include "other.c"\n' + SIMPLE[len(PREAMBLE):])
    case.write("src/header.h", "static int helper(int unused) { int x; return 0; }\n")
    case.write("src/other.c", 'PyObject *other(void) { int x; return Py_BuildValue("i", 1); }\n')
    for compiler in [GCC, CLANG]:
        case.compare(compiler, *FLAGS, "-Wall", "-Wextra", "-c", "src/warning.c", "-o", "w.o", outputs=["w.o"])
        expect_equal({line["status"] for line in case.report()}, {"compiled"}, f"report of {compiler}")


@test
def many_warnings(case):
    """Options that make CPython's own macros warn keep no call from being compiled.

    Fails without the pragmas of the generated header, where Python.h is no system header.
    """
    options = "conversion sign-conversion cast-qual cast-align undef shadow switch-default redundant-decls".split()
    case.write("simple.c", SIMPLE + module("more", {"g": 'const char *s; double d; unsigned char b; Py_buffer v;\n'
        'if (!PyArg_ParseTuple(args, "sdby*", &s, &d, &b, &v)) return 0;\n'
        'return Py_BuildValue("{s:d,s:(sb)}", "a", d, "b", s, b);'}, "").replace("methods", "others")
        .replace("definition", "other"))
    case.write("simple.cc", (case.work / "simple.c").read_text())
    plus = ["-Wold-style-cast", "-Wzero-as-null-pointer-constant"]
    for compiler, name, more in [(GCC, "simple.c", []), (CLANG, "simple.c", []), (GXX, "simple.cc", plus),
                                 (CLANGXX, "simple.cc", plus)]:
        case.compare(compiler, "-O2", "-fPIC", *INCLUDE_OPTIONS, "-Wall", "-Wextra", *more,
                     *["-W" + option for option in options], "-c", name, "-o", "simple.o")
        expect_equal([line["status"] for line in case.report()], ["compiled"] * 4, compiler)


@test
def python_is_not_reached(case):
    """Python.h by its full path passes the shadow header by: the rewrite is dropped (hazard 9).

    gcc then takes the unknown names for functions of old C. Fails if the dependency file is not looked at.
    """
    case.write("simple.c", SIMPLE.replace("<Python.h>", f'"{INTERPRETER.includes[0]}/Python.h"'))
    command = [GCC, *FLAGS, "-w", "-c", "simple.c", "-o", "simple.o"]
    case.compile(*command)
    lines = case.report()
    expect_equal([line["status"] for line in lines], ["left", "left"], "report")
    expect("did not compile as the original does" in lines[0]["reason"], lines[0]["reason"])
    expect_equal(case.load("simple", ["simple.o"]).f(3), 3, "result")
    result = case.cc(*command, ARGOT_STRICT="1")
    expect_equal(result.returncode, 1, "status in strict mode")
    expect("simple.c" in text(result), text(result))


@test
def precompiled_headers(case):
    """A precompiled header with Python.h passes the shadow header by: the rewrite is dropped (hazard 9).

    The module works, and without that header it is compiled. Fails if the dependency file is not looked at: then
    functions are missing when the module is loaded.
    """
    case.write("all.h", PREAMBLE)
    case.write("simple.c", SIMPLE.replace(PREAMBLE, '#include "all.h"\n'))
    command = [GCC, *FLAGS, "-w", "-c", "simple.c", "-o", "simple.o"]
    case.compile(*command)
    expect_equal(case.statuses(), COMPILED, "report without a precompiled header")
    case.compile(GCC, *FLAGS, "-w", "all.h", "-o", "all.h.gch")
    case.report()
    case.compile(*command)
    expect_equal(case.statuses(), LEFT, "report")
    expect_equal(case.load("simple", ["simple.o"]).f(3), 3, "result")
    case.compile(GCC, *FLAGS, "-Wall", "-Werror", "-c", "simple.c", "-o", "simple.o")
    expect_equal(case.load("simple", ["simple.o"]).f(3), 3, "result")


@test
def a_rewritten_file_that_fails(case):
    """A rewritten file that does not compile is dropped without a word; in strict mode it is an error.

    A macro of the name of a generated function makes it fail. Fails if the first compile's messages are shown.
    """
    source = SIMPLE.replace("#include <Python.h>", "#define argot_parse_1 1 +\n#include <Python.h>")
    case.write("simple.c", source)
    case.compile(GCC, *FLAGS, "-c", "simple.c", "-o", "simple.o")
    expect_equal(case.statuses(), LEFT, "report")
    expect_equal(case.load("simple", ["simple.o"]).f(3), 3, "result")
    expect_equal(case.cc(GCC, *FLAGS, "-c", "simple.c", "-o", "simple.o", ARGOT_STRICT="1").returncode, 1, "status")


@test
def no_libclang(case):
    """Without libclang the original is compiled without a word; in strict mode that is an error."""
    case.write("simple.c", SIMPLE)
    command = [GCC, *FLAGS, "-c", "simple.c", "-o", "simple.o"]
    case.compile(*command, ARGOT_LIBCLANG="/nonexistent/libclang.so")
    lines = case.report()
    expect_equal(len(lines), 1, "lines")
    expect(lines[0]["status"] == "left" and "libclang" in lines[0]["reason"], lines)
    result = case.cc(*command, ARGOT_LIBCLANG="/nonexistent/libclang.so", ARGOT_STRICT="1")
    expect_equal(result.returncode, 1, "status in strict mode")


@test
def no_room_for_temporary_files(case):
    """Without a folder for temporary files the original is compiled."""
    case.write("simple.c", SIMPLE)
    command = [GCC, "-pipe", *FLAGS, "-c", "simple.c", "-o", "simple.o"]
    plain = case.run(command, TMPDIR="/nonexistent")
    result = case.run([ARGOT, "cc", *command], TMPDIR="/nonexistent")
    expect_equal((result.returncode, result.stderr), (plain.returncode, plain.stderr), "result")
    expect_equal(case.load("simple", ["simple.o"]).f(3), 3, "result")


@test
def sources_without_calls_cost_nothing(case):
    """A source without such calls is not analysed: libclang is not even looked for."""
    case.write("none.c", PREAMBLE + '#include "h.h"\nint f(void) { return 1; }\n')
    case.write("h.h", '#include "h.h2"\n')
    case.write("h.h2", "/* nothing */\n")
    case.compile(GCC, *FLAGS, "-c", "none.c", ARGOT_LIBCLANG="/nonexistent", ARGOT_STRICT="1")
    case.write("h.h2", "/* Py_BuildValue */\n")
    expect_equal(case.cc(GCC, *FLAGS, "-c", "none.c", ARGOT_LIBCLANG="/nonexistent", ARGOT_STRICT="1").returncode, 1,
                 "status with a name in an included file")


@test
def parallel_builds(case):
    """Many compiles at once, of equal names in different folders, into one report."""
    count = 24
    for number in range(count):
        case.write(f"d{number}/simple.c", SIMPLE.replace('"i:f"', f'"i:f{number}"'))
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        def one(number):
            command = [GCC, *FLAGS, "-MMD", "-c", f"d{number}/simple.c", "-o", f"o{number}.o"]
            return case.run([ARGOT, "cc", *command])
        for result in pool.map(one, range(count)):
            expect(result.returncode == 0 and not result.stderr, text(result))
    expect_equal(sorted(line["format"] for line in case.report() if line["api"] == "PyArg_ParseTuple"),
                 sorted(f"i:f{number}" for number in range(count)), "report")
    for number in range(0, count, 7):
        error = raised(case.load("simple", [f"o{number}.o"]).f)
        expect_equal(error, f"TypeError: f{number}() takes exactly 1 argument (0 given)", "error")
    case.expect_no_temporary_files()


@test
def signals(case):
    """A build that is stopped leaves no temporary file and dies of the signal."""
    case.write("simple.c", SIMPLE)
    slow = case.write("slow", f'#!/bin/sh\ncase "$*" in *-dM*) exec {GCC} "$@";; esac\n: > started\nexec sleep 20\n')
    slow.chmod(0o755)
    with started(case, [slow, *FLAGS, "-c", "simple.c"]) as process:
        deadline = time.monotonic() + 10
        while not (case.work / "started").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        expect_equal(process.wait(timeout=10), -signal.SIGTERM, "status")
    case.expect_no_temporary_files()


@test
def signals_while_analysing(case):
    """A build that is stopped while libclang reads the source leaves no temporary file and dies of the signal.

    A header that is a pipe keeps libclang reading. Fails without a watch on signals, as the folder stays, and with one
    that only notes the signal, as the process stays.
    """
    case.write("simple.c", SIMPLE.replace("#include <Python.h>", "#include <Python.h>\n#include <pipe.h>"))
    os.mkfifo(case.work / "pipe.h")
    for number in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]:
        with started(case, [GCC, *FLAGS, "-I.", "-c", "simple.c"]) as process:
            pipe = opened_pipe(case.work / "pipe.h", process)
            expect_equal(len(list(case.temporary.iterdir())), 1, "temporary folders while libclang reads")
            process.send_signal(number)
            expect_equal(process.wait(timeout=10), -number, "status")
            os.close(pipe)
        case.expect_no_temporary_files()


@test
def ignored_signals(case):
    """A signal that is ignored from the start, as under nohup, stops neither the analysis nor the compiler.

    Fails if a handler is installed over an ignored signal.
    """
    case.write("simple.c", SIMPLE.replace("#include <Python.h>", "#include <Python.h>\n#include <pipe.h>"))
    os.mkfifo(case.work / "pipe.h")
    for number in [signal.SIGHUP, signal.SIGINT]:
        with started(case, [GCC, *FLAGS, "-I.", "-c", "simple.c"], number) as process:
            # Read by libclang first, and then by the compiler.
            while (pipe := opened_pipe(case.work / "pipe.h", process)) is not None:
                process.send_signal(number)
                time.sleep(0.05)
                os.close(pipe)
            expect_equal(process.wait(timeout=10), 0, "status")
        expect_equal(case.statuses(), COMPILED, "report")
        case.expect_no_temporary_files()


@contextlib.contextmanager
def started(case, command, ignored=None):
    """A running `argot cc`, whose report and temporary files are the case's; killed if the test does not end it.

    It ignores no other signal than `ignored`, whatever the tests themselves were started with (nohup, a shell's `&`).
    """
    def set_signals():
        for number in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]:
            signal.signal(number, signal.SIG_IGN if number == ignored else signal.SIG_DFL)

    environment = dict(os.environ, TMPDIR=str(case.temporary), ARGOT_REPORT=str(case.report_path))
    process = subprocess.Popen(
        [ARGOT, "cc", *command], cwd=case.work, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=set_signals)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def opened_pipe(path, process):
    """The end for writing of a named pipe, as soon as somebody opens the other end; None if the process ends first."""
    deadline = time.monotonic() + 10
    while process.poll() is None:
        expect(time.monotonic() < deadline, "nobody reads", path)
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.005)
    return None


@test
def the_other_compilers_macros(case):
    """A format that depends on the compiler's own macros is the real compiler's, not libclang's (hazard 2).

    Fails if libclang is not given the table of the real compiler.
    """
    body = "TYPE v; if (!PyArg_ParseTuple(args, FORMAT, &v)) return 0; return Py_BuildValue(FORMAT, v);"
    case.write("own.c", module("own", {"f": body}, PREAMBLE + """
#if defined __clang__ || __GNUC__ < 5
#define TYPE short
#define FORMAT "h"
#else
#define TYPE long
#define FORMAT "l"
#endif
"""))
    for compiler, unit in [(GCC, "l"), (CLANG, "h")]:
        case.compile(compiler, *FLAGS, "-c", "own.c", "-o", "own.o")
        expect_equal([(line["format"], line["status"]) for line in case.report()], [(unit, "compiled")] * 2, compiler)
    case.compile(GCC, *FLAGS, "-c", "own.c", "-o", "own.o")
    expect_equal(case.load("own", ["own.o"]).f(1 << 40), 1 << 40, "result")


@test
def definitions_with_newlines(case):
    """Values of -D with quotes, spaces and newlines reach libclang and the compiler as they are."""
    case.write("def.c", module("def", {"f": 'int i; if (!PyArg_ParseTuple(args, FORMAT, &i)) return 0; '
                                            'return Py_BuildValue("s", TEXT);'}))
    for compiler in [GCC, CLANG]:
        for value in ['"a b"', '"a\\n\\"b\\""', '"a b"\n" c"']:
            command = [compiler, *FLAGS, "-w", "-DFORMAT=\"i:f\"", "-D", f"TEXT={value}", "-c", "def.c", "-o", "def.o"]
            expect_equal(case.run(command).returncode, 0, "status")
            # The compilers do not agree on what a newline is.
            expected = case.load("def", ["def.o"]).f(1)
            case.compare(*command)
            expect_equal([line["format"] for line in case.report()], ["i:f", "s"], f"formats of {compiler} {value}")
            expect_equal(case.load("def", ["def.o"]).f(1), expected, f"result of {compiler} {value}")


@test
def report_lines(case):
    """Each line has the promised members in the promised order, also for formats that are not text."""
    case.write("simple.c", module("simple", {
        "f": 'int i; if (!PyArg_ParseTuple(args, "i;\\"quoted\\" \\\\ \\x07 \\xe9", &i)) return 0; return 0;'}))
    case.compile(GCC, *FLAGS, "-c", "simple.c")
    line = case.report()[0]
    expect_equal(list(line), ["kind", "file", "line", "column", "function", "api", "format", "status", "tiers", "reason",
                              "convention"], "members")
    expect_equal(line["format"], 'i;"quoted" \\ \x07 \xe9', "format")
    expect_equal((line["file"], line["line"], line["column"], line["function"], line["convention"]),
                 ("simple.c", 5, 13, "f", "fastcall"), "place")
    line, = case.methods
    expect_equal(list(line), ["kind", "file", "line", "column", "table", "method", "function", "reason",
                              "convention"], "members")
    expect_equal((line["file"], line["method"], line["function"], line["convention"]),
                 ("simple.c", "f", "f", "fastcall"), "method")
