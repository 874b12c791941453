import CallingConvention
import ClangTestSupport
import FormatSema
import Foundation
import Testing

@testable import ClangFrontend

extension Library {
  /// What is decided of a source that is analysed behind `#include <Python.h>`. A call is taken for compiled unless
  /// something speaks against changing it, or its format is `"left"`.
  func convention(
    _ text: String, file: String = "unit.c", files: [String: String] = [:], arguments: [String] = [],
    headers: PythonHeaders? = nil
  ) throws -> ConventionAnalysis {
    let analysis = try analyze(text, file: file, files: files, arguments: arguments, headers: headers)
    return ConventionAnalysis(analysis, target: try #require(analysis.target)) { site in
      site.obstacle == nil && site.format?.bytes != Array("left".utf8)
    }
  }

  func analyze(
    _ text: String, file: String = "unit.c", files: [String: String] = [:], arguments: [String] = [],
    headers: PythonHeaders? = nil
  ) throws -> TranslationUnitAnalysis {
    let project = try Project(files.merging([file: "#include <Python.h>\n" + text], uniquingKeysWith: { $1 }))
    let headers = try #require(headers ?? PythonHeaders.all.last, "no CPython headers found: install python3-dev")
    return try frontend.analyze(
      file: "\(project.folder)/\(file)", arguments: ["-I\(project.folder)", "-I\(headers.include)"] + arguments)
  }
}

extension ConventionAnalysis {
  /// The decision for each function, in the order of the entries: "" for the fast convention, else the reason.
  var outcomes: [String] {
    entries.map { entry in
      switch entry.decision {
      case .fastcall: ""
      case .varargs(let reason): reason
      }
    }
  }
}

/// A method and its table, as source text. `@` stands for the example's number, so that many fit into one file.
struct Example: ExpressibleByStringLiteral {
  /// What stands before the function.
  var before = ""
  /// Everything but the body.
  var head = "static PyObject *f@(PyObject *self, PyObject *args)"
  var body = #"int i; if (!PyArg_ParseTuple(args, "i", &i)) return NULL; return PyLong_FromLong(i);"#
  var entries = #"{"m", f@, METH_VARARGS, NULL}"#
  /// The table's declaration with `…` for the entries.
  var table = "static PyMethodDef table@[] = { …, {NULL, NULL, 0, NULL} };"
  /// What stands behind the table.
  var use = #"static struct PyModuleDef module@ = {PyModuleDef_HEAD_INIT, "m", NULL, -1, table@};"#

  init() {}
  /// An example with other statements behind the parse call.
  init(stringLiteral statements: String) {
    body = #"int i; if (!PyArg_ParseTuple(args, "i", &i)) return NULL; "# + statements + " return PyLong_FromLong(i);"
  }
  init(before: String = "", entries: String) {
    self.before = before
    self.entries = entries
  }
  init(before: String = "", use: String) {
    self.before = before
    self.use = use
  }
  init(table: String, use: String? = nil) {
    self.table = table
    self.use = use ?? self.use
  }
  init(before: String = "", head: String, body: String? = nil, entries: String? = nil, after: String = "") {
    self.before = before
    self.head = head
    self.body = body ?? self.body
    self.entries = entries ?? self.entries
    use += after
  }
  /// A method with keywords.
  init(keywords body: String, head: String? = nil, flags: String = "METH_VARARGS | METH_KEYWORDS") {
    before = #"static char *names@[] = {(char *)"i", NULL};"#
    self.head = head ?? "static PyObject *f@(PyObject *self, PyObject *args, PyObject *kwds)"
    self.body = "int i; " + body + " return PyLong_FromLong(i);"
    entries = #"{"m", (PyCFunction)(void (*)(void))f@, \#(flags), NULL}"#
  }

  func text(number: Int) -> String {
    let table = table.replacingOccurrences(of: "…", with: entries)
    return "\(before)\n\(head) { \(body) }\n\(table)\n\(use)\n".replacingOccurrences(of: "@", with: "\(number)")
  }
}

extension Library {
  /// What is decided of each example: "" for the fast convention, else the reasons, with `N` for every number that
  /// depends on the example's place. All are analysed at once, because reading Python.h takes longer than anything else.
  func outcomes(
    _ examples: [Example], before: String = "", file: String = "unit.c", files: [String: String] = [:],
    arguments: [String] = [], headers: PythonHeaders? = nil
  ) throws -> [String] {
    let text = examples.enumerated().map { $1.text(number: $0) }.joined()
    let found = try convention(
      before + "\n" + text, file: file, files: files, arguments: arguments, headers: headers)
    return examples.indices.map { number in
      let own = zip(found.entries, found.outcomes).filter { $0.0.table == "table\(number)" }.map(\.1)
      let converted = found.functions.filter { $0.qualifiedName.hasSuffix("f\(number)") }
      guard !own.isEmpty else { return "no decision" }
      if own.allSatisfy(\.isEmpty) != (converted.count == 1) { return "decisions and functions differ" }
      return Set(own).sorted().joined(separator: "; ").replacing(/line [0-9]+/, with: "line N")
        .replacing(/\b(f|args|kwds|table)[0-9]+/, with: { "\($0.output.1)@" })
    }
  }

  /// Demands an outcome for each example.
  func expect(
    _ examples: [(Example, String)], before: String = "", file: String = "unit.c", files: [String: String] = [:],
    arguments: [String] = [], headers: PythonHeaders? = nil
  ) throws {
    let found = try outcomes(
      examples.map(\.0), before: before, file: file, files: files, arguments: arguments, headers: headers)
    for (number, (example, wanted)) in examples.enumerated() {
      #expect(found[number] == wanted, "\(example.text(number: number))")
    }
  }
}
