/// A use of a variable, as far as it matters to who owns its value and whether it has one.
public struct VariableUse: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Its address is an argument of a function with this name.
    case addressPassed(to: String)
    /// Its address goes somewhere else.
    case addressTaken
    /// Its value is an argument of a function with this name, empty where it has none.
    case passed(to: String)
    /// A member of it, or what it points to, is used.
    case accessed
    /// It gets a value.
    case written
    /// Its value is returned, or becomes that of another variable.
    case copied
    /// Its value is looked at.
    case read
  }

  public let kind: Kind
  public let place: SourceSpan
  /// Whether every way through the function that reaches the statement around it, and does not leave before, comes by.
  public let isUnconditional: Bool

  public init(kind: Kind, place: SourceSpan, isUnconditional: Bool) {
    self.kind = kind
    self.place = place
    self.isUnconditional = isUnconditional
  }
}

/// A variable of a function to which a parse call stores something.
public struct InspectedVariable: Hashable, Sendable {
  public enum Initializer: Hashable, Sendable {
    case none
    /// A constant 0, or NULL.
    case null
    case other
  }

  /// As `Variable.identity`.
  public let identity: Int
  public let name: String
  public let declaration: SourcePosition
  public let initializer: Initializer
  /// All uses, in the order of the text; those in macros stand where the macro is used.
  public let uses: [VariableUse]
  /// Where control can leave the order of the text: `return`, `break`, `continue` and `goto` with what belongs to them, as
  /// offsets in the same file.
  public let exits: [Range<Int>]
  /// Whether the function has labels, to which control can jump.
  public let hasLabels: Bool

  public init(
    identity: Int, name: String, declaration: SourcePosition, initializer: Initializer, uses: [VariableUse],
    exits: [Range<Int>], hasLabels: Bool
  ) {
    self.identity = identity
    self.name = name
    self.declaration = declaration
    self.initializer = initializer
    self.uses = uses
    self.exits = exits
    self.hasLabels = hasLabels
  }
}
