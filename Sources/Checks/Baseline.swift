#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Findings that are known and not to be reported again.
///
/// A finding is known by its rule, its file, its message and the text of its line: so it stays known when lines move,
/// and is new when its line changes.
public struct Baseline: Sendable {
  /// Why a text is no baseline.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    public let description: String
  }

  private struct Entry: Codable, Hashable, Comparable {
    let rule: String
    let file: String
    let message: String
    let line: String

    static func < (left: Entry, right: Entry) -> Bool {
      (left.file, left.rule, left.line, left.message) < (right.file, right.rule, right.line, right.message)
    }
  }

  private struct Document: Codable {
    let version: Int
    let findings: [Entry]
  }

  private let entries: [Entry]

  /// The findings of a report.
  public init(_ report: CheckReport) {
    entries = report.findings.map { Self.entry($0, report) }.sorted()
  }

  public init(_ text: [UInt8]) throws(Failure) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(text)), document.version == 1 else {
      throw Failure(description: "it is not what --write-baseline writes")
    }
    entries = document.findings
  }

  public func text() throws -> String { try JSONReport.encoded(Document(version: 1, findings: entries)) }

  /// The known findings of a report, and how many entries have none.
  public func known(in report: CheckReport) -> (findings: Set<Finding>, unused: Int) {
    var left = entries.reduce(into: [Entry: Int]()) { $0[$1, default: 0] += 1 }
    let known = report.findings.filter { finding in
      let entry = Self.entry(finding, report)
      guard let count = left[entry], count > 0 else { return false }
      left[entry] = count - 1
      return true
    }
    return (Set(known), left.values.reduce(0, +))
  }

  private static func entry(_ finding: Finding, _ report: CheckReport) -> Entry {
    let place = finding.span.start
    let line = report.lines[place.file]?[place.line] ?? ""
    return Entry(
      rule: finding.rule, file: place.file, message: finding.message,
      line: line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
