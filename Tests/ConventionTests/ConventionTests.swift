import CallingConvention
import ClangFrontend
import ClangTestSupport
import FormatSema
import FormatUnits
import Testing

/// What the analysis tells those who edit the text.
@Suite struct ConventionTests {
  private static let text = """
    static char *names[] = {"i", NULL};
    static PyObject *one(PyObject *self, PyObject *args) {
      int i = (int)PyTuple_GET_SIZE(args);
      if (i > 1 && !PyArg_ParseTuple((PyObject *)args, "i", &i)) return NULL;
      if (!PyArg_ParseTuple(args, "l", &i)) return PyTuple_GetItem(args, 0);
      return PyLong_FromLong(i);
    }
    static PyObject *two(PyObject *self, PyObject *args, PyObject *kwds) {
      int i;
      (void)self; (void)kwds;
      return PyArg_ParseTupleAndKeywords(args, kwds, "i", names, &i) ? self : NULL;
    }
    static PyObject *three(PyObject *self, PyObject *args) { return one(self, args); }
    static PyMethodDef table[] = {
      {"one", &one, METH_VARARGS, NULL},
      {"three", three, METH_VARARGS, NULL},
      {"uno", (PyCFunction)one, METH_STATIC | METH_VARARGS, NULL},
      {"two", (PyCFunction)(void (*)(void))two, METH_VARARGS|METH_KEYWORDS, NULL},
      {NULL},
    };
    """

  private static func describe(_ tokens: [SourceToken]) -> String {
    tokens.map { "\($0.line):\($0.text)" }.joined(separator: " ")
  }

  @Test(arguments: Library.all) func places(_ library: Library) throws {
    let text = Self.text.replacing("return one(self, args)", with: "return args")
    let analysis = try library.analyze(text)
    let found = ConventionAnalysis(analysis, target: try #require(analysis.target)) { $0.obstacle == nil }
    #expect(found.entries.map(\.methodName) == ["one", "uno", "two"])
    #expect(found.entries.map(\.function) == ["one", "one", "two"])
    #expect(found.entries.map(\.table) == ["table", "table", "table"])
    #expect(found.entries.map(\.position.line) == [16, 18, 19])
    #expect(found.outcomes == ["", "", ""])
    try #require(found.functions.map(\.qualifiedName) == ["one", "two"])

    let (one, two) = (found.functions[0], found.functions[1])
    #expect([one.parameterCount, two.parameterCount] == [2, 3])
    #expect([one.hasKeywords, two.hasKeywords] == [false, true])
    #expect(one.parameters.map(\.name) == ["args"])
    #expect(one.parameters.map { Self.describe($0.tokens) } == ["3:args 4:args 5:args 6:args 6:args"])
    #expect(two.parameters.map { Self.describe($0.tokens) } == ["9:args 12:args", "9:kwds 11:kwds 12:kwds"])
    #expect(Self.describe(one.tupleReads) == "4:PyTuple_GET_SIZE 6:PyTuple_GetItem")
    #expect(two.tupleReads.isEmpty)
    #expect(Self.describe(one.entries.map(\.function)) == "16:&one 18:one")
    #expect(Self.describe(one.entries.map(\.flag)) == "16:METH_VARARGS 18:METH_VARARGS")
    #expect(Self.describe(two.entries.map(\.function)) == "19:two")
    let sites = analysis.callSites
    #expect(one.calls.map(\.offset) == sites.filter { $0.enclosingFunction == "one" }.map(\.offset))
    #expect(two.calls.map(\.offset) == sites.filter { $0.enclosingFunction == "two" }.map(\.offset))

    // Every token stands where it is said to stand.
    let bytes = Array(("#include <Python.h>\n" + text).utf8)
    let parameters = (one.parameters + two.parameters).flatMap(\.tokens)
    let entries = (one.entries + two.entries).flatMap { [$0.function, $0.flag] }
    for token in parameters + entries + one.tupleReads {
      #expect(String(decoding: bytes[token.offset...].prefix(token.text.utf8.count), as: UTF8.self) == token.text)
    }
  }

  @Test(arguments: Library.all) func linesInReasons(_ library: Library) throws {
    #expect(
      try library.convention(Self.text).outcomes == [
        "the function is also used in line 14", "the function is also used in line 14", "",
      ])
    let others = Self.text.replacing("return one(self, args)", with: "return args")
      .replacing("(void)kwds", with: "(void)kwds;\n(void)(kwds == NULL)")
    #expect(try library.convention(others).outcomes == ["", "", "kwds is also used in line 12"])
  }

  /// Under the limited API before 3.10 there is no `METH_FASTCALL`.
  @Test(arguments: Library.all) func limitedAPI(_ library: Library) throws {
    let text = Self.text.replacing("return one(self, args)", with: "return args")
      .replacing("PyTuple_GET_SIZE", with: "PyTuple_Size")
    let reason = "METH_FASTCALL is not in the limited API before 3.10"
    for (version, expected) in [("0x03090000", reason), ("3", reason), ("0x030A0000", ""), ("0x030B0000", "")] {
      let found = try library.convention(text, arguments: ["-DPy_LIMITED_API=\(version)"])
      #expect(found.outcomes == [expected, expected, expected], "\(version)")
      #expect(found.functions.count == (expected.isEmpty ? 2 : 0))
    }
  }

  @Test(arguments: Library.all) func filesThatCannotBeEdited(_ library: Library) throws {
    let analysis = try library.analyze(Self.text)
    let found = ConventionAnalysis(
      analysis, target: try #require(analysis.target),
      fileObstacle: { $0.hasSuffix("unit.c") ? "the file is shared" : nil }, isCompiled: { _ in true })
    #expect(found.outcomes == ["the file is shared", "the file is shared", "the file is shared"])
    #expect(found.functions.isEmpty)
  }

  /// A file without the word `METH_VARARGS` has no facts about tables.
  @Test(arguments: Library.all) func unitsWithoutPositionalMethods(_ library: Library) throws {
    let table = try library.analyze("static PyMethodDef table[] = {{\"m\", NULL, METH_NOARGS, NULL}, {NULL}};")
    #expect(table.methodTables.isEmpty)
    let positional = try library.analyze("static PyMethodDef table[] = {{\"m\", NULL, METH_VARARGS, NULL}, {NULL}};")
    #expect(positional.methodTables.map(\.name) == ["table"])
    #expect(try library.analyze("static int table = METH_VARARGS;").methodTables.isEmpty)
  }
}
