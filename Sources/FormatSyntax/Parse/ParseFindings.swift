import FormatDiagnostics

/// The findings about one parse format while it is read: how far a call must get to meet them is known at once, whether
/// every call gets that far only at the end.
struct ParseFindings {
  private enum Consequence {
    case settled(SyntaxEffect)
    /// Rejected by calls that give this argument or a later one; `whenGiven`, by old releases only with this one.
    case withArguments(Int, whenGiven: Bool)
  }

  private var entries: [(kind: SyntaxErrorKind, range: ByteRange, consequence: Consequence)] = []

  mutating func add(_ kind: SyntaxErrorKind, _ range: ByteRange, _ effect: SyntaxEffect) {
    entries.append((kind, range, .settled(effect)))
  }

  /// Adds a finding that calls meet which give argument number `arguments` or a later one.
  ///
  /// - Parameter whenGiven: Whether CPython 3.12 and older pass over it where the argument itself is absent.
  mutating func add(
    _ kind: SyntaxErrorKind, _ range: ByteRange, withArguments arguments: Int, whenGiven: Bool = false
  ) {
    entries.append((kind, range, .withArguments(arguments, whenGiven: whenGiven)))
  }

  /// Whether calls that give argument number `arguments` fail in every release because of what was added.
  func reject(upTo arguments: Int) -> Bool {
    entries.contains { entry in
      if case .withArguments(let met, whenGiven: false) = entry.consequence { met <= arguments } else { false }
    }
  }

  /// The findings, if a call must give `required` arguments.
  func resolved(required: Int) -> [SyntaxError] {
    entries.map { entry in
      switch entry.consequence {
      case .settled(let effect): SyntaxError(entry.kind, entry.range, effect)
      case .withArguments(let arguments, let whenGiven):
        SyntaxError(entry.kind, entry.range, effect(arguments, required, whenGiven))
      }
    }
  }

  private func effect(_ arguments: Int, _ required: Int, _ whenGiven: Bool) -> SyntaxEffect {
    if arguments <= required { return .rejectsEveryCall }
    return whenGiven ? .rejectsWhenGiven(argument: arguments) : .rejectsWhenReached(argument: arguments)
  }
}
