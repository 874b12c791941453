import ClangFrontend
import ClangTestSupport
import FormatSema
import FormatUnits
import Testing

@Suite struct TargetTests {
  @Test func headersAreFound() {
    #expect(!PythonHeaders.all.isEmpty, "no CPython headers found: install python3-dev")
  }

  @Test(arguments: Library.all, PythonHeaders.all) func headers(_ library: Library, _ python: PythonHeaders) throws {
    let call = "#include <Python.h>\nPyObject *f(void) { return Py_BuildValue(\"\"); }\n"
    for isSizeClean in [false, true] {
      let project = try Project(["a.c": (isSizeClean ? "#define PY_SSIZE_T_CLEAN\n" : "") + call])
      let analysis = try library.frontend.analyze(
        file: "\(project.folder)/a.c", arguments: ["-I\(python.include)"])
      let expected = CompileTarget(
        headers: PythonVersion(3, python.minor), limitedAPI: nil, isSizeClean: isSizeClean)
      #expect(analysis.target == expected)
      #expect(analysis.callSites.map(\.formatText) == [""])
      #expect(!analysis.isCPlusPlus)
    }
  }

  /// Defined behind Python.h the macro has no effect on the headers that rename the functions.
  @Test(arguments: Library.all) func tooLateForTheHeaders(_ library: Library) throws {
    let analysis = try library.analyze(
      "#define PY_SSIZE_T_CLEAN\nPyObject *f(void) { return Py_BuildValue(\"\"); }\n")
    let target = try #require(analysis.target)
    #expect(target.isSizeClean == (target.headers > PythonVersion(3, 12)))
  }

  @Test(
    arguments: Library.all,
    [
      ("-DPy_LIMITED_API=0x03060000", PythonVersion(3, 6)), ("-DPy_LIMITED_API=0x030b0000", PythonVersion(3, 11)),
      ("-DPy_LIMITED_API=3", PythonVersion(3, 2)), ("-DPy_LIMITED_API=", PythonVersion(3, 2)), ("-DOTHER", nil),
    ] as [(String, PythonVersion?)])
  func limitedAPI(_ library: Library, _ example: (argument: String, version: PythonVersion?)) throws {
    let analysis = try library.analyze("int i;", arguments: [example.argument])
    #expect(analysis.target?.limitedAPI == example.version)
  }

  @Test(arguments: Library.all) func withoutPython(_ library: Library) throws {
    let analysis = try library.analyze(project: ["a.c": "int i;"], file: "a.c")
    #expect(analysis.target == nil)
    #expect(analysis.callSites.isEmpty)
  }

  @Test(arguments: Library.all, ["// no end", "int i; \\", "/* */", ""])
  func anyLastLine(_ library: Library, _ end: String) throws {
    #expect(try library.analyze(end).target != nil)
  }
}
