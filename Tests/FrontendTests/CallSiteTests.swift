import ClangFrontend
import ClangTestSupport
import FormatSema
import Testing

@Suite struct CallSiteTests {
  @Test(arguments: Library.all) func everyFunction(_ library: Library) throws {
    let sites = try library.sites(
      """
        static char *names[] = {"i", NULL};
        PyArg_ParseTuple(args, "i", &i);
        PyArg_ParseTupleAndKeywords(args, kw, "i", names, &i);
        PyArg_Parse(args, "i", &i);
        Py_BuildValue("i", i);
        PyObject_CallFunction(self, "i", i);
        PyObject_CallMethod(self, "name", "i", i);
      """)
    #expect(
      sites.map(\.function) == [
        .parseTuple, .parseTupleAndKeywords, .parse, .buildValue, .callFunction, .callMethod,
      ])
    #expect(sites.allSatisfy { $0.formatText == "i" && $0.obstacle == nil && $0.arguments.count == 1 })
  }

  @Test(arguments: Library.all) func place(_ library: Library) throws {
    let analysis = try library.analyze("\nstatic PyObject *g(void) {\n  return\tPy_BuildValue(\"\");\n}")
    let site = try #require(analysis.callSites.first)
    #expect(site.file.hasSuffix("/unit.c"))
    #expect((site.line, site.column, site.offset) == (4, 10, 57))
    #expect(site.enclosingFunction == "g")
  }

  @Test(arguments: Library.all) func placeInAFunctionThatAMacroNames(_ library: Library) throws {
    let analysis = try library.analyze(
      """
      #define NAME(x) static PyObject *x##_get(void)
      NAME(value) { return Py_BuildValue("i", 1); }
      """)
    let site = try #require(analysis.callSites.first)
    #expect((site.line, site.column) == (3, 22))
    #expect(site.enclosingFunction == "value_get")
  }

  private static let integer = CType.integer(size: 4, isSigned: true)

  private static let argumentTypes: [(argument: String, type: CType)] = [
    ("&i", CType.pointer(integer)), ("&uc", .pointer(.integer(size: 1, isSigned: false))),
    ("&h", .pointer(.integer(size: 2, isSigned: true))), ("&n", .pointer(.integer(size: 8, isSigned: true))),
    ("uc", integer), ("h", integer), ("u", .integer(size: 4, isSigned: false)), ("fl", .floating(size: 8)),
    ("d", .floating(size: 8)), ("&fl", .pointer(.floating(size: 4))),
    ("&s", .pointer(.pointer(.integer(size: 1, isSigned: true)))),
    ("buffer", .pointer(.integer(size: 1, isSigned: true))),
    ("o", .pointer(.record(name: "_object", size: 16))), ("Py_None", .pointer(.record(name: "_object", size: 16))),
    ("thing", .pointer(.record(name: "Thing", size: 4))), ("unknown", .pointer(.record(name: "Unknown", size: nil))),
    ("&colour", .pointer(.integer(size: 4, isSigned: false))), ("(enum Colour)1", .integer(size: 4, isSigned: false)),
    ("convert", .pointer(.function)), ("NULL", .pointer(.void)), ("(_Bool)1", integer),
  ]

  @Test(arguments: Library.all) func types(_ library: Library) throws {
    let before = """
      typedef struct { int a; } Thing; enum Colour { RED } colour; struct Unknown; char buffer[10];
      int convert(PyObject *, void *); extern Thing *thing; extern struct Unknown *unknown;
      """
    let calls = Self.argumentTypes.map { "Py_BuildValue(\"i\", \($0.argument));" }
    for (site, example) in zip(try library.site(ofEach: calls, before: before), Self.argumentTypes) {
      #expect(site.arguments.map(\.type) == [example.type], "\(example.argument)")
    }
  }

  @Test(arguments: Library.all) func literalArguments(_ library: Library) throws {
    let site = try library.site(
      #"Py_BuildValue("ssss", "a", (char *)("b" "\303" JOIN), "nul\0inside", s);"#, before: "#define JOIN \"c\"")
    #expect(
      site.arguments.map(\.literal) == [Array("a".utf8), Array("b".utf8) + [0xC3, 99], Array("nul\0inside".utf8), nil])
  }

  /// The compiler that builds the file may give these strings another content.
  @Test(arguments: Library.all) func changingLiterals(_ library: Library) throws {
    let site = try library.site(#"Py_BuildValue("sss", __FILE__, "at " __TIME__, __func__);"#)
    #expect(site.arguments.map(\.literal) == [nil, nil, nil])
  }

  @Test(arguments: Library.all) func otherFunctionsOfTheSameName(_ library: Library) throws {
    let analysis = try library.analyze(
      """
      namespace own { int PyArg_ParseTuple(PyObject *, const char *, ...); }
      int f(PyObject *a, int *i) { return own::PyArg_ParseTuple(a, "i", i) + PyArg_ParseTuple(a, "l", i); }
      """, file: "unit.cpp")
    #expect(analysis.callSites.map(\.formatText) == ["l"])
  }

  @Test(arguments: Library.all) func cPlusPlus(_ library: Library) throws {
    let analysis = try library.analyze(
      """
      namespace outer { struct Box {
        static PyObject *get(PyObject *args, PyObject *kw) {
          static const char *names[] = {"x", "y", nullptr};
          int x, y;
          PyArg_ParseTupleAndKeywords(args, kw, "ii", const_cast<char **>(names), &x, &y);
          auto inner = [&](int q) { return PyArg_ParseTuple(args, "i", &x) + q; };
          return Py_BuildValue("Oi", nullptr, inner(true));
        }
      }; }
      static PyObject *global = Py_BuildValue("i", 3);
      """, file: "unit.cc", arguments: ["-std=c++17"])
    #expect(analysis.isCPlusPlus)
    #expect(analysis.callSites.map(\.formatText) == ["ii", "i", "Oi", "i"])
    #expect(analysis.callSites.allSatisfy { $0.obstacle == nil })
    #expect(
      analysis.callSites.map(\.enclosingFunction) == ["outer::Box::get", "outer::Box::get", "outer::Box::get", ""])
    #expect(analysis.callSites[0].keywordNames == ["x", "y"])
    #expect(analysis.callSites[0].keywords?.isStable == true)
    #expect(analysis.callSites[2].arguments.map(\.type) == [.pointer(.void), Self.integer])
  }
}
