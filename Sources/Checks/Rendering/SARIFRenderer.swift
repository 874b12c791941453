import ClangFrontend
import FormatDiagnostics

/// Findings as SARIF 2.1.0 (OASIS), which code hosts take for their own display.
public enum SARIFRenderer {
  public static func text(_ report: CheckReport, version: String) throws -> String {
    let rules = RuleSelection.all.map(\.info)
    let results = report.findings.map { finding in
      Result(
        ruleId: finding.rule, ruleIndex: rules.firstIndex { $0.id == finding.rule } ?? -1,
        level: finding.severity.rawValue, message: Text(text: finding.message),
        locations: [Location(finding.span, report)],
        relatedLocations: finding.notes.compactMap { note in
          note.span.map { Location($0, report, message: note.message) }
        },
        fixes: finding.fixes.compactMap { fix($0, report) })
    }
    let missing = report.notAnalysed.map {
      Notification(level: "error", message: Text(text: "\($0.file): \($0.reason)"))
    }
    let run = Run(
      tool: Tool(
        driver: Driver(
          name: "argot", version: version,
          rules: rules.map { info in
            Descriptor(
              id: info.id, shortDescription: Text(text: info.summary),
              defaultConfiguration: Configuration(
                enabled: info.group == .certain, level: info.severity.rawValue))
          })),
      columnKind: "unicodeCodePoints", results: results,
      invocations: [Invocation(executionSuccessful: missing.isEmpty, toolExecutionNotifications: missing)])
    return try JSONReport.encoded(Log(runs: [run]))
  }

  private static func fix(_ fix: Fix, _ report: CheckReport) -> FixEntry? {
    let changes = fix.edits.map { edit in
      Change(
        artifactLocation: Artifact(uri: uri(edit.file)),
        replacements: [
          Replacement(
            deletedRegion: ByteRegion(byteOffset: edit.range.start, byteLength: edit.range.count),
            insertedContent: Text(text: String(decoding: edit.replacement, as: UTF8.self)))
        ])
    }
    return FixEntry(description: Text(text: fix.message), artifactChanges: changes)
  }

  /// A path as a URI reference: all bytes but those that a path segment may hold are escaped.
  private static func uri(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/+@".utf8)
    let escaped = path.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
    return path.hasPrefix("/") ? "file://" + escaped : escaped
  }

  // MARK: The parts of the format

  private struct Log: Encodable {
    let version = "2.1.0"
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
      case version, runs
      case schema = "$schema"
    }
  }

  private struct Run: Encodable {
    let tool: Tool
    let columnKind: String
    let results: [Result]
    let invocations: [Invocation]
  }

  private struct Invocation: Encodable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
  }

  private struct Notification: Encodable {
    let level: String
    let message: Text
  }

  private struct Tool: Encodable { let driver: Driver }

  private struct Driver: Encodable {
    let name: String
    let version: String
    let rules: [Descriptor]
  }

  private struct Descriptor: Encodable {
    let id: String
    let shortDescription: Text
    let defaultConfiguration: Configuration
  }

  private struct Configuration: Encodable {
    let enabled: Bool
    let level: String
  }

  private struct Text: Encodable { let text: String }

  private struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Text
    let locations: [Location]
    let relatedLocations: [Location]
    let fixes: [FixEntry]
  }

  private struct Location: Encodable {
    let physicalLocation: Physical
    let message: Text?

    init(_ span: SourceSpan, _ report: CheckReport, message: String? = nil) {
      let columns = report.characterColumns(of: span)
      physicalLocation = Physical(
        artifactLocation: Artifact(uri: uri(span.start.file)),
        region: Region(
          startLine: span.start.line, startColumn: columns.lowerBound, endColumn: columns.upperBound,
          byteOffset: span.start.offset, byteLength: span.length))
      self.message = message.map(Text.init)
    }
  }

  private struct Physical: Encodable {
    let artifactLocation: Artifact
    let region: Region
  }

  private struct Artifact: Encodable { let uri: String }

  private struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
    let endColumn: Int
    let byteOffset: Int
    let byteLength: Int
  }

  private struct ByteRegion: Encodable {
    let byteOffset: Int
    let byteLength: Int
  }

  private struct FixEntry: Encodable {
    let description: Text
    let artifactChanges: [Change]
  }

  private struct Change: Encodable {
    let artifactLocation: Artifact
    let replacements: [Replacement]
  }

  private struct Replacement: Encodable {
    let deletedRegion: ByteRegion
    let insertedContent: Text
  }
}
