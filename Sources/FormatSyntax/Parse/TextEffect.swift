import FormatUnits

/// What one version of CPython does with a finding in a text format.
public enum TextOutcome: String, Hashable, Sendable, CaseIterable {
  /// It formats as the tree says.
  case formats
  /// It formats, and pays no attention to the bytes in question.
  case ignores
  /// It copies the rest of the format, from the `%` on, and reads no further argument.
  case copiesRest = "copies-rest"
  /// `SystemError` "invalid format string: …"
  case systemError = "SystemError"
  /// `ValueError`
  case valueError = "ValueError"

  /// Whether nothing behind the finding is read any more.
  public var isFinal: Bool { self != .formats && self != .ignores }

  fileprivate func phrase(_ plural: Bool) -> String {
    switch self {
    case .formats: plural ? "format this" : "formats this"
    case .ignores: plural ? "ignore this" : "ignores this"
    case .copiesRest: "\(plural ? "copy" : "copies") the rest of the format as it is"
    case .systemError: "\(plural ? "raise" : "raises") SystemError"
    case .valueError: "\(plural ? "raise" : "raises") ValueError"
    }
  }
}

/// What the versions of CPython do with a finding in a text format: one outcome from each of some versions on.
public struct TextEffect: Hashable, Sendable, CustomStringConvertible {
  private let first: TextOutcome
  private let changes: [Change]

  private struct Change: Hashable {
    let since: PythonVersion
    let outcome: TextOutcome
  }

  /// - Parameter changes: In the order of the versions.
  init(_ first: TextOutcome, _ changes: (since: PythonVersion, outcome: TextOutcome)...) {
    self.first = first
    var kept: [Change] = []
    for (since, outcome) in changes where outcome != (kept.last?.outcome ?? first) {
      kept.append(Change(since: since, outcome: outcome))
    }
    self.changes = kept
  }

  /// From 3.12 on an invalid format is an error in the unicode family, which it was not before.
  static let strictSince = PythonVersion(3, 12)

  /// From 3.14 on the unicode family looks for bytes that are not ASCII before it formats anything.
  static let looksAheadSince = PythonVersion(3, 14)

  /// No version of the family can make anything of it.
  static func invalid(in family: TextFamily) -> TextEffect {
    family == .bytes ? TextEffect(.copiesRest) : TextEffect(.copiesRest, (strictSince, .systemError))
  }

  /// The unicode family knows it since `version`.
  static func known(since version: PythonVersion) -> TextEffect {
    version <= strictSince
      ? TextEffect(.copiesRest, (version, .formats))
      : TextEffect(.copiesRest, (strictSince, .systemError), (version, .formats))
  }

  public func outcome(in version: PythonVersion) -> TextOutcome {
    changes.last { $0.since <= version }?.outcome ?? first
  }

  /// The outcomes, the oldest version's first.
  public var outcomes: [TextOutcome] { [first] + changes.map(\.outcome) }

  public var description: String {
    if changes.isEmpty { return "CPython \(first.phrase(false))" }
    let spans = changes.enumerated().map { index, change -> String in
      guard index + 1 < changes.count else { return "\(change.since) and newer \(change.outcome.phrase(true))" }
      let last = PythonVersion(3, changes[index + 1].since.minor - 1)
      return last == change.since
        ? "\(last) \(change.outcome.phrase(false))" : "\(change.since) to \(last) \(change.outcome.phrase(true))"
    }
    let oldest = PythonVersion(3, changes[0].since.minor - 1)
    return "CPython \(oldest) and older \(first.phrase(true)), \(spans.joined(separator: ", "))"
  }
}
