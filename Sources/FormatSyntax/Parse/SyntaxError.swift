import FormatDiagnostics

/// One finding about a format: what it is, where, and what CPython does about it.
public struct SyntaxError: Hashable, Sendable {
  public let kind: SyntaxErrorKind
  public let range: ByteRange
  public let effect: SyntaxEffect

  public init(_ kind: SyntaxErrorKind, _ range: ByteRange, _ effect: SyntaxEffect) {
    self.kind = kind
    self.range = range
    self.effect = effect
  }

  public var severity: Severity {
    switch effect {
    case .accepts, .rejects: .warning
    case .aborts, .rejectsEveryCall, .rejectsWhenReached, .rejectsWhenGiven, .undefined, .misread, .unsupported: .error
    }
  }

  /// The finding as text: what is wrong, then as a note what CPython does.
  public var diagnostic: Diagnostic {
    Diagnostic(
      id: kind.id, severity: severity, message: kind.message, range: range,
      notes: [Note(effect.description, at: range)], fixIts: kind.fixIts(at: range))
  }
}

/// What CPython does with a format that has a `SyntaxError`.
public enum SyntaxEffect: Hashable, Sendable, CustomStringConvertible {
  /// The process ends with `Py_FatalError` before any argument is looked at.
  case aborts
  /// No call succeeds, whatever the arguments.
  case rejectsEveryCall
  /// Calls fail that give this argument, counted from 1, or a later one: CPython does not look at units of absent
  /// arguments.
  case rejectsWhenReached(argument: Int)
  /// As `rejectsWhenReached`; but CPython 3.12 and older pass over the unit of an absent argument without complaint.
  case rejectsWhenGiven(argument: Int)
  /// CPython leaves the format or one of its own arrays, and anything may happen.
  case undefined
  /// CPython may accept the format, but does not read it as it is written.
  case misread
  /// CPython accepts the format, Argot does not.
  case unsupported
  /// CPython accepts the format and pays no attention to the bytes in question.
  case accepts
  /// Some releases reject the format, the others accept it as the tree says.
  case rejects(ReleaseSpan)

  /// Whether CPython raises an exception at some calls, in some release.
  public var isRejection: Bool {
    switch self {
    case .rejectsEveryCall, .rejectsWhenReached, .rejectsWhenGiven, .rejects: true
    case .aborts, .undefined, .misread, .unsupported, .accepts: false
    }
  }

  public var description: String {
    switch self {
    case .aborts: "CPython aborts the process (Py_FatalError) at every call"
    case .rejectsEveryCall: "CPython rejects this format at every call"
    case .rejectsWhenReached(let argument):
      "CPython accepts this format unless argument \(argument) or a later one is given"
    case .rejectsWhenGiven(let argument):
      "CPython accepts this format unless argument \(argument) or, from 3.13 on, a later one is given"
    case .undefined: "CPython does not check this: its behavior is undefined"
    case .misread: "CPython may accept this format, but reads it differently"
    case .unsupported: "CPython accepts this format; Argot does not"
    case .accepts: "CPython accepts this format and ignores this"
    case .rejects(let releases): "CPython \(releases) rejects this format; other releases accept it"
    }
  }
}

/// The releases in which CPython rejects what it accepts in others.
public enum ReleaseSpan: Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// Before 3.13: separators in front of an end (Python/modsupport.c).
  case before313
  /// Before 3.11.7, and 3.12.0: `es` and `et` in groups (gh-112438).
  case withEncodedUnitsMiscounted
  /// The same, and again from 3.14 on: an `e` that begins no unit counts as an item of its group.
  case withLoneEncodedStartCounted

  /// Whether the release with this `PY_VERSION_HEX` belongs to the span.
  public func contains(versionHex: Int) -> Bool {
    switch self {
    case .before313: versionHex < 0x030D_0000
    case .withEncodedUnitsMiscounted: versionHex < 0x030B_0700 || (0x030C_0000..<0x030C_0100).contains(versionHex)
    case .withLoneEncodedStartCounted:
      versionHex >= 0x030E_0000 || ReleaseSpan.withEncodedUnitsMiscounted.contains(versionHex: versionHex)
    }
  }

  public var description: String {
    switch self {
    case .before313: "3.12 and older"
    case .withEncodedUnitsMiscounted: "3.11.6 and older, and 3.12.0,"
    case .withLoneEncodedStartCounted: "3.11.6 and older, 3.12.0, and 3.14 and newer"
    }
  }
}
