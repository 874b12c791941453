import FormatSyntax
import FormatUnits

/// Well-formed formats that the comparison leaves out, by name and with the reason.
///
/// Formats that Argot rejects are no calls to compare (`TestedCall.Obstacle`). One difference is no exclusion, as nothing
/// compares it: a literal dictionary key is made once and shared, so that `is` may call two keys the same object. What is
/// allowed for some values only stands in `Harness/allowed.py`.
public enum Exclusion: String, Hashable, Sendable, CaseIterable {
  /// Formats at which CPython ends the process.
  case aborts
  /// Formats that CPython reads with undefined behavior.
  case undefined
  /// Names outside ASCII up to 3.12, in builds with assertions.
  case namesOutsideASCII

  /// Why it is left out, as a sentence without a full stop.
  public var reason: String {
    switch self {
    case .aborts: "CPython ends the process (Py_FatalError) before it looks at an argument"
    case .undefined:
      "CPython leaves one of its own arrays, which is too small for so many units to clean up or so deep groups"
    case .namesOutsideASCII:
      "CPython 3.12 and older compares a name with text that must be ASCII; builds with assertions end there"
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

  /// The exclusion of a call under debug builds of a version, nil where there is none.
  static func underDebugBuild(_ call: TestedCall, in version: PythonVersion) -> Exclusion? {
    let isCompared = version < PythonVersion(3, 13) && call.keywords?.joined().contains { $0 >= 0x80 } ?? false
    return isCompared ? .namesOutsideASCII : nil
  }
}
