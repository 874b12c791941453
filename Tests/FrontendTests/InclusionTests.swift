import ClangFrontend
import ClangTestSupport
import FormatDiagnostics
import Testing

@Suite struct InclusionTests {
  @Test(arguments: Library.all) func aggregates(_ library: Library) throws {
    let files = [
      "all.c": "#include \"core/part one.c\"\n",
      "core/part one.c": "#include \"Python.h\"\n#include \"two.h\"\n#include <three.h>\n",
      "core/two.h": "static PyObject *two(void) { return Py_BuildValue(\"i\", 2); }\n",
      "system/three.h": "static PyObject *three(void) { return Py_BuildValue(\"i\", 3); }\n#include \"four.h\"\n",
      "system/four.h": "static PyObject *four(void) { return Py_BuildValue(\"i\", 4); }\n",
    ]
    let project = try Project(files)
    let headers = try #require(PythonHeaders.usual)
    let analysis = try library.frontend.analyze(
      file: "\(project.folder)/all.c", arguments: ["-I\(headers.include)", "-I\(project.folder)/system"])
    #expect(analysis.callSites.map(\.enclosingFunction) == ["two"])
    #expect(analysis.callSites.map(\.file) == ["\(project.folder)/core/two.h"])
    let own = analysis.inclusions.filter { $0.includer.hasPrefix(project.folder) }
    #expect(
      own.map { $0.resolved.split(separator: "/").last } == ["part one.c", "Python.h", "two.h", "three.h", "four.h"])
    #expect(own.map(\.isQuoted) == [true, true, true, false, true])
    #expect(own.map(\.line) == [1, 1, 2, 3, 2])
    #expect(own[0].directive == ByteRange(9, 26))
    #expect(own[3].directive == ByteRange(46, 55))
  }

  @Test(arguments: Library.all) func computedNames(_ library: Library) throws {
    let analysis = try library.analyze("#define OTHER \"other.h\"\n#include OTHER\n", files: ["other.h": "int i;\n"])
    let found = try #require(analysis.inclusions.last)
    #expect(found.isComputed && !found.isQuoted)
    #expect(found.line == 3)
    #expect(found.directive == ByteRange(53, 58))
    #expect(found.resolved.hasSuffix("/other.h"))
  }

  @Test(arguments: Library.all) func systemHeaders(_ library: Library) throws {
    let project = try Project([
      "a.c": "#include <sys.h>\n#include \"sys.h\"\n", "sys/sys.h": "#pragma once\n",
    ])
    let analysis = try library.frontend.analyze(
      file: "\(project.folder)/a.c", arguments: ["-isystem", "\(project.folder)/sys"])
    #expect(analysis.inclusions.map(\.isSystemHeader) == [true, true])
    #expect(analysis.inclusions.map(\.isQuoted) == [false, true])
  }

  @Test(arguments: Library.all) func workingDirectory(_ library: Library) throws {
    let project = try Project([
      "src/a.c": "#include <Python.h>\n#include <own.h>\nPyObject *f(void) { return Py_BuildValue(OWN); }",
      "include/own.h": "#define OWN \"\"\n",
    ])
    let headers = try #require(PythonHeaders.usual)
    let analysis = try library.frontend.analyze(
      file: "src/a.c", arguments: ["-I\(headers.include)", "-Iinclude"], workingDirectory: project.folder)
    #expect(analysis.callSites.map(\.formatText) == [""])
    #expect(analysis.callSites.map(\.file) == ["src/a.c"])
  }
}
