import ClangFrontend
import FormatDiagnostics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Findings as one JSON object. Lines and columns count from 1, columns and lengths in bytes.
public enum JSONRenderer {
  public static func text(_ report: CheckReport) throws -> String {
    try encoded(Document(report))
  }

  static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    let version = 1
    let findings: [Entry]
    let not_analysed: [Missing]
    let files: Int
    let calls: Int

    init(_ report: CheckReport) {
      findings = report.findings.map(Entry.init)
      not_analysed = report.notAnalysed.map { Missing(file: $0.file, reason: $0.reason) }
      files = report.fileCount
      calls = report.callCount
    }
  }

  private struct Missing: Encodable {
    let file: String
    let reason: String
  }

  private struct Place: Encodable {
    let file: String
    let line: Int
    let column: Int
    let offset: Int
    let length: Int

    init(_ span: SourceSpan) {
      file = span.start.file
      line = span.start.line
      column = span.start.column
      offset = span.start.offset
      length = span.length
    }
  }

  private struct Entry: Encodable {
    let rule: String
    let severity: String
    let message: String
    let place: Place
    let notes: [Note]
    let fixes: [FixEntry]

    init(_ finding: Finding) {
      rule = finding.rule
      severity = finding.severity.rawValue
      message = finding.message
      place = Place(finding.span)
      notes = finding.notes.map { Note(message: $0.message, place: $0.span.map(Place.init)) }
      fixes = finding.fixes.map(FixEntry.init)
    }
  }

  private struct Note: Encodable {
    let message: String
    let place: Place?
  }

  private struct FixEntry: Encodable {
    let message: String
    let safe: Bool
    let edits: [EditEntry]

    init(_ fix: Fix) {
      message = fix.message
      safe = fix.isSafe
      edits = fix.edits.map {
        EditEntry(
          file: $0.file, offset: $0.range.start, length: $0.range.count,
          replacement: String(decoding: $0.replacement, as: UTF8.self))
      }
    }
  }

  private struct EditEntry: Encodable {
    let file: String
    let offset: Int
    let length: Int
    let replacement: String
  }
}
