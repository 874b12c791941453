import ClangTestSupport
import Testing

/// What a function's body may do with its parameters, and what keeps its convention.
@Suite struct FunctionTests {
  private static let before = """
    #define SAME(x) x
    #define SHOWN(x) ((void)#x, (x))
    #define PARSE(p) PyArg_ParseTuple(args, "i", p)
    #define PARSE_IN(a, p) PyArg_ParseTuple(a, "i", p)
    #define USES_ARGS (args != NULL)
    #define TWICE(x) ((x) + (x))
    #define METHOD(name) static PyObject *name(PyObject *self, PyObject *args)
    #define SELF_ARGS PyObject *self, PyObject *args
    #define taken_by_a_macro 1
    static int taken_by_a_variable;
    enum { taken_by_an_enumerator };
    static int count;
    static void look(PyObject *p) {}
    static PyObject *keep;
    """

  @Test(arguments: Library.all, PythonHeaders.all) func tuple(_ library: Library, headers: PythonHeaders) throws {
    let used = "args is also used in line N"
    let examples: [(Example, String)] = [
      ("", ""),
      ("(void)args;", ""),
      ("(void)(args);", ""),
      ("count = PyTuple_GET_SIZE(args) > 1 && PyTuple_Size(args) > 1;", ""),
      ("count = PyTuple_Size((PyObject *)(args));", ""),
      ("keep = PyTuple_GET_ITEM(args, 0); look(PyTuple_GetItem((args), count));", ""),
      ("look(PyTuple_GET_ITEM((PyTupleObject *)args, PyTuple_GET_SIZE(args) - 1));", ""),
      ("count = TWICE(PyTuple_GET_SIZE(args));", ""),
      ("if (SAME(!PyArg_ParseTuple(args, \"l\", NULL))) return NULL;", ""),
      ("if (count) PyArg_ParseTuple(((PyObject *)(args)), \"i\", &i);", ""),
      ("if (count == 1 && PyTuple_GET_ITEM(args, 0) == keep) return NULL;", ""),
      ("{ PyObject *args = keep; look(args); }", ""),
      ("struct { PyObject *args; } s = { .args = keep }; look(s.args);", ""),
      ("look(args);", used),
      ("keep = args;", used),
      ("args = keep;", used),
      ("Py_INCREF(args);", used),
      ("look(PyTuple_GetSlice(args, 1, 2));", used),
      ("if (!PyArg_ParseTuple(args, \"O\", &args)) return NULL;", used),
      ("PyArg_ParseTuple(keep, \"O\", args);", used),
      ("PyArg_UnpackTuple(args, \"m\", 0, 1, &keep);", used),
      ("PyArg_Parse(args, \"i\", &i);", used),
      ("count = PyTuple_Check(args);", used),
      ("count = sizeof(args);", used),
      ("count = PyTuple_GET_SIZE(count ? args : keep);", used),
      ("count = PyTuple_Size(count ? args : keep);", used),
      ("PyObject **items = &PyTuple_GET_ITEM(args, 0); look(*items);", used),
      ("PyTuple_SET_ITEM(args, 0, keep);", used),
      ("count = SHOWN(PyTuple_GET_SIZE(args));", used),
      ("count = SHOWN(PyTuple_Size(args));", used),
      ("count = (PyTuple_Size)(args);", used),
      ("count = SHOWN(args != NULL);", used),
      ("count = USES_ARGS;", "a macro uses args in line N"),
      ("PARSE(&i);", "a macro uses args in line N"),
      ("PARSE_IN(args, &i);", "the call in line N is not compiled"),
      ("PyArg_ParseTuple(args, \"left\", &i);", "the call in line N is not compiled"),
      ("SHOWN(PyArg_ParseTuple(args, \"i\", &i));", used),
      ("__typeof__(args) p = keep; look(p);", used),
      ("int a[PyTuple_Size(args)]; count = sizeof a;", ""),
    ]
    try library.expect(examples, before: Self.before, headers: headers)
  }

  @Test(arguments: Library.all) func keywords(_ library: Library) throws {
    let parse = #"PyArg_ParseTupleAndKeywords(args, kwds, "i", names@, &i);"#
    let null = #"PyArg_ParseTupleAndKeywords(args, NULL, "i", names@, &i);"#
    let two = "static PyObject *f@(PyObject *self, PyObject *args)"
    let examples: [(Example, String)] = [
      (Example(keywords: parse), ""),
      (Example(keywords: "(void)kwds; " + parse + parse), ""),
      (Example(keywords: #"PyArg_ParseTupleAndKeywords((args), (PyObject *)kwds, "i", names@, &i);"#), ""),
      (Example(keywords: parse, flags: "METH_KEYWORDS | METH_VARARGS | METH_CLASS"), ""),
      (Example(keywords: #"PyArg_ParseTuple(args, "i", &i);"#), ""),
      (Example(keywords: #"PyArg_ParseTuple(args, "i", &i);"#, head: two), ""),
      (
        Example(
          keywords: #"PyArg_ParseTuple(args, "i", &i);"#,
          head: "static PyObject *f@(PyObject *self, PyObject *args, PyObject *Py_UNUSED(kwds))"), ""
      ),
      (Example(keywords: null, head: two, flags: "METH_VARARGS"), ""),
      (Example(keywords: null, head: two), "the call in line N does not get the keywords"),
      (Example(keywords: null), "the call in line N does not get the keywords"),
      (
        Example(keywords: #"PyArg_ParseTupleAndKeywords(args, keep, "i", names@, &i);"#),
        "the keywords of the call in line N are not the method's"
      ),
      (
        Example(
          keywords: #"PyArg_ParseTupleAndKeywords(args, keep, "i", names@, &i);"#, head: two, flags: "METH_VARARGS"),
        "the keywords of the call in line N are not the method's"
      ),
      (
        Example(keywords: #"PyArg_ParseTupleAndKeywords(args, args, "i", names@, &i);"#),
        "the keywords of the call in line N are not the method's"
      ),
      (
        Example(keywords: parse + #"PyArg_ParseTupleAndKeywords(keep, kwds, "i", names@, &i);"#),
        "kwds is also used in line N"
      ),
      (
        Example(keywords: parse + #"PyArg_ParseTupleAndKeywords(args, args, "i", names@, &i);"#),
        "the keywords of the call in line N are not the method's"
      ),
      (Example(keywords: parse + "look(kwds);"), "kwds is also used in line N"),
      (Example(keywords: parse + "if (kwds == NULL) count++;"), "kwds is also used in line N"),
      (Example(keywords: "if (kwds && PyDict_Size(kwds)) return NULL; " + parse), "kwds is also used in line N"),
      (Example(keywords: parse + #"PyArg_ParseTuple(kwds, "i", &i);"#), "kwds is also used in line N"),
      (Example(keywords: parse, flags: "METH_VARARGS"), "the function has 3 parameters, which the flags do not say"),
    ]
    try library.expect(examples, before: Self.before)
  }

  @Test(arguments: Library.all) func functions(_ library: Library) throws {
    let examples: [(Example, String)] = [
      (Example(head: "METHOD(f@)"), "a macro makes the parameter args"),
      (Example(head: "static PyObject *f@(SELF_ARGS)"), "a macro makes the parameter args"),
      (Example(head: "static PyObject *f@(PyObject *self, SAME(PyObject *args))"), ""),
      (Example(head: "static PyObject *SAME(f@)(PyObject *self, PyObject *args)"), ""),
      (
        Example(
          head: "static inline PyTypeObject *f@(PyTypeObject *self, PyTupleObject *args)",
          body: #"return PyArg_ParseTuple((PyObject *)args, "") ? self : NULL;"#,
          entries: #"{"m", (PyCFunction)f@, METH_VARARGS}"#), ""
      ),
      (
        Example(head: "PyObject *f@(PyObject *self, PyObject *args)"),
        "the function is not static, so that other files can call it"
      ),
      (
        Example(
          before: "static PyObject *f@(PyObject *, PyObject *);", head: "PyObject *f@(PyObject *self, PyObject *args)"),
        ""
      ),
      (
        Example(head: "static PyObject *f@(self, args) PyObject *self, *args;"),
        "the function is defined without a prototype"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, PyObject *args, ...)",
          entries: #"{"m", (PyCFunction)(void *)f@, METH_VARARGS}"#), "the function is variadic"
      ),
      (
        Example(
          head: "static int f@(PyObject *self, PyObject *args)",
          body: #"int i; return PyArg_ParseTuple(args, "i", &i);"#,
          entries: #"{"m", (PyCFunction)(void *)f@, METH_VARARGS}"#), "the function does not return a pointer"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, Py_ssize_t args)",
          body: #"int i; return PyArg_ParseTuple((PyObject *)args, "i", &i) ? self : NULL;"#,
          entries: #"{"m", (PyCFunction)(void *)f@, METH_VARARGS}"#), "a parameter of the function is not a pointer"
      ),
      (
        Example(head: Example().head, after: "PyObject *call@(PyObject *p) { return f@(p, p); }"),
        "the function is also used in line N"
      ),
      (Example(head: Example().head, after: "PyCFunction call@ = f@;"), "the function is also used in line N"),
      (
        Example(head: Example().head, after: "void call@(void) { PyCFunction p = *SAME(&f@); (void)p; }"),
        "the function is also used in line N"
      ),
      (
        Example(head: Example().head, after: "PyTypeObject call@ = {.tp_iternext = (iternextfunc)(void *)f@};"),
        "the function is also used in line N"
      ),
      (
        Example(
          head: Example().head,
          body: #"int i; if (!PyArg_ParseTuple(args, "i", &i)) return NULL; return i ? f@(self, args) : self;"#),
        "the function is also used in line N"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, PyObject *taken_by_a_variable)",
          body: #"return PyArg_ParseTuple(taken_by_a_variable, "") ? self : NULL;"#),
        "the parameter taken_by_a_variable has the name of something else in the file"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, PyObject *taken_by_an_enumerator)",
          body: #"return PyArg_ParseTuple(taken_by_an_enumerator, "") ? self : NULL;"#),
        "the parameter taken_by_an_enumerator has the name of something else in the file"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, PyObject *environ)",
          body: #"return PyArg_ParseTuple(environ, "") ? self : NULL;"#),
        "the parameter environ has the name of something else in the file"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, PyObject *PyGILState_LOCKED)",
          body: #"return PyArg_ParseTuple(PyGILState_LOCKED, "") ? self : NULL;"#),
        "the parameter PyGILState_LOCKED has the name of something else in the file"
      ),
      (
        Example(
          head: "static PyObject *f@(PyObject *self, PyObject *later)",
          body: #"return PyArg_ParseTuple(later, "") ? self : NULL;"#,
          after: "\n#define later 1\nstatic int later@ = later;\n#undef later\n"),
        "the parameter later has the name of something else in the file"
      ),
      (Example(head: Example().head, body: "look(args); return self;"), "no decision"),
      (Example(head: Example().head, body: "PARSE(NULL); return self;"), "no decision"),
    ]
    try library.expect(examples, before: Self.before + "\nextern char **environ;")
  }

  /// Functions of other files keep their convention, and say nothing.
  @Test(arguments: Library.all) func functionsOfOtherFiles(_ library: Library) throws {
    let definition =
      "static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, \"\") ? self : NULL; }\n"
    let table = "static PyMethodDef table[] = {{\"m\", f, METH_VARARGS, NULL}, {NULL}};\n"
    func outcomes(_ text: String, part: String) throws -> [String] {
      try library.convention(text, files: ["part.h": part]).outcomes
    }
    #expect(try outcomes("#include \"part.h\"\n" + table, part: "PyObject *f(PyObject *, PyObject *);\n") == [])
    #expect(try outcomes("#include \"part.h\"\n" + table, part: definition) == [""])
    #expect(try outcomes("#include \"part.h\"\n", part: definition + table) == [""])
    #expect(
      try outcomes(definition + "#include \"part.h\"\n" + table, part: "PyObject *g(PyObject *o) { return f(o, o); }\n")
        == ["the function is also used in line 1 of part.h"])
    #expect(
      try outcomes(
        "static PyObject *f(PyObject *self, PyObject *args)\n{\n#include \"part.h\"\n}\n" + table,
        part: "return PyArg_ParseTuple(args, \"\") ? self : NULL;\n") == ["args is used in line 1 of another file"])
  }

  /// A file that is included in angle brackets is none of the project's, but sees what stands in front of it.
  @Test(arguments: Library.all) func useInAForeignFile(_ library: Library) throws {
    let text = """
      static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      static PyMethodDef table[] = {{"m", f, METH_VARARGS, NULL}, {NULL}};
      """
    func outcomes(_ text: String, _ part: String) throws -> [String] {
      // The first include makes sure that the search starts behind the function, not behind the first declaration.
      try library.convention(
        "static int first;\n#include <first.h>\n" + text,
        files: ["part.h": part, "first.h": "static int second;\n"]
      ).outcomes
    }
    #expect(try outcomes(text + "\n#include <part.h>\n", "static int third;\n") == [""])
    #expect(
      try outcomes(text + "\n#include <part.h>\n", "PyObject *g(PyObject *o) { return f(o, o); }\n") == [
        "the function is also used in line 1 of part.h"
      ])
    #expect(
      try outcomes(text + "\n#include <part.h>\n", "PyMethodDef *g(void) { return table; }\n") == [
        "the table is also used in line 1 of part.h"
      ])
  }

  @Test(arguments: Library.all) func textThatIsCompiledTwice(_ library: Library) throws {
    let part = """
      static PyObject *NAME(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      """
    let text = """
      #define NAME one
      #include "part.h"
      #undef NAME
      #define NAME two
      #include "part.h"
      static PyMethodDef table[] = {{"m", one, METH_VARARGS, NULL}, {NULL}};
      """
    let found = try library.convention(text, files: ["part.h": part])
    #expect(found.outcomes == ["the function's text is compiled more than once"])
  }
}
