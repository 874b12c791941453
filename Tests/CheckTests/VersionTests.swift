import ClangFrontend
import ClangTestSupport
import FormatUnits
import Testing

/// Rules that depend on the versions for which the code is written.
@Suite struct VersionTests {
  private static let removed = """
    #include <Python.h>
    int f(PyObject *args, wchar_t *text) { return !PyArg_ParseTuple(args, "u", &text); }
    """

  private static let unclean = """
    #include <Python.h>
    PyObject *f(const char *text) { return Py_BuildValue("s#", text, (Py_ssize_t) 1); }
    """

  private static let uncleanInt = """
    #include <Python.h>
    PyObject *f(const char *text) { return Py_BuildValue("s#", text, 1); }
    """

  private static let separated = """
    #include <Python.h>
    PyObject *f(void) { return Py_BuildValue("(i,)", 1); }
    """

  private func found(_ text: String, _ versions: ClosedRange<Int>) throws -> [String] {
    let (library, headers) = try (#require(Library.all.first), #require(PythonHeaders.usual))
    let range = PythonVersion(3, versions.lowerBound)...PythonVersion(3, versions.upperBound)
    return places(try check(text, with: library, headers: headers, select: [], versions: range).report)
  }

  @Test func unitsExistInSomeVersionsOnly() throws {
    #expect(try found(Self.removed, 9...11) == [])
    #expect(try found(Self.removed, 9...12) == ["2:72 unavailable-unit"])
    #expect(try found(Self.removed, 13...15) == ["2:72 unavailable-unit"])
  }

  @Test func lengthsNeedTheMacroFrom310To312() throws {
    #expect(try found(Self.unclean, 9...9) == ["2:55 build-value"])
    #expect(try found(Self.uncleanInt, 9...9) == [])
    #expect(try found(Self.unclean, 9...10) == ["2:55 missing-ssize-t-clean"])
    #expect(try found(Self.unclean, 12...15) == ["2:55 missing-ssize-t-clean"])
    #expect(try found(Self.unclean, 13...15) == [])
    #expect(try found(Self.uncleanInt, 12...15) == ["2:55 missing-ssize-t-clean"])
    #expect(try found(Self.uncleanInt, 13...15) == ["2:55 build-value"])
  }

  @Test func separatorsBeforeAnEndAreAllowedFrom313() throws {
    #expect(try found(Self.separated, 12...15) == ["2:45 malformed-format"])
    #expect(try found(Self.separated, 13...15) == [])
  }

  @Test func theMacroCountsWhereTheCallStands() throws {
    let text = """
      #define PY_SSIZE_T_CLEAN
      #include <Python.h>
      PyObject *f(const char *text) { return Py_BuildValue("s#", text, (Py_ssize_t) 1); }
      #undef Py_BuildValue
      PyObject *g(const char *text) { return Py_BuildValue("s#", text, (Py_ssize_t) 1); }
      """
    #expect(try found(text, 12...12) == ["5:55 missing-ssize-t-clean"])
  }

  @Test func theVersionIsThatOfTheHeaders() throws {
    let text = """
      #include <Python.h>
      #undef PY_VERSION_HEX
      #define PY_VERSION_HEX ANOTHER
      #define ANOTHER PY_VERSION_HEX
      PyObject *f(void) { return Py_BuildValue("n", 1); }
      """
    #expect(try found(text, 12...12) == ["5:43 build-value"])
  }

  @Test func otherDataModelsAreNotJudged() throws {
    let (library, headers) = try (#require(Library.all.first), #require(PythonHeaders.usual))
    #expect(throws: FrontendError.self) {
      try check("int x;", with: library, headers: headers, select: [], flags: ["-m32"])
    }
    #expect(throws: FrontendError.self) {
      try check("int x;", with: library, headers: headers, select: [], flags: ["--target=x86_64-pc-windows-msvc"])
    }
    #expect(try check("int x;", with: library, headers: headers, select: []).report.notAnalysed == [])
  }
}
