import ClangFrontend
import FormatDiagnostics

/// What a run of the rules over a number of files found. It holds all that is needed to show it.
public struct CheckReport: Hashable, Sendable {
  /// A translation unit that was read.
  public struct Unit: Hashable, Sendable {
    /// Its main file.
    public let file: String
    /// How many calls were looked at.
    public let calls: Int

    public init(file: String, calls: Int) {
      self.file = file
      self.calls = calls
    }
  }

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
  public let units: [Unit]
  /// The text of the lines that the findings show, by file and number.
  public let lines: [String: [Int: String]]
  /// The identifiers in comments that silence something. Another compile that reads the file with other macros may find
  /// nothing there; for a comment to be unused, it has to be so in all of them.
  public let usedSuppressions: Set<SourceSpan>

  /// - Parameters:
  ///   - lines: may hold more lines than the findings show.
  ///   - usedSuppressions: Findings that say that these are unused are left out.
  public init(
    findings: [Finding], notAnalysed: [NotAnalysed], units: [Unit], lines: [String: [Int: String]],
    usedSuppressions: Set<SourceSpan> = []
  ) {
    let findings = findings.filter { finding in
      finding.rule != UnusedSuppression.id || !usedSuppressions.contains(finding.span)
    }
    self.findings = Set(findings).sorted(by: Finding.isBefore)
    self.usedSuppressions = usedSuppressions
    self.notAnalysed = Set(notAnalysed).sorted { ($0.file, $0.reason) < ($1.file, $1.reason) }
    self.units = Set(units).sorted { ($0.file, $0.calls) < ($1.file, $1.calls) }
    var shown: [String: [Int: String]] = [:]
    for place in findings.flatMap(\.places) {
      guard let text = lines[place.file]?[place.line] else { continue }
      shown[place.file, default: [:]][place.line] = text
    }
    self.lines = shown
  }

  /// What was found in one translation unit.
  public init(_ result: Checker.Result, unit: Unit, sources: [String: [UInt8]]) {
    let findings = result.findings
    var lines: [String: [Int: String]] = [:]
    for (file, places) in Dictionary(grouping: findings.flatMap(\.places), by: \.file) {
      guard let text = sources[file] else { continue }
      let wanted = Set(places.map(\.line))
      for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      where wanted.contains(index + 1) {
        lines[file, default: [:]][index + 1] = Self.shown(line)
      }
    }
    self.init(
      findings: findings, notAnalysed: [], units: [unit], lines: lines, usedSuppressions: result.usedSuppressions)
  }

  /// What several runs over parts of a code base found: the same as one run over all of it.
  public init(merging reports: [CheckReport]) {
    self.init(
      findings: reports.flatMap(\.findings), notAnalysed: reports.flatMap(\.notAnalysed),
      units: reports.flatMap(\.units),
      lines: reports.reduce(into: [:]) { result, report in
        for (file, lines) in report.lines { result[file, default: [:]].merge(lines) { first, _ in first } }
      },
      usedSuppressions: reports.reduce(into: []) { $0.formUnion($1.usedSuppressions) })
  }

  public var callCount: Int { units.reduce(0) { $0 + $1.calls } }

  /// The same without some of the findings.
  public func without(_ findings: Set<Finding>) -> CheckReport {
    CheckReport(
      findings: self.findings.filter { !findings.contains($0) }, notAnalysed: notAnalysed, units: units, lines: lines,
      usedSuppressions: usedSuppressions)
  }

  /// A line as text, with as many UTF-8 bytes as it has: what is no UTF-8 becomes question marks.
  private static func shown(_ line: ArraySlice<UInt8>) -> String {
    let bytes = line.last == 13 ? line.dropLast() : line
    let text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.elementsEqual(bytes) { return text }
    return String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  /// The columns of a span, one character at least, in Unicode characters instead of bytes.
  func characterColumns(of span: SourceSpan) -> Range<Int> {
    let line = Array((lines[span.start.file]?[span.start.line] ?? "").utf8)
    func column(_ byte: Int) -> Int {
      let known = min(byte, line.count)
      return String(decoding: line[..<known], as: UTF8.self).unicodeScalars.count + byte - known
    }
    let start = span.start.column - 1
    return column(start) + 1..<column(start + max(span.length, 1)) + 1
  }
}
