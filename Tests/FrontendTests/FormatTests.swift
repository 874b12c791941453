import ClangFrontend
import ClangTestSupport
import Testing

/// Formats and the places of their bytes. In the sources below the first line of text is line 2.
@Suite struct FormatTests {
  private func format(
    _ library: Library, _ text: String, file: String = "unit.c", arguments: [String] = []
  ) throws -> Format? {
    try library.analyze(text, file: file, arguments: arguments).callSites.first?.format
  }

  private func check(
    _ library: Library, _ text: String, is expected: String, at places: String, file: String = "unit.c",
    arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let format = try format(library, text, file: file, arguments: arguments)
    #expect(format.map { String(decoding: $0.bytes, as: UTF8.self) } == expected, sourceLocation: sourceLocation)
    #expect(format?.places == places, sourceLocation: sourceLocation)
  }

  @Test(arguments: Library.all) func plainLiteral(_ library: Library) throws {
    try check(
      library, #"int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, "i:f", i); }"#, is: "i:f",
      at: "2:58 2:59 2:60")
  }

  @Test(arguments: Library.all) func concatenationAndEscapes(_ library: Library) throws {
    try check(
      library, #"int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, "\x69" "\151:\u00e9" /* ? */ "x", i, i); }"#,
      is: "ii:éx", at: "2:58~ 2:65~ 2:69 2:70~ 2:70~ 2:87")
  }

  @Test(arguments: Library.all) func lineSplices(_ library: Library) throws {
    try check(
      library, "int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, \"i\\\ni:\"\n  \"f\", i, i); }", is: "ii:f",
      at: "2:58 3:1 3:2 4:4")
  }

  @Test(arguments: Library.all) func theFormatEndsAtNUL(_ library: Library) throws {
    try check(
      library, #"int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, "i\0" "s", i); }"#, is: "i", at: "2:58")
  }

  @Test(arguments: Library.all) func parenthesesAndCasts(_ library: Library) throws {
    try check(
      library, #"int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, (const char *)("i" "i"), i, i); }"#, is: "ii",
      at: "2:73 2:77")
  }

  @Test(arguments: Library.all) func macroBodies(_ library: Library) throws {
    try check(
      library,
      """
      #define INNER "i" ":na\\x6d"
      #define OUTER "s" INNER
      int f(PyObject *a, const char **s, int *i) { return PyArg_ParseTuple(a, OUTER "e", s, i); }
      """, is: "si:name", at: "3:16 2:16 2:20 2:21 2:22 2:23~ 4:80")
  }

  @Test(arguments: Library.all) func redefinedMacro(_ library: Library) throws {
    try check(
      library,
      """
      #define UNIT "i"
      #define FORMAT UNIT
      #undef UNIT
      #define UNIT "l"
      int f(PyObject *a, long *l) { return PyArg_ParseTuple(a, FORMAT, l); }
      #undef UNIT
      #define UNIT "s"
      """, is: "l", at: "5:15")
  }

  @Test(arguments: Library.all) func functionLikeMacrosMapToTheirUse(_ library: Library) throws {
    try check(
      library,
      """
      #define TEXT(x) #x
      int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, "i" TEXT(ii) ":f", i, i, i); }
      """, is: "iii:f", at: "3:58 3:61~ 3:61~ 3:71 3:72")
  }

  @Test(arguments: Library.all) func macroFromTheCommandLine(_ library: Library) throws {
    try check(
      library, "int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, FORMAT \":f\", i); }", is: "i:f",
      at: "2:57~ 2:65 2:66", arguments: ["-DFORMAT=\"i\""])
  }

  @Test(arguments: Library.all) func constantVariables(_ library: Library) throws {
    try check(
      library,
      """
      static const char text[] = "i:\\x66";
      int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, text, i); }
      """, is: "i:f", at: "2:29 2:30 2:31~")
    try check(
      library,
      """
      static const char *const first = "i", *const second = ("l");
      int f(PyObject *a, long *l) { return PyArg_ParseTuple(a, second, l); }
      """, is: "l", at: "2:57")
    try check(
      library,
      """
      struct S { static constexpr const char *format = "i"; };
      int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, S::format, i); }
      """, is: "i", at: "2:51", file: "unit.cpp", arguments: ["-std=c++17"])
  }

  @Test(arguments: Library.all) func rawStrings(_ library: Library) throws {
    try check(
      library,
      """
      int f(PyObject *a, int *i) { return PyArg_ParseTuple(a, R"x(i:"\\n
      )x" "e)", i); }
      """, is: "i:\"\\n\ne)", at: "2:61 2:62 2:63 2:64 2:65 2:66 3:6 3:7", file: "unit.cpp", arguments: ["-std=c++17"])
  }

  @Test(arguments: Library.all) func tabsAndWideCharactersCountAsBytes(_ library: Library) throws {
    try check(
      library, "int f(PyObject *a, int *i) {\t/* é */ return PyArg_ParseTuple(a, \"i:é\", i); }", is: "i:é",
      at: "2:67 2:68 2:69 2:70")
  }

  @Test(arguments: Library.all) func nullIsAFormatWithoutUnitsForCallsOnly(_ library: Library) throws {
    let calls = [
      "PyObject_CallFunction(args, NULL);", "PyObject_CallFunction(args, (char *)(void *)0);",
      "PyObject_CallMethod(args, \"close\", 0);",
    ]
    for site in try library.site(ofEach: calls, before: "") {
      #expect(site.format == Format(bytes: [], positions: []))
      #expect(site.obstacle == nil)
    }
  }

  private static let unknownFormats = [
    ("PyArg_ParseTuple(args, variable, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, array, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, outside, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, s, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, text(\"i\"), &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, open, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, __func__, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, \"i:\" __FILE__, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, \"i:\" HERE, &i);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, here, &i);", "the format is not a literal"),
    ("Py_BuildValue(NULL);", "the format is not a literal"),
    ("PyArg_ParseTuple(args, i ? \"i\" : \"l\", &i);", "the format is not one literal"),
  ]

  @Test(arguments: Library.all) func otherFormats(_ library: Library) throws {
    let before = """
      static const char *variable = "i"; static char array[] = "i"; extern const char outside[];
      const char *text(const char *); static const char open[1] = "i";
      #define HERE ":" __FILE__
      static const char here[] = HERE;
      """
    let sites = try library.site(ofEach: Self.unknownFormats.map(\.0), before: before)
    for (site, example) in zip(sites, Self.unknownFormats) {
      #expect(site.format == nil, "\(example.0)")
      #expect(site.obstacle == example.1, "\(example.0)")
    }
  }
}
