import CallingConvention
import ClangFrontend
import CodeEmission
import FormatSema
import OperatingSystem

/// The report that `ARGOT_REPORT` asks for: one JSON object a line, one line for each call and each method.
struct Report {
  /// The file that the lines are appended to.
  let path: String

  /// Nil unless the environment asks for a report.
  init?(environment name: String = "ARGOT_REPORT") {
    guard let path = Files.environment(name), !path.isEmpty else { return nil }
    self.path = path
  }

  /// Makes sure that the file is there and can be written.
  func open() throws(SystemError) { try append([]) }

  /// Appends a line for each call and each method in one write.
  ///
  /// - Parameter discarded: why the whole file was left as it is although calls were compiled; nil if it was not.
  func append(_ calls: CompiledCalls, discarded: String? = nil) throws(SystemError) {
    try append(
      calls.calls.map { call in
        if let discarded, call.isCompiled { return Self.line(call.site, .left(reason: discarded), .varargs) }
        return Self.line(call.site, call.outcome, call.convention)
      } + calls.entries.map { Self.line($0) })
  }

  /// Appends a line for a file whose calls are not known.
  func append(file: String, notAnalysed reason: String) throws(SystemError) {
    try append([
      Self.line(
        file: file, line: 0, column: 0, function: "", api: "", format: [], status: "left", tiers: [], reason: reason,
        .varargs)
    ])
  }

  private func append(_ lines: [String]) throws(SystemError) {
    try Files.append(Array(lines.map { $0 + "\n" }.joined().utf8), to: path)
  }

  static func line(
    _ site: CallSite, _ outcome: TranslationUnitEmitter.Outcome, _ convention: MethodConvention
  ) -> String {
    let status: String
    var tiers: [Int] = []
    var reason = ""
    switch outcome {
    case .compiled(_, let found): (status, tiers) = ("compiled", found)
    case .left(let why): (status, reason) = ("left", why)
    }
    return line(
      file: site.file, line: site.line, column: site.column, function: site.enclosingFunction,
      api: site.function.rawValue, format: site.format?.bytes ?? [], status: status, tiers: tiers, reason: reason,
      convention)
  }

  private static func line(
    file: String, line: Int, column: Int, function: String, api: String, format: [UInt8], status: String,
    tiers: [Int], reason: String, _ convention: MethodConvention
  ) -> String {
    object([
      ("kind", JSON.string("call")), ("file", JSON.string(file)), ("line", "\(line)"), ("column", "\(column)"),
      ("function", JSON.string(function)), ("api", JSON.string(api)), ("format", JSON.string(format)),
      ("status", JSON.string(status)), ("tiers", "[\(tiers.map(String.init).joined(separator: ", "))]"),
      ("reason", JSON.string(reason)), ("convention", JSON.string(convention.rawValue)),
    ])
  }

  static func line(_ entry: EntryDecision) -> String {
    let (convention, reason): (MethodConvention, String) =
      switch entry.decision {
      case .fastcall: (.fastcall, "")
      case .varargs(let reason): (.varargs, reason)
      }
    return object([
      ("kind", JSON.string("method")), ("file", JSON.string(entry.position.file)), ("line", "\(entry.position.line)"),
      ("column", "\(entry.position.column)"), ("table", JSON.string(entry.table)),
      ("method", JSON.string(entry.methodName)), ("function", JSON.string(entry.function)),
      ("reason", JSON.string(reason)), ("convention", JSON.string(convention.rawValue)),
    ])
  }

  private static func object(_ members: [(name: String, value: String)]) -> String {
    "{\(members.map { "\(JSON.string($0.name)): \($0.value)" }.joined(separator: ", "))}"
  }
}

/// String literals of JSON.
enum JSON {
  static func string(_ text: String) -> String { string(Array(text.utf8)) }

  /// The bytes as UTF-8. A byte that is none becomes the character with its number, as in Latin-1: a format may hold
  /// any bytes.
  static func string(_ bytes: [UInt8]) -> String {
    let text = String(validating: bytes, as: UTF8.self) ?? String(decoding: bytes.map(UInt16.init), as: UTF16.self)
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
