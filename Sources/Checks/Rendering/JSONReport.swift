import ClangFrontend
import FormatDiagnostics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A report as one JSON object, from which it can be made again. Lines and columns count from 1; columns, offsets and
/// lengths are in bytes.
public enum JSONReport {
  /// Why a text is no report.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    public let description: String
  }

  public static func text(_ report: CheckReport) throws -> String { try encoded(Document(report)) }

  public static func report(_ text: [UInt8]) throws(Failure) -> CheckReport {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(text))
    } catch {
      throw Failure(description: "it is not what --output-format json writes")
    }
    guard document.version == Document.current else {
      throw Failure(description: "it is in version \(document.version) of the format, not \(Document.current)")
    }
    return document.report
  }

  static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  private struct Document: Codable {
    static let current = 1

    let version: Int
    let findings: [Entry]
    let notAnalysed: [Missing]
    let units: [Unit]
    let lines: [String: [String: String]]
    let usedSuppressions: [Place]

    enum CodingKeys: String, CodingKey {
      case version, findings, units, lines
      case notAnalysed = "not_analysed"
      case usedSuppressions = "used_suppressions"
    }

    init(_ report: CheckReport) {
      version = Self.current
      findings = report.findings.map(Entry.init)
      notAnalysed = report.notAnalysed.map { Missing(file: $0.file, reason: $0.reason) }
      units = report.units.map { Unit(file: $0.file, calls: $0.calls) }
      lines = report.lines.mapValues { Dictionary(uniqueKeysWithValues: $0.map { (String($0.key), $0.value) }) }
      usedSuppressions = report.usedSuppressions.map(Place.init)
        .sorted { ($0.file, $0.offset) < ($1.file, $1.offset) }
    }

    var report: CheckReport {
      CheckReport(
        findings: findings.map(\.finding),
        notAnalysed: notAnalysed.map { CheckReport.NotAnalysed(file: $0.file, reason: $0.reason) },
        units: units.map { CheckReport.Unit(file: $0.file, calls: $0.calls) },
        lines: lines.mapValues { lines in
          Dictionary(lines.compactMap { line in Int(line.key).map { ($0, line.value) } }) { first, _ in first }
        },
        usedSuppressions: Set(usedSuppressions.map(\.span)))
    }
  }

  private struct Missing: Codable {
    let file: String
    let reason: String
  }

  private struct Unit: Codable {
    let file: String
    let calls: Int
  }

  private struct Place: Codable {
    let file: String
    let line: Int
    let column: Int
    let offset: Int
    let length: Int

    init(_ span: SourceSpan) {
      (file, line, column, offset) = (span.start.file, span.start.line, span.start.column, span.start.offset)
      length = span.length
    }

    var span: SourceSpan {
      SourceSpan(start: SourcePosition(file: file, line: line, column: column, offset: offset), length: length)
    }
  }

  private struct Entry: Codable {
    let rule: String
    let severity: String
    let message: String
    let place: Place
    let statementLine: Int
    let notes: [Note]
    let fixes: [FixEntry]

    enum CodingKeys: String, CodingKey {
      case rule, severity, message, place, notes, fixes
      case statementLine = "statement_line"
    }

    init(_ finding: Finding) {
      (rule, severity, message) = (finding.rule, finding.severity.rawValue, finding.message)
      (place, statementLine) = (Place(finding.span), finding.statementLine)
      notes = finding.notes.map { Note(message: $0.message, place: $0.span.map(Place.init)) }
      fixes = finding.fixes.map(FixEntry.init)
    }

    var finding: Finding {
      Finding(
        rule: rule, severity: Severity(rawValue: severity) ?? .error, message: message, span: place.span,
        statementLine: statementLine, notes: notes.map { Label($0.message, at: $0.place?.span) },
        fixes: fixes.map(\.fix))
    }
  }

  private struct Note: Codable {
    let message: String
    let place: Place?
  }

  private struct FixEntry: Codable {
    let message: String
    let safe: Bool
    let edits: [EditEntry]

    init(_ fix: Fix) {
      (message, safe) = (fix.message, fix.isSafe)
      edits = fix.edits.map {
        EditEntry(
          file: $0.file, offset: $0.range.start, length: $0.range.count,
          replacement: String(decoding: $0.replacement, as: UTF8.self))
      }
    }

    var fix: Fix {
      Fix(
        message, isSafe: safe,
        edits: edits.map { edit in
          let start = max(edit.offset, 0)
          return Edit(
            file: edit.file, range: ByteRange(start, start + max(edit.length, 0)),
            replacement: Array(edit.replacement.utf8))
        })
    }
  }

  private struct EditEntry: Codable {
    let file: String
    let offset: Int
    let length: Int
    let replacement: String
  }
}
