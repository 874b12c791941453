"""Which calls may be replaced, and how they look to the compiler afterwards."""

from support import (
    CLANG, CLANGXX, FLAGS, GCC, GXX, MODULE, PREAMBLE, expect, expect_equal, module, raised, table, test)

from builds import COMPILED

STRICT = ["-Wall", "-Wextra", "-Wno-unused-parameter", "-Werror"]


def body(lines):
    return "\n".join("  " + line for line in lines)


@test
def arguments_of_other_types(case):
    """Arguments that a variadic call takes without a word are taken without one by the replacement (hazard 10).

    Fails without the casts of converters: an error in C++.
    """
    loose = body([
        "char *s; unsigned int u; enum color { red = 7, green } e; PyListObject *list; int flag = 1;",
        "if (!PyArg_ParseTuple(args, \"sIiO!\", &s, &u, &e, &PyList_Type, &list)) return 0;",
        "return Py_BuildValue(\"siIO\", s, flag ? green : red, u + (unsigned)e, list);",
    ])
    converters = body([
        "PyObject *o = 0; PyBytesObject *b = 0;",
        "if (!PyArg_ParseTuple(args, \"O&O&\", PyUnicode_FSConverter, &o, convert, &b)) return 0;",
        "return Py_BuildValue(\"NN\", (PyBytesObject *)o, b);",
    ])
    converter = "static int convert(PyObject *o, PyBytesObject **b) " \
        "{ Py_INCREF(o); *b = (PyBytesObject *)o; return 1; }\n"
    for suffix, compilers in [("c", [GCC, CLANG]), ("cc", [GXX, CLANGXX])]:
        case.write(f"loose.{suffix}", module("loose", {"f": loose, "g": converters}, PREAMBLE + converter))
        for compiler in compilers:
            command = [compiler, *FLAGS, *STRICT, "-c", f"loose.{suffix}", "-o", "loose.o"]
            expect_equal(case.run(command).returncode, 0, f"status of plain {compiler}")
            expected = case.load("loose", ["loose.o"], compiler)
            case.compile(*command)
            expect_equal([line["status"] for line in case.report()], ["compiled"] * 4, compiler)
            loaded = case.load("loose", ["loose.o"], compiler)
            for arguments in [("x", 5, 1, []), ("x", 5, 1, ()), ("x",), (1, 2, 3, [])]:
                expect_equal(raised(loaded.f, *arguments), raised(expected.f, *arguments), f"{arguments}")
            expect_equal(loaded.g("p", 3), expected.g("p", 3), "converter")


@test
def bytes_behind_texts(case):
    """`unsigned char *` behind s, s# and their kin is taken without a word, as in a plain build (hazard 10).

    Fails if generated macros hand texts on without a cast: then the compilers say more, and the file is dropped.
    """
    case.write("signs.c", module("signs", {"f": body([
        "unsigned char *s, *t, *z; const unsigned char *y; signed char *e = 0; Py_ssize_t n; PyObject *result;",
        'if (!PyArg_ParseTuple(args, "ss#zy#es", &s, &t, &n, &z, &y, &n, "utf-8", &e)) return 0;',
        'result = Py_BuildValue("ss#zy#s", s, t, (Py_ssize_t)1, z, y, n, e);',
        "PyMem_Free(e);",
        "return result;"])}))
    for compiler in [GCC, CLANG]:
        command = [compiler, *FLAGS, "-Wall", "-Wextra", "-Wno-unused-parameter", "-Werror", "-c", "signs.c"]
        expect_equal(case.run(command).returncode, 0, f"status of plain {compiler}")
        case.compile(*command, ARGOT_STRICT="1")
        expect_equal(case.statuses(), COMPILED, "report")
        loaded = case.load("signs", ["signs.o"])
        expect_equal(loaded.f("a", "bc", None, b"de", "f"), ("a", "b", None, b"de", "f"), "result")


@test
def tables_of_methods(case):
    """Tables of methods that are constants are as good as others, but a constexpr one keeps its entries.

    Fails if the name of a function in such a table is replaced: a constexpr holds no cast.
    """
    c = module("table", {"f": 'int i; if (!PyArg_ParseTuple(args, "i", &i)) return 0; return Py_BuildValue("i", i);'})
    c = c.replace("static PyMethodDef methods", "static const PyMethodDef methods").replace(
        "-1, methods", "-1, (PyMethodDef *)methods")
    case.write("table.c", c)
    case.write("table.cc", c.replace("static const", "static constexpr").replace("{0, 0, 0, 0}", "{}"))
    for compiler, name in [(GCC, "table.c"), (CLANG, "table.c"), (GXX, "table.cc"), (CLANGXX, "table.cc")]:
        case.compile(compiler, *FLAGS, "-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-missing-field-initializers",
                     "-Wno-cast-qual", "-Werror", "-c", name, "-o", "table.o", ARGOT_STRICT="1")
        convention = "fastcall" if name == "table.c" else "varargs"
        expect_equal([(line["status"], line["convention"]) for line in case.report()], [("compiled", convention)] * 2,
                     "report")
        loaded = case.load("table", ["table.o"], compiler)
        expect_equal((loaded.f(3), raised(loaded.f)),
                     (3, "TypeError: function takes exactly 1 argument (0 given)"), "results")


@test
def unknown_keyword_lists(case):
    """A list of keywords that comes from elsewhere leaves its call alone, and only this call (hazard 15).

    Fails if the analysis of calls lets an unknown list pass: then the generated C lacks a parameter, and the whole file
    is dropped.
    """
    source = PREAMBLE + """
static int parse(PyObject *args, PyObject *keywords, char **names, int *a, int *b)
{
  return PyArg_ParseTupleAndKeywords(args, keywords, "i|i", names, a, b);
}
static PyObject *f(PyObject *self, PyObject *args, PyObject *keywords)
{
  static char *given[] = {"a", "b", 0}, *own[] = {"a", "b", 0}; int a, b = 2;
  if (!parse(args, keywords, given, &a, &b)) return 0;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "i|i", own, &a, &b)) return 0;
  return Py_BuildValue("ii", a, b);
}
static PyMethodDef methods[] = {{"f", (PyCFunction)(void (*)(void))f, METH_VARARGS | METH_KEYWORDS, 0}, {0, 0, 0, 0}};
""" + MODULE % ("unknown", "unknown")
    case.write("unknown.c", source)
    for compiler in [GCC, CLANG]:
        case.compile(compiler, *FLAGS, *STRICT, "-c", "unknown.c", "-o", "unknown.o", ARGOT_STRICT="1")
        expect_equal([(line["function"], line["status"], line["reason"]) for line in case.report()], [
            ("parse", "left", "the keyword list is not known while compiling"), ("f", "compiled", ""),
            ("f", "compiled", "")], "report")
        loaded = case.load("unknown", ["unknown.o"])
        expect_equal((loaded.f(1), loaded.f(1, b=5), loaded.f(b=3, a=4)), ((1, 2), (1, 5), (4, 3)), "results")
        expect("keyword" in raised(lambda: loaded.f(1, c=2)), "error:", raised(lambda: loaded.f(1, c=2)))


@test
def directives_among_the_arguments(case):
    """A call whose argument list contains directives cannot become a macro's use: it is left (hazard 10).

    Fails if the front end's obstacles are not heeded: then the whole file is dropped.
    """
    case.write("cond.c", module("cond", {
        "f": 'int a, b = 2;\nif (!PyArg_ParseTuple(args, "i|i", &a,\n#ifdef NEVER\n&a\n#else\n&b\n#endif\n)) return 0;\n'
             'return Py_BuildValue("ii", a, b);'}))
    case.compile(GCC, *FLAGS, "-c", "cond.c", "-o", "cond.o", ARGOT_STRICT="1")
    expect_equal(case.statuses(), [("PyArg_ParseTuple", "left"), ("Py_BuildValue", "compiled")], "report")
    expect_equal(case.load("cond", ["cond.o"]).f(1), (1, 2), "result")


@test
def callees_that_are_no_plain_names(case):
    """A callee in parentheses, behind ::, in a pointer or a macro of the project is left, the others are compiled."""
    case.write("odd.c", module("odd", {
        "f": 'int a; int (*p)(PyObject *, const char *, ...) = PyArg_ParseTuple;\n'
             'if (!(PyArg_ParseTuple)(args, "i", &a)) return 0;\nif (!p(args, "i", &a)) return 0;\n'
             'if (!PyArg_ParseTuple /* here */\n (args, "i", &a)) return 0;\nreturn MAKE("i", a);'},
        PREAMBLE + "#define MAKE Py_BuildValue\n"))
    case.compile(GCC, *FLAGS, "-c", "odd.c", "-o", "odd.o", ARGOT_STRICT="1")
    expect_equal([line["status"] for line in case.report()].count("compiled"), 1, "compiled calls")
    expect_equal(case.load("odd", ["odd.o"]).f(1), 1, "result")
    case.write("odd.cc", module("odd", {
        "f": 'int a; if (!::PyArg_ParseTuple(args, "i", &a)) return 0; return ::Py_BuildValue("i", a);'}))
    case.compile(GXX, *FLAGS, "-c", "odd.cc", "-o", "odd.o", ARGOT_STRICT="1")
    expect_equal(case.load("odd", ["odd.o"], GXX).f(1), 1, "result")


@test
def stringified_calls(case):
    """A call that is an argument of a macro which prints it keeps its name (hazard 19).

    Fails if the front end's obstacles are not heeded.
    """
    case.write("check.c", module("check", {
        "f": 'int i; const char *t = CHECK(PyArg_ParseTuple(args, "i", &i));\n'
             'if (!IDENTITY(PyArg_ParseTuple(args, "i", &i))) return 0;\nreturn Py_BuildValue("s", t);'},
        PREAMBLE + "#define CHECK(x) ((x) ? #x : 0)\n#define IDENTITY(x) (x)\n"))
    for compiler in [GCC, CLANG]:
        case.compile(compiler, *FLAGS, "-c", "check.c", "-o", "check.o", ARGOT_STRICT="1")
        lines = case.report()
        expect_equal(lines[0]["status"], "left", lines[0])
        expect_equal(lines[-1]["status"], "compiled", lines[-1])
        expect_equal(case.load("check", ["check.o"]).f(1), 'PyArg_ParseTuple(args, "i", &i)', "text")


@test
def cplusplus(case):
    """Python.h inside extern "C", static members, lambdas, namespaces and templates (hazard 20).

    Fails if the front end does not look into lambdas, or says nothing of its own about dependent calls.
    """
    source = """
#define PY_SSIZE_T_CLEAN
extern "C" {
#include <Python.h>
}
#include <string>
namespace deep {
class Thing {
  static PyObject *hidden(PyObject *, PyObject *args) {
    int i; const char *s;
    if (!PyArg_ParseTuple(args, "is", &i, &s)) return nullptr;
    auto make = [&](long v) { return Py_BuildValue("(ls)", v, std::string(s).c_str()); };
    return make(i);
  }
 public:
  static PyCFunction entry() { return hidden; }
};
template <typename T> PyObject *dependent(T value) { return Py_BuildValue("i", value); }
template <typename T> PyObject *independent(T value) { return value ? Py_BuildValue("(i)", 4) : nullptr; }
namespace { PyObject *inner(long v) { return Py_BuildValue("[l]", v); } }
}
static PyObject *f(PyObject *self, PyObject *args) { return deep::Thing::entry()(self, args); }
static PyObject *g(PyObject *, PyObject *) 
{
  PyObject *(*make)(long) = [](long v) -> PyObject * { return Py_BuildValue("{s:l}", "k", v); };
  return Py_BuildValue("NNNN", deep::dependent(3), deep::independent(1), deep::inner(5), make(6));
}
""" + table("cpp", ["f", "g"])
    case.write("cpp.cc", source)
    for compiler in [GXX, CLANGXX]:
        for standard in ["-std=c++17", "-std=gnu++20"]:
            case.compile(compiler, *FLAGS, *STRICT, standard, "-c", "cpp.cc", "-o", "cpp.o", ARGOT_STRICT="1")
            lines = case.report()
            expect_equal([(line["function"], line["format"], line["status"]) for line in lines], [
                ("deep::Thing::hidden", "is", "compiled"), ("deep::Thing::hidden", "(ls)", "compiled"),
                ("deep::dependent", "i", "left"), ("deep::independent", "(i)", "compiled"),
                ("deep::inner", "[l]", "compiled"), ("g", "{s:l}", "compiled"), ("g", "NNNN", "compiled"),
            ], "report")
            expect_equal(lines[2]["reason"], "the call depends on a template parameter", "reason")
            loaded = case.load("cpp", ["cpp.o"], compiler)
            expect_equal((loaded.f(1, "x"), loaded.g()), ((1, "x"), (3, (4,), [5], {"k": 6})), "results")
            expect_equal(raised(loaded.f, 1), "TypeError: function takes exactly 2 arguments (1 given)", "error")


@test
def commas_outside_of_parentheses(case):
    """Template arguments in a call count as macro arguments: such a call is left, not the whole file dropped."""
    case.write("comma.cc", module("comma", {
        "f": 'int i = 0; if (!PyArg_ParseTuple(args, "i", static_cast<first<int, long>::type *>(&i))) return 0;\n'
             'return Py_BuildValue("i", i);'},
        PREAMBLE + "template <class A, class B> struct first { typedef A type; };\n"))
    case.compile(GXX, *FLAGS, "-c", "comma.cc", "-o", "comma.o", ARGOT_STRICT="1")
    expect_equal(case.statuses(), [("PyArg_ParseTuple", "left"), ("Py_BuildValue", "compiled")], "report")
    expect_equal(case.load("comma", ["comma.o"], GXX).f(5), 5, "result")


@test
def wrong_calls_stay_wrong(case):
    """Formats on which CPython aborts, and arguments that do not fit, are left with their diagnosis (hazard 24)."""
    case.write("wrong.c", module("wrong", {
        "f": body([
            "int i; const char *s; Py_ssize_t n; (void)s;",
            'if (0) return PyArg_ParseTuple(args, "i(", &i) ? 0 : 0;',
            'if (0) return PyArg_ParseTuple(args, "ii", &i) ? 0 : 0;',
            'if (0) return PyArg_ParseTuple(args, "s", &n, &i) ? 0 : 0;',
            'if (0) return PyArg_ParseTuple(args, "i", i) ? 0 : 0;',
            'if (0) return Py_BuildValue("{s:i,}", "a");',
            'if (!PyArg_ParseTuple(args, "i", &i)) return 0;',
            'return Py_BuildValue("i", i);'])}))
    case.compile(GCC, *FLAGS, "-w", "-c", "wrong.c", "-o", "wrong.o", ARGOT_STRICT="1")
    lines = case.report()
    expect_equal([line["status"] for line in lines], ["left"] * 5 + ["compiled"] * 2, "report")
    expect(all(line["reason"] for line in lines[:5]), "a reason is missing", lines)
    expect_equal(case.load("wrong", ["wrong.o"]).f(1), 1, "result")


@test
def count_errors(case):
    """Counts of "" and "O" are worded as CPython words them for METH_VARARGS functions (hazard 24)."""
    case.write("count.c", module("count", {
        "none": 'if (!PyArg_ParseTuple(args, "")) return 0; return Py_BuildValue("");',
        "one": 'PyObject *o; if (!PyArg_ParseTuple(args, "O", &o)) return 0; return Py_BuildValue("O", o);'}))
    command = [GCC, *FLAGS, "-c", "count.c", "-o", "count.o"]
    case.run(command)
    plain = case.load("count", ["count.o"])
    case.compile(*command, ARGOT_STRICT="1")
    ours = case.load("count", ["count.o"])
    for name in ["none", "one"]:
        for arguments in [(), (1,), (1, 2)]:
            expect_equal(raised(getattr(ours, name), *arguments), raised(getattr(plain, name), *arguments),
                         f"{name}{arguments}")


@test
def limited_api(case):
    """A module of the limited API is compiled without a function that this API lacks (hazard 17).

    What only CPython's own function serves is left, with its reason. Fails if such units are compiled all the same:
    then the report says "compiled", and a call gains nothing.
    """
    case.write("lim.c", module("lim", {
        "f": 'int i; const char *s; if (!PyArg_ParseTuple(args, "is", &i, &s)) return 0;\n'
             'if (!PyArg_ParseTuple(args, "i|s", &i, &s)) return 0;\n'
             'return Py_BuildValue("{s:i,s:s}", "a", i, "b", s);'},
        "#define Py_LIMITED_API 0x03090000\n" + PREAMBLE))
    for compiler in [GCC, CLANG]:
        case.compile(compiler, *FLAGS, *STRICT, "-c", "lim.c", "-o", "lim.o", ARGOT_STRICT="1")
        expect_equal([(line["format"], line["status"], line["reason"]) for line in case.report()], [
            ("is", "left", "the limited API of Python 3.9 has no faster way for 's'"), ("i|s", "compiled", ""),
            ("{s:i,s:s}", "compiled", "")], "report")
        expect_equal(case.load("lim", ["lim.o"]).f(4, "x"), {"a": 4, "b": "x"}, "result")
    case.write("full.c", module("full", {
        "f": 'Py_buffer v; if (!PyArg_ParseTuple(args, "w*", &v)) return 0;\n'
             'Py_ssize_t n = v.len; PyBuffer_Release(&v); return Py_BuildValue("n", n);'}))
    case.compile(GCC, *FLAGS, *STRICT, "-c", "full.c", "-o", "full.o", ARGOT_STRICT="1")
    expect_equal([(line["format"], line["status"], line["reason"]) for line in case.report()], [
        ("w*", "left", "only CPython's own function serves 'w*'"), ("n", "compiled", "")], "report")
    expect_equal(case.load("full", ["full.o"]).f(bytearray(3)), 3, "result")


CORNERS = {
    # The keyword family raises an exception without an argument tuple.
    "no_arguments": """
static char *names[] = {"a", 0}; int i;
if (!PyArg_ParseTupleAndKeywords(args == Py_None ? args : NULL, NULL, "i", names, &i)) return 0;
return Py_BuildValue("i", i);""",
    # Targets that overlap see the stores in the order of the arguments.
    "overlap": """
Py_buffer v; Py_ssize_t length;
if (!PyArg_ParseTuple(args, "y*n", &v, &v.len)) return 0;
length = v.len; PyBuffer_Release(&v);
return Py_BuildValue("n", length);""",
    # CPython words the lack of a place for an encoded text.
    "no_buffer": """
if (!PyArg_ParseTuple(args, "es", "utf-8", (char **)NULL)) return 0;
return Py_BuildValue("");""",
    # What a failed call of Py_BuildValue has consumed is dropped from the last to the first.
    "dropped": """
PyObject *a = PyTuple_GetItem(args, 0); PyObject *b;
b = PyObject_CallNoArgs(a); a = PyObject_CallNoArgs(a);
return Py_BuildValue("(NNs)", a, b, "\\xff");""",
    # The arguments of a call are dropped behind what was consumed, and from the first to the last.
    "called": """
PyObject *a = PyTuple_GetItem(args, 0), *b, *c, *d;
b = PyObject_CallNoArgs(a); c = PyObject_CallNoArgs(a); d = PyObject_CallNoArgs(a); a = PyObject_CallNoArgs(a);
return PyObject_CallFunction((PyObject *)&PyTuple_Type, "NNsNN", a, b, "\\xff", c, d);""",
    # Of a pair that does not go into the dict the key is dropped first.
    "pair": """
PyObject *a = PyTuple_GetItem(args, 0), *b;
b = PyObject_CallNoArgs(a); a = PyObject_CallNoArgs(a);
return Py_BuildValue("{N:N}", a, b);""",
    # A list of names that somebody writes to is read when the call is made.
    "renamed": """
static char *names[] = {"a", 0}; int i = 0; PyObject *keywords;
names[0] = "b";
if (!(keywords = Py_BuildValue("{s:i}", "b", 5))) return 0;
if (!PyArg_ParseTupleAndKeywords(args, keywords, "i", names, &i)) i = -1;
PyErr_Clear(); Py_DECREF(keywords);
return Py_BuildValue("i", i);""",
}


@test
def corners_of_calls(case):
    """What only odd calls show is as in a plain build (hazards 5, 7 and 24).

    Fails if views are taken behind later stores, if what was built is dropped in another order, if a missing
    tuple or target is used, or if a list of names that is written to is taken for a constant.
    """
    case.write("corner.c", module("corner", {name: text.strip() for name, text in CORNERS.items()}))
    command = [GCC, *FLAGS, "-c", "corner.c", "-o", "corner.o"]
    expect_equal(case.run(command).returncode, 0, "status")
    plain = case.load("corner", ["corner.o"])
    case.compile(*command, ARGOT_STRICT="1")
    reasons = [line["reason"] for line in case.report() if line["status"] == "left"]
    expect_equal(reasons, ["the keyword list can change while the program runs"], "what is left")
    ours = case.load("corner", ["corner.o"])

    def dropped(function):
        order = []

        class Noisy:
            count = 0
            # Without a hash no key of a dict.
            __hash__ = None

            def __init__(self):
                Noisy.count += 1
                self.number = Noisy.count

            def __del__(self):
                order.append(self.number)

        return raised(function, Noisy).partition("'")[0], order

    expect("bad argument to internal function" in raised(ours.no_arguments), "no tuple:", raised(ours.no_arguments))
    for name, arguments in [("overlap", (b"abc", 7)), ("no_buffer", ("x",)), ("renamed", ())]:
        expect_equal(raised(getattr(ours, name), *arguments), raised(getattr(plain, name), *arguments), name)
    for name, count in [("dropped", 2), ("called", 4), ("pair", 2)]:
        found, expected = dropped(getattr(ours, name)), dropped(getattr(plain, name))
        expect_equal(found, expected, f"order of drops in {name}")
        expect_equal(len(found[1]), count, f"drops in {name}")
