"""The other commands: what they print, and how they end."""

import os
import pathlib

from support import ARGOT, CLANG, FLAGS, GCC, INCLUDE_OPTIONS, expect, expect_equal, raised, test, text

from builds import SIMPLE


ROOT = pathlib.Path(__file__).resolve().parents[2]


def lines(result):
    return result.stdout.decode().splitlines()


@test
def explanations(case):
    """`argot explain` draws the format, lists its units, and puts the caret under what is wrong."""
    result = case.run([ARGOT, "explain", "si:string_peek"])
    expect_equal(result.returncode, 0, "status")
    expect("    si:string_peek" in lines(result), text(result))
    expect("C arguments behind the format: const char **, int *." in lines(result), text(result))
    for api, format, column in [("parse", "sy!", 2), ("build", "{s:i", 0), ("keywords", "i$|i", 2), ("call", "i%", 1)]:
        result = case.run([ARGOT, "explain", format, "--api", api])
        expect_equal(result.returncode, 1, f"status of {format}")
        found = lines(result)
        error = next(index for index, line in enumerate(found) if line.startswith("error: "))
        expect(found[error].endswith("]"), "no identifier", found[error])
        expect_equal(found[error + 1], "    " + format, "the format's line")
        expect_equal(found[error + 2].index("^"), 4 + column, f"the caret of {format}")
        expect("\x1b" not in text(result), "colours in a file")
    result = case.run([ARGOT, "explain", "u", "--python", "3.12"])
    expect(result.returncode == 1 and "Python 3.12 has no unit 'u'" in text(result), text(result))
    expect_equal(case.run([ARGOT, "explain", "p", "--python", "3.12"]).returncode, 0, "status")
    expect(max(map(len, lines(case.run([ARGOT, "explain", "s#y*O&es#i"])))) <= 100, "long lines")


def conversions():
    """The entries of Grammar/text.units: a conversion's fields, those of the shared entries included."""
    shared, found, fields = {}, {}, {}
    for line in (ROOT / "Grammar/text.units").read_text().splitlines():
        words = line.split()
        if words[:1] in (["shared"], ["conversion"]):
            fields = (shared if words[0] == "shared" else found).setdefault(words[1], {})
        elif words[:1] == ["use:"]:
            fields.update(shared[words[1]])
        elif line.startswith("  ") and words[0] != "|":
            fields[words[0]] = words[1:]
    return found


@test
def text_explanations(case):
    """`argot explain --api text` knows every conversion, of which family it is, and from which version on."""
    entries = conversions()
    expect(len(entries) > 40, "entries are missing", entries)
    for spelling, fields in entries.items():
        for api, family in [("text", "unicode"), ("bytes", "bytes")]:
            result = case.run([ARGOT, "explain", f"a %{spelling}", "--api", api])
            is_known = family in fields["family:"]
            expect_equal(result.returncode, 0 if is_known else 1, f"status of {spelling} in {family}")
            shown = [line for line in lines(result) if line.startswith(f"%{spelling}  ")]
            expect_equal(len(shown), 1 if is_known else 0, text(result))
            expect(not is_known or "text" in text(result) and f"conversion {spelling}" in text(result), text(result))
        since = int(fields["since:"][0].split(".")[1])
        for minor in {9, since - 1, since, 15}:
            if "unicode" in fields["family:"] and 9 <= minor <= 15:
                result = case.run([ARGOT, "explain", f"%{spelling}", "--api", "text", "--python", f"3.{minor}"])
                expect_equal(result.returncode, 0 if minor >= since else 1, f"status of {spelling} in 3.{minor}")
                verdict = "formats all of this." if minor >= since else "does not format all of this: "
                expect(f"Python 3.{minor} {verdict}" in text(result), text(result))
    result = case.run([ARGOT, "explain", "got %*.3zd of %R%%", "--api", "text"])
    expect("C arguments behind the format: int, Py_ssize_t, PyObject *." in lines(result), text(result))
    expect("conversion zd, width from an argument, precision 3" in text(result), text(result))
    for api, format, column, identifier in [
            ("text", "%zd %f", 5, "floating-conversion"), ("text", "100%", 3, "incomplete-conversion"),
            ("bytes", "%R", 1, "unknown-conversion"), ("text", "a %hd", 3, "unsupported-length")]:
        result = case.run([ARGOT, "explain", format, "--api", api])
        expect_equal(result.returncode, 1, f"status of {format}")
        found = lines(result)
        error = next(index for index, line in enumerate(found) if line.startswith("error: "))
        expect(found[error].endswith(f" [{identifier}]"), found[error])
        expect_equal(found[error + 1], "    " + format, "the format's line")
        expect_equal(found[error + 2].index("^"), 4 + column, f"the caret of {format}")
        expect(found[error + 3].startswith("note: CPython "), found[error + 3])
    result = case.run([ARGOT, "explain", "%5-d", "--api", "text", "--python", "3.14"])
    expect_equal(result.returncode, 1, "status")
    expect("Python 3.14 does not format all of this: '-' cannot stand" in text(result), text(result))


@test
def generated_code(case):
    """`argot generate` prints C, or says why there is none."""
    result = case.run([ARGOT, "generate", "si:f"])
    expect_equal(result.returncode, 0, "status")
    expect("return PyArg_ParseTuple(args, format, p0, p1);" in text(result), text(result))
    result = case.run([ARGOT, "generate", "w*"])
    expect(result.returncode == 1 and "w*" in text(result), text(result))
    result = case.run([ARGOT, "generate", "i", "--api", "keywords", "--keywords", "n"])
    expect_equal(result.returncode, 0, "status")


@test
def wrong_use(case):
    """Wrong uses end with 2 and say what is right."""
    for arguments in [[], ["no-such"], ["explain"], ["explain", "i", "--python", "2.7"], ["compile", "x.c"],
                      ["generate", "i", "--api", "keywords"], ["explain", "i", "--api", "none"],
                      ["generate", "i", "--api", "text"]]:
        result = case.run([ARGOT, *arguments])
        expect_equal(result.returncode, 0 if not arguments else 2, f"status of {arguments}")
        expect(b"argot" in result.stdout + result.stderr, "no usage is shown")


@test
def standalone_files(case):
    """`argot compile` writes a file that builds alone and strictly, with the lines of the original."""
    case.write("in put/simple.c", SIMPLE.replace('"i", i)', '"is", i, __FILE__)'))
    result = case.run([ARGOT, "compile", "in put/simple.c", "-o", "out.c", "--", *INCLUDE_OPTIONS])
    expect(result.returncode == 0 and not text(result), text(result))
    expect_equal([line["status"] for line in case.report()], ["compiled"] * 2, "report")
    strict = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused-parameter"]
    for compiler in [GCC, CLANG]:
        result = case.run([compiler, *FLAGS, *strict, "-c", "out.c", "-o", "out.o"])
        expect_equal((result.returncode, text(result)), (0, ""), f"{compiler} -Werror")
        loaded = case.load("simple", ["out.o"])
        expect_equal(loaded.f(4), (4, "in put/simple.c"), "result")
        expect_equal(raised(loaded.f), "TypeError: f() takes exactly 1 argument (0 given)", "error")
    broken = (case.work / "out.c").read_text().replace("int i;", "int i = undeclared;")
    case.write("broken.c", broken)
    place = "in put/simple.c:5:"
    expect(place in text(case.run([GCC, *FLAGS, "-c", "broken.c"])), "the error's place is not the original's")


@test
def standalone_files_that_fail(case):
    """`argot compile` writes all or nothing, never over its input, and ends with 2."""
    case.write("simple.c", SIMPLE)
    case.write("broken.c", SIMPLE.replace("int i;", "int i = ;"))
    os.link(case.work / "simple.c", case.work / "same.c")
    (case.work / "link.c").symlink_to("simple.c")
    include = ["--", *INCLUDE_OPTIONS]
    for arguments in [["broken.c", "-o", "out.c", *include], ["missing.c", "-o", "out.c", *include],
                      ["simple.c", "-o", "simple.c", *include], ["simple.c", "-o", "link.c", *include],
                      ["simple.c", "-o", "no/out.c", *include], ["simple.c", "-o", "out.c", "--", "-I/nonexistent"]]:
        result = case.run([ARGOT, "compile", *arguments])
        expect_equal(result.returncode, 2, f"status of {arguments}")
        expect(text(result).startswith("argot: error: "), text(result))
    expect(not (case.work / "out.c").exists(), "something was written")
    expect_equal((case.work / "simple.c").read_text(), SIMPLE, "the input")
    result = case.run([ARGOT, "compile", "simple.c", "-o", "-", *include])
    expect(result.returncode == 0 and b'#line 3 "simple.c"' in result.stdout, text(result)[-300:])
    expect_equal(case.run([ARGOT, "compile", "simple.c", "-o", "same.c", *include]).returncode, 0, "status")
    expect_equal((case.work / "simple.c").read_text(), SIMPLE, "the input behind another name")
