/// How bad a finding is.
public enum Severity: String, Hashable, Sendable {
  /// CPython rejects the format, or aborts on it, whenever it reads that far.
  case error
  /// CPython accepts the format, but on a condition that the message names.
  case warning
}

/// A remark that belongs to a diagnostic, with a place of its own.
public struct Note: Hashable, Sendable {
  public let message: String
  public let range: ByteRange

  public init(_ message: String, at range: ByteRange) {
    self.message = message
    self.range = range
  }
}

/// A replacement that would repair what a diagnostic complains about.
public struct FixIt: Hashable, Sendable {
  /// What the replacement does, as an imperative: "remove the second '|'".
  public let message: String
  public let range: ByteRange
  public let replacement: [UInt8]

  public init(_ message: String, replacing range: ByteRange, with replacement: [UInt8]) {
    self.message = message
    self.range = range
    self.replacement = replacement
  }
}

/// One finding about a text, independent of who found it and of how it is shown.
public struct Diagnostic: Hashable, Sendable {
  /// Stable identifier in kebab case, unique within Argot; never reused for another meaning.
  public let id: String
  public let severity: Severity
  public let message: String
  public let range: ByteRange
  public let notes: [Note]
  public let fixIts: [FixIt]

  public init(
    id: String, severity: Severity, message: String, range: ByteRange, notes: [Note] = [], fixIts: [FixIt] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.range = range
    self.notes = notes
    self.fixIts = fixIts
  }
}
