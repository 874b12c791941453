"""Which files a rewritten source reads, and under which names."""

import os
import pathlib

from support import (
    CLANG, FLAGS, GCC, INTERPRETER, PREAMBLE, dependencies, expect, expect_equal, function, module, table, test)

from builds import COMPILED

PARSE = 'int i; if (!PyArg_ParseTuple(args, "i:f", &i)) return 0;'
# A module that says what its files are called, and the header beside it.
NAMES = module("names", {"f": PARSE + ' return Py_BuildValue("(ssss)", UTIL, where(), __FILE__, __BASE_FILE__);'},
               PREAMBLE + '#include "util.h"\n')
UTIL = '#define UTIL "%s"\nstatic const char *where(void) { return __FILE__; }\n'


@test
def quoted_includes_find_the_neighbour(case):
    """A name in quotes finds the file beside the source, not one of the include path or the object's folder.

    Fails with the copy's own lines left as they are, with -iquote, and without the prefix map.
    """
    case.write("src/names.c", NAMES)
    case.write("src/util.h", UTIL % "beside the source" + '#include "deep.h"\n')
    case.write("src/deep.h", "")
    for folder in ["inc", "build", "."]:
        case.write(f"{folder}/util.h", UTIL % "wrong")
    for compiler in [GCC, CLANG]:
        command = [compiler, *FLAGS, "-Iinc", "-c", "src/names.c", "-o", "build/names.o"]
        plain = case.run(command)
        expect_equal(plain.returncode, 0, "status")
        expected = case.load("names", ["build/names.o"]).f(1)
        case.compile(*command)
        expect_equal(case.statuses(), COMPILED, "report")
        expect_equal(case.load("names", ["build/names.o"]).f(1), expected, "names")
        expect_equal(expected[0], "beside the source", "names")


@test
def quoted_includes_of_headers_keep_their_order(case):
    """A header found through -I includes its own neighbour, although the source has one of that name, too."""
    case.write("src/order.c", module("order", {"f": PARSE + " return Py_BuildValue(\"s\", UTIL);"},
                                     PREAMBLE + "#include <outer.h>\n"))
    case.write("src/util.h", '#define UTIL "wrong"\n')
    case.write("inc/util.h", '#define UTIL "beside the header"\n')
    case.write("inc/outer.h", '#include "util.h"\n')
    case.compile(GCC, *FLAGS, "-Iinc", "-c", "src/order.c", "-o", "order.o")
    expect_equal(case.load("order", ["order.o"]).f(1), "beside the header", "header")


@test
def sources_without_folder(case):
    """The same for a source in the working folder, whose headers gcc and clang name differently."""
    case.write("names.c", NAMES)
    case.write("util.h", UTIL % "here")
    for compiler in [GCC, CLANG]:
        case.run([compiler, *FLAGS, "-c", "names.c", "-o", "names.o"])
        expected = case.load("names", ["names.o"]).f(1)
        case.compile(compiler, *FLAGS, "-c", "names.c", "-o", "names.o")
        expect_equal(case.load("names", ["names.o"]).f(1), expected, compiler)


@test
def absolute_include_folders_keep_their_names(case):
    """A folder of -I below the source's own is not renamed with it."""
    case.write("abs.c", module("abs", {"f": PARSE + ' return Py_BuildValue("ss", here(), where());'},
                               PREAMBLE + '#include "util.h"\n#include <here.h>\n'))
    case.write("util.h", UTIL % "")
    case.write("inc/here.h", "static const char *here(void) { return __FILE__; }\n")
    command = [GCC, *FLAGS, f"-I{case.work}/inc", "-c", "abs.c", "-o", "abs.o"]
    case.run(command)
    expected = case.load("abs", ["abs.o"]).f(1)
    case.compile(*command)
    expect_equal(case.load("abs", ["abs.o"]).f(1), expected, "names")


@test
def prefix_maps_of_the_command(case):
    """The command's own -ffile-prefix-map has the last word."""
    case.write("src/names.c", NAMES)
    case.write("src/util.h", UTIL % "x")
    for source in ["src/names.c", case.work / "src/names.c"]:
        for value in [f"{case.work}=mapped", "src=elsewhere"]:
            command = [GCC, *FLAGS, f"-ffile-prefix-map={value}", "-c", source, "-o", "names.o"]
            case.run(command)
            expected = case.load("names", ["names.o"]).f(1)
            case.compile(*command)
            expect_equal(case.load("names", ["names.o"]).f(1), expected, f"{source} {value}")


@test
def debug_information(case):
    """Debug information names the original file and no temporary one, so builds are reproducible."""
    case.write("src/names.c", NAMES)
    case.write("src/util.h", UTIL % "x")
    for compiler in [GCC, CLANG]:
        contents = []
        for _ in range(2):
            case.compile(compiler, *FLAGS, "-g", "-c", "src/names.c", "-o", "names.o")
            contents.append((case.work / "names.o").read_bytes())
        expect(contents[0] == contents[1], "two builds differ")
        expect(b"temporary files" not in contents[0], "a temporary name is left")
        expect(b"src/names.c" in contents[0], "the original's name is missing")


@test
def dependency_files(case):
    """A dependency file names what the original's does, in the same order: hazard 8's measure."""
    case.write("src/names.c", NAMES)
    case.write("src/util.h", UTIL % "x" + '#include "../inc/more.h"\n')
    case.write("inc/more.h", "")
    (case.work / "out").mkdir()
    for compiler in [GCC, CLANG]:
        base = [compiler, *FLAGS, "-Iinc", "-c", "src/names.c"]
        for options, output in [
            (["-MD", "-o", "out/names.o"], "out/names.d"),
            (["-MMD", "-MP", "-o", "out/names.o"], "out/names.d"),
            (["-MD"], "names.d"),
            (["-MD", "-MF", "out/x.dep", "-o", "out/names.o"], "out/x.dep"),
            (["-MD", "-MFout/x.dep", "-MT", "a b", "-MQ", "c d$e", "-o", "out/n.o"], "out/x.dep"),
            (["-MMD", "-MP", "-MTfirst", "-o", "out/names.x.o"], "out/names.x.d"),
        ]:
            found, expected = case.compare(*base, *options, outputs=[output])
            expect(expected[output], "no dependency file", options)
            if compiler == GCC:
                expect_equal(found[output].decode(), expected[output].decode(), f"{output} {options}")
            expect_equal(dependencies(found[output]), dependencies(expected[output]), f"{output} {options}")
    expect(all(line["status"] == "compiled" for line in case.report()), "a call was left")


@test
def dependency_files_with_pedantic(case):
    """With -Wpedantic, where gcc refuses #include_next, Python.h keeps its place and its warnings."""
    case.write("names.c", NAMES.replace("static PyObject *f(", "PyObject *f(PyObject *, PyObject *);\nPyObject *f("))
    case.write("util.h", UTIL % "x")
    for flags in [FLAGS, ["-O1", "-fPIC", *INTERPRETER.system_include_options]]:
        for compiler in [GCC, CLANG]:
            found, expected = case.compare(
                compiler, *flags, "-Wpedantic", "-MMD", "-c", "names.c", "-o", "n.o", outputs=["n.d", "n.o"])
            expect_equal(dependencies(found["n.d"]), dependencies(expected["n.d"]), f"{compiler} {flags}")
            expect(all(line["status"] == "compiled" for line in case.report()), "a call was left")


@test
def aggregates(case):
    """A source that consists of includes is followed; every copy keeps its names.

    Fails if only the main file is copied.
    """
    inner = PREAMBLE + function("f", PARSE + ' return Py_BuildValue("sii", __FILE__, __LINE__, i);')
    case.write("pkg/all.c", '#include "parts/inner.c"\n#include "parts/table.c"\n')
    case.write("pkg/parts/inner.c", inner)
    case.write("pkg/parts/table.c", '#include "inner.h"\n' + table("all", ["f"]))
    case.write("pkg/parts/inner.h", "")
    for compiler in [GCC, CLANG]:
        command = [compiler, *FLAGS, "-MD", "-c", "pkg/all.c", "-o", "all.o"]
        case.run(command)
        expected = case.load("all", ["all.o"]).f(3)
        names = dependencies((case.work / "all.d").read_bytes())
        case.compile(*command)
        lines = case.report()
        expect_equal([line["status"] for line in lines], ["compiled"] * 2, "report")
        expect(all(line["file"].endswith("pkg/parts/inner.c") for line in lines), "files", lines)
        expect(b"Py_BuildValue" not in (case.work / "all.o").read_bytes(), "Py_BuildValue is still called")
        expect_equal(case.load("all", ["all.o"]).f(3), expected, "names")
        expect_equal(dependencies((case.work / "all.d").read_bytes()), names, "dependencies")


@test
def one_text_several_meanings(case):
    """A call whose text is compiled twice with different formats is left; with the same format it is compiled.

    Fails if the front end's obstacles are not heeded.
    """
    each = 'static PyObject *NAME(PyObject *self, PyObject *args)\n{ TYPE v; if (!PyArg_ParseTuple(args, FORMAT, &v)) ' \
        'return 0; return PyLong_FromLong((long)v); }\n#undef NAME\n#undef TYPE\n#undef FORMAT\n'
    case.write("each.h", each)
    for formats, status in [(("i", "h"), "left"), (("i", "i"), "compiled")]:
        types = {"i": "int", "h": "short"}
        text = PREAMBLE
        for name, unit in zip("fg", formats):
            text += f'#define NAME {name}\n#define TYPE {types[unit]}\n#define FORMAT "{unit}"\n#include "each.h"\n'
        case.write("each.c", text + table("each", ["f", "g"]))
        case.compile(GCC, *FLAGS, "-c", "each.c", "-o", "each.o")
        expect_equal({line["status"] for line in case.report()}, {status}, str(formats))
        loaded = case.load("each", ["each.o"])
        expect_equal((loaded.f(-5), loaded.g(-6)), (-5, -6), "results")


@test
def includes_that_cannot_be_followed(case):
    """Names that come from macros, include_next and __has_include with quotes leave the source as it is."""
    case.write("util.h", '#define UTIL "right"\n')
    case.write("build/util.h", '#define UTIL "wrong"\n')
    body = {"f": PARSE + ' return Py_BuildValue("s", UTIL);'}
    for preamble in ['#define HEADER "util.h"\n#include HEADER\n',
                     '#if __has_include("util.h")\n#include "util.h"\n#endif\n']:
        case.write("m.c", module("m", body, PREAMBLE + preamble))
        # Not even tried: a rewritten file could find another one and compile.
        case.compile(GCC, *FLAGS, "-c", "m.c", "-o", "m.o", ARGOT_STRICT="1")
        expect_equal([line["status"] for line in case.report()], ["left", "left"], preamble)
        expect_equal(case.load("m", ["m.o"]).f(1), "right", preamble)


@test
def byte_order_mark(case):
    """A byte order mark stays in front of everything, and line ends of DOS stay what they are."""
    source = module("bom", {"f": PARSE + ' return Py_BuildValue("i", __LINE__);'})
    case.write("bom.c", b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode())
    case.run([GCC, *FLAGS, "-c", "bom.c", "-o", "bom.o"])
    expected = case.load("bom", ["bom.o"]).f(3)
    case.compile(GCC, *FLAGS, "-c", "bom.c", "-o", "bom.o")
    expect(all(line["status"] == "compiled" for line in case.report()), "a call was left")
    expect_equal(case.load("bom", ["bom.o"]).f(3), expected, "line")


@test
def names_with_spaces_and_quotes(case):
    """Folders and files with spaces, quotes, backslashes and letters beyond ASCII."""
    for folder in ["a b", "it's", "back\\slash", "größe", "#hash", "dollar$x"]:
        case.write(f"{folder}/the source.c", NAMES)
        case.write(f"{folder}/util.h", UTIL % "x")
        command = [GCC, *FLAGS, "-MD", "-c", f"{folder}/the source.c", "-o", f"{folder}/the object.o"]
        found, expected = case.compare(*command, outputs=[f"{folder}/the object.d"])
        expect_equal(found[f"{folder}/the object.d"].decode(), expected[f"{folder}/the object.d"].decode(), folder)
        expect(all(line["status"] == "compiled" for line in case.report()), folder)
        loaded = case.load("names", [f"{folder}/the object.o"])
        expect_equal(loaded.f(1)[2], f"{folder}/the source.c", "name")
    # A quote cannot be written in an include line: the source is left.
    case.write('quo"te/names.c', NAMES)
    case.write('quo"te/util.h', UTIL % "x")
    case.compile(GCC, *FLAGS, "-c", 'quo"te/names.c', "-o", "q.o")
    expect_equal(case.load("names", ["q.o"]).f(1)[2], 'quo"te/names.c', "name")


@test
def links_and_other_folders(case):
    """A source that is a link, a working folder elsewhere, and an absolute name."""
    case.write("real/names.c", NAMES)
    case.write("real/util.h", UTIL % "beside the file")
    case.write("farm/util.h", UTIL % "beside the link")
    (case.work / "farm/names.c").symlink_to(case.work / "real/names.c")
    (case.work / "elsewhere").mkdir()
    for source, cwd in [("farm/names.c", "."), ("../farm/names.c", "elsewhere"), (case.work / "farm/names.c", ".")]:
        folder = pathlib.Path(os.path.normpath(case.work / cwd))
        command = [GCC, *FLAGS, "-c", source, "-o", case.work / "names.o"]
        case.run(command, cwd=folder)
        expected = case.load("names", ["names.o"]).f(1)
        case.compile(*command, cwd=folder)
        expect_equal(case.load("names", ["names.o"]).f(1), expected, str(source))
        expect(all(line["status"] == "compiled" for line in case.report()), source)
