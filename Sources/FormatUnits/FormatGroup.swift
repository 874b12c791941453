/// What brackets mean in one language, as a `group` entry in `Grammar/` describes it: `(items)`, `[items]`, `{items}`.
///
/// A group has no C arguments of its own; it takes its items', in order.
public struct FormatGroup: Sendable {
  public let language: FormatUnit.Language
  /// The brackets around the word `items`.
  public let spelling: String
  /// Python types accepted (parse) or produced (build).
  public let python: String
  /// How the items are reached or put in.
  public let conversion: String
  /// Ownership in a sentence.
  public let ownershipNote: String
  /// What a failing group has written or consumed.
  public let onFailure: String
  /// Error templates, in the order in which they can occur.
  public let errors: [String]
  public let since: PythonVersion
  /// First version without the group.
  public let removed: PythonVersion?
  /// Deprecations, empty where there are none.
  public let deprecated: String
  public let notes: String
}
