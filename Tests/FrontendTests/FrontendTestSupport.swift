import ClangTestSupport
import Foundation
import Testing

@testable import ClangFrontend

extension Library {
  /// Analyses `text` as a file that starts with `#include <Python.h>` on a line of its own, so that line numbers are
  /// one more than in `text`.
  func analyze(
    _ text: String, file: String = "unit.c", files: [String: String] = [:], arguments: [String] = []
  ) throws -> TranslationUnitAnalysis {
    try analyze(project: files.merging([file: "#include <Python.h>\n" + text]) { $1 }, file: file, arguments: arguments)
  }

  func analyze(
    project files: [String: String], file: String, arguments: [String] = []
  ) throws -> TranslationUnitAnalysis {
    let project = try Project(files)
    let headers = try #require(PythonHeaders.usual, "no CPython headers found: install python3-dev")
    return try frontend.analyze(
      file: "\(project.folder)/\(file)", arguments: ["-I\(headers.include)"] + arguments)
  }

  /// The sites of each example in a function of its own that has the usual variables. All are analysed at once,
  /// because reading Python.h takes longer than anything else.
  func sites(
    ofEach examples: [String], before: String = "", arguments: [String] = []
  ) throws -> [[CallSite]] {
    let functions = examples.enumerated().map { number, statements in
      """
      PyObject *f\(number)(PyObject *self, PyObject *args, PyObject *kw) {
        char c; unsigned char uc; short h; int i = 0; unsigned u; long l; double d; float fl; Py_ssize_t n;
        const char *s; PyObject *o;
        \(statements)
        return NULL;
      }
      """
    }
    let sites = try analyze(([before] + functions).joined(separator: "\n"), arguments: arguments).callSites
    return examples.indices.map { number in sites.filter { $0.enclosingFunction == "f\(number)" } }
  }

  /// The site of each example, which holds one call.
  func site(ofEach examples: [String], before: String = "", arguments: [String] = []) throws -> [CallSite] {
    let found = try sites(ofEach: examples, before: before, arguments: arguments)
    return try zip(examples, found).map { example, sites in
      try #require(sites.count == 1, "one call was expected, found \(sites.count): \(example)")
      return sites[0]
    }
  }

  func sites(_ statements: String, before: String = "", arguments: [String] = []) throws -> [CallSite] {
    try sites(ofEach: [statements], before: before, arguments: arguments)[0]
  }

  func site(_ statement: String, before: String = "") throws -> CallSite {
    try site(ofEach: [statement], before: before)[0]
  }
}

extension CallSite {
  var formatText: String? { format.map { String(decoding: $0.bytes, as: UTF8.self) } }

  var keywordNames: [String]? { keywords?.names.map { String(decoding: $0, as: UTF8.self) } }
}

extension Format {
  /// Line and column of each byte, with a `~` where the character is not written literally, `-` where unknown.
  var places: String {
    positions.map { position in
      position.map { "\($0.line):\($0.column)\($0.isWrittenLiterally ? "" : "~")" } ?? "-"
    }.joined(separator: " ")
  }
}
