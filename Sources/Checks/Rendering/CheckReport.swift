import ClangFrontend
import FormatDiagnostics

/// What a run of the rules over a number of files found.
public struct CheckReport: Sendable {
  /// A file of which nothing is known, and why.
  public struct NotAnalysed: Hashable, Sendable {
    public let file: String
    public let reason: String

    public init(file: String, reason: String) {
      self.file = file
      self.reason = reason
    }
  }

  /// In the order of their places, each once: a header is read with every source that includes it.
  public let findings: [Finding]
  public let notAnalysed: [NotAnalysed]
  /// How many translation units were read, and how many calls in them.
  public let fileCount: Int
  public let callCount: Int
  /// The text of the files by their names.
  public let sources: [String: [UInt8]]

  /// Joins what was found in single translation units, in any order.
  public init(
    findings: [[Finding]], notAnalysed: [NotAnalysed], fileCount: Int, callCount: Int, sources: [String: [UInt8]]
  ) {
    self.findings = Set(findings.joined()).sorted(by: Finding.isBefore)
    self.notAnalysed = notAnalysed.sorted { ($0.file, $0.reason) < ($1.file, $1.reason) }
    self.fileCount = fileCount
    self.callCount = callCount
    self.sources = sources
  }

  /// The same without some of the findings.
  public func without(_ findings: Set<Finding>) -> CheckReport {
    CheckReport(
      findings: [self.findings.filter { !findings.contains($0) }], notAnalysed: notAnalysed, fileCount: fileCount,
      callCount: callCount, sources: sources)
  }

  /// The text of a line without its end, nil if the file is not known.
  func line(_ number: Int, of file: String) -> [UInt8]? {
    guard let text = sources[file] else { return nil }
    var start = 0
    for _ in 1..<max(number, 1) {
      guard let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    let line = text[start...].prefix { $0 != UInt8(ascii: "\n") }
    return Array(line.last == 13 ? line.dropLast() : line)
  }

  /// The columns of a span, one character at least, in Unicode characters instead of bytes.
  func characterColumns(of span: SourceSpan) -> Range<Int> {
    let line = line(span.start.line, of: span.start.file) ?? []
    func column(_ byte: Int) -> Int {
      let known = min(byte, line.count)
      return String(decoding: line[..<known], as: UTF8.self).unicodeScalars.count + byte - known
    }
    let start = span.start.column - 1
    return column(start) + 1..<column(start + max(span.length, 1)) + 1
  }
}
