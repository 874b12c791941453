import FormatSema
import FormatSyntax
import FormatUnits

extension Explanation {
  /// What there is to say about a format of the text language.
  init(format: [UInt8], family: TextFamily) {
    let result = textFormat(format, family: family)
    let tree = result.tree
    title = family == .unicode ? "PyUnicode_FromFormat, PyErr_Format" : "PyBytes_FromFormat"
    problems = result.errors.map { Problem(diagnostic: $0.diagnostic, complaints: []) }
    drawing = TreeDrawing(tree)
    let isFormatted = result.errors.allSatisfy { $0.severity == .warning }
    let made = family == .unicode ? "Makes a str; PyErr_Format and its relatives use it as message." : "Makes bytes."
    summary = isFormatted ? [made, Self.arguments(TextSignature(tree).slots)] : []
    var seen: Set<String> = []
    entries = tree.nodes.compactMap { node in
      guard case .conversion(let conversion) = node.kind, seen.insert(conversion.spelling).inserted else { return nil }
      return FormatConversion.find(conversion.spelling, family: family).map { .conversion($0, family) }
    }
    language = .text(result)
  }

  /// What keeps a version from formatting the whole of a text format.
  static func objections(to result: TextFormatResult, in version: PythonVersion) -> [Objection] {
    result.stop(in: version).map { error in
      [Objection(what: "Python \(version) does not format all of this", why: error.kind.message)]
    } ?? []
  }
}
