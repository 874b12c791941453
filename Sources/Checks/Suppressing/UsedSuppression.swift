import ClangFrontend

/// A rule that a comment silences, where the rule has something to say in at least one compile. Another compile that reads
/// the file with other macros may find nothing there; for the comment to be unused, all have to.
public struct UsedSuppression: Hashable, Sendable {
  public let file: String
  /// Where the comment starts, in bytes.
  public let offset: Int
  public let rule: String

  public init(file: String, offset: Int, rule: String) {
    self.file = file
    self.offset = offset
    self.rule = rule
  }

  /// Whether the finding, of one compile, says that this is unused. Its message has the rule's name in quotes.
  func contradicts(_ finding: Finding) -> Bool {
    finding.rule == UnusedSuppression.id && finding.span.start.file == file && finding.span.start.offset == offset
      && finding.message.contains("'\(rule)'")
  }
}

extension Checker {
  /// What the comments of a translation unit silence in it.
  ///
  /// - Parameter findings: Those of the unit, with the comments that silence nothing.
  public func usedSuppressions(in inspection: Inspection, findings: [Finding]) -> Set<UsedSuppression> {
    guard selection.ids.contains(UnusedSuppression.id) else { return [] }
    let unused = findings.filter { $0.rule == UnusedSuppression.id }
    var used: Set<UsedSuppression> = []
    for (file, text) in inspection.sources {
      for comment in Suppressions(file: file, text: text).comments {
        for id in comment.ids where selection.ids.contains(id) {
          let one = UsedSuppression(file: file, offset: comment.span.start.offset, rule: id)
          if !unused.contains(where: one.contradicts) { used.insert(one) }
        }
      }
    }
    return used
  }
}
