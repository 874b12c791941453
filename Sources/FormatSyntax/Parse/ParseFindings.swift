import FormatDiagnostics

/// The findings about one parse format while it is read: how far a call must get to meet them is known at once, whether
/// every call gets that far only at the end.
struct ParseFindings {
  private enum Consequence {
    case settled(SyntaxEffect)
    /// Rejected by calls that give, or look for, so many arguments.
    case withArguments(Int)
  }

  private var entries: [(kind: SyntaxErrorKind, range: ByteRange, consequence: Consequence)] = []

  mutating func add(_ kind: SyntaxErrorKind, _ range: ByteRange, _ effect: SyntaxEffect) {
    entries.append((kind, range, .settled(effect)))
  }

  /// Adds a finding that calls meet which give, or look for, at least `arguments` arguments.
  mutating func add(_ kind: SyntaxErrorKind, _ range: ByteRange, withArguments arguments: Int) {
    entries.append((kind, range, .withArguments(arguments)))
  }

  /// The findings, if a call must give `required` arguments.
  func resolved(required: Int) -> [SyntaxError] {
    entries.map { entry in
      switch entry.consequence {
      case .settled(let effect): SyntaxError(entry.kind, entry.range, effect)
      case .withArguments(let arguments):
        SyntaxError(
          entry.kind, entry.range,
          arguments <= required ? .rejectsEveryCall : .rejectsWhenReached(argument: arguments))
      }
    }
  }
}
