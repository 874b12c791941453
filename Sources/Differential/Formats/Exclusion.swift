import FormatSyntax

/// What the comparison leaves out, by name and with the reason. This is the only place that leaves anything out.
public enum Exclusion: String, Hashable, Sendable, CaseIterable {
  /// Formats at which CPython ends the process.
  case aborts
  /// Formats that CPython reads with undefined behavior.
  case undefined
  /// Whether two keys of dictionary literals are one object.
  case literalKeyIdentity

  /// Why it is left out, as a sentence without a full stop.
  public var reason: String {
    switch self {
    case .aborts: "CPython ends the process (Py_FatalError) before it looks at an argument"
    case .undefined:
      "CPython leaves one of its own arrays, which is too small for so many units to clean up or so deep groups"
    case .literalKeyIdentity: "a literal key is made once and shared, so `is` may call two keys the same object"
    }
  }

  /// The exclusion of formats about which the parser says this.
  init?(_ effect: SyntaxEffect) {
    switch effect {
    case .aborts: self = .aborts
    case .undefined: self = .undefined
    default: return nil
    }
  }
}
