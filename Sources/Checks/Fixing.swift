import FormatDiagnostics

/// What sources become when fixes are applied.
public struct Fixing: Sendable {
  /// The new text of each file that changes.
  public let texts: [String: [UInt8]]
  /// The findings that a fix ends.
  public let fixed: Set<Finding>
  private let originals: [String: [UInt8]]
  /// The changes of each file, in the order of their places.
  private let edits: [String: [Edit]]

  /// Takes of each finding the first fix that is allowed and touches nothing that another fix has changed.
  ///
  /// - Parameters:
  ///   - findings: The findings, in the order of their places.
  ///   - sources: The text of the files that may be changed, by their names in the findings.
  ///   - isUnsafeAllowed: Whether fixes count that leave the author a choice.
  public init(_ findings: [Finding], in sources: [String: [UInt8]], isUnsafeAllowed: Bool) {
    var edits: [String: Set<Edit>] = [:]
    var fixed: Set<Finding> = []
    for finding in findings {
      let fix = finding.fixes.first { fix in
        (fix.isSafe || isUnsafeAllowed)
          && fix.edits.allSatisfy { edit in
            sources[edit.file] != nil
              && edits[edit.file, default: []].allSatisfy { $0 == edit || !Self.collide($0.range, edit.range) }
          }
      }
      guard let fix else { continue }
      for edit in fix.edits { edits[edit.file, default: []].insert(edit) }
      fixed.insert(finding)
    }
    self.fixed = fixed
    originals = sources.filter { edits[$0.key] != nil }
    let sorted = edits.mapValues { $0.sorted { $0.range.start < $1.range.start } }
    self.edits = sorted
    texts = originals.reduce(into: [:]) { result, source in
      var text = source.value
      for edit in sorted[source.key, default: []].reversed() {
        text.replaceSubrange(edit.range.start..<edit.range.end, with: edit.replacement)
      }
      result[source.key] = text
    }
  }

  /// Whether two changes are of the same text, or of one place.
  private static func collide(_ first: ByteRange, _ second: ByteRange) -> Bool {
    first.start == second.start || (first.start < second.end && second.start < first.end)
  }

  /// The changes as a unified diff, in bytes: those of the files, which need not be UTF-8.
  public var diff: [UInt8] {
    originals.keys.sorted().flatMap { file in
      UnifiedDiff(of: originals[file]!, edits: edits[file]!).text(named: file)
    }
  }
}
