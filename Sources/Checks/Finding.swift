import ClangFrontend
import FormatDiagnostics

/// A stretch of source text and what there is to say about it.
public struct Label: Hashable, Sendable {
  /// Nil for a remark without a place of its own.
  public let span: SourceSpan?
  public let message: String

  public init(_ message: String, at span: SourceSpan? = nil) {
    self.span = span
    self.message = message
  }
}

/// A replacement of source text.
public struct Edit: Hashable, Sendable {
  public let file: String
  /// Offsets in bytes.
  public let range: ByteRange
  public let replacement: [UInt8]

  public init(file: String, range: ByteRange, replacement: [UInt8]) {
    self.file = file
    self.range = range
    self.replacement = replacement
  }
}

/// A change of the source that ends a finding.
public struct Fix: Hashable, Sendable {
  /// What it does, as an imperative.
  public let message: String
  /// Whether the change can only do what the author wanted: any other leaves a choice that the author has to look at.
  public let isSafe: Bool
  public let edits: [Edit]

  public init(_ message: String, isSafe: Bool, edits: [Edit]) {
    self.message = message
    self.isSafe = isSafe
    self.edits = edits
  }
}

/// Something that a rule has to say about a place of the source.
public struct Finding: Hashable, Sendable {
  /// Stable identifier of the rule.
  public let rule: String
  public let severity: Severity
  /// What is wrong, as a sentence without a full stop.
  public let message: String
  public let span: SourceSpan
  /// The line at which the call starts, where a comment may stand that silences the finding.
  public let statementLine: Int
  public let notes: [Label]
  public let fixes: [Fix]

  public init(
    rule: String, severity: Severity, message: String, span: SourceSpan, statementLine: Int, notes: [Label] = [],
    fixes: [Fix] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.span = span
    self.statementLine = statementLine
    self.notes = notes
    self.fixes = fixes
  }

  /// The places that the finding shows.
  var places: [SourcePosition] { ([span] + notes.compactMap(\.span)).map(\.start) }

  /// Orders findings by place, then by rule.
  static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    let (first, second) = (left.span.start, right.span.start)
    if first.file != second.file { return first.file < second.file }
    if first.offset != second.offset { return first.offset < second.offset }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}
