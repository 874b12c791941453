import ClangFrontend
import FormatSema
import FormatSyntax
import FormatUnits

/// What the checked code is built for.
public struct CheckTarget: Hashable, Sendable {
  /// What the translation unit was read against.
  public let compile: CompileTarget
  /// The versions on which the code has to work.
  public let versions: ClosedRange<PythonVersion>

  /// - Parameter versions: nil for those on which a build against the unit's headers runs.
  public init(compile: CompileTarget, versions: ClosedRange<PythonVersion>? = nil) {
    self.compile = compile
    self.versions = versions ?? compile.versions
  }

  /// The same as a call sees it: up to the 3.12 headers a function's declared name tells whether `PY_SSIZE_T_CLEAN` was in
  /// force where it was called.
  func seen(from call: InspectedCall) -> CheckTarget {
    guard compile.headers <= PythonVersion(3, 12), call.function.isRenamedWhenClean else { return self }
    let compile = CompileTarget(
      headers: compile.headers, limitedAPI: compile.limitedAPI, isSizeClean: call.declaredName != call.function.name,
      isPortable: compile.isPortable)
    return CheckTarget(compile: compile, versions: versions)
  }

  /// The type of a length behind `#`, nil if it depends on the version or if there is none: without `PY_SSIZE_T_CLEAN` it
  /// is an `int` in 3.9, an error in 3.10 to 3.12, and a `Py_ssize_t` from 3.13 on.
  var lengthType: CValueType? {
    guard MissingSizeClean.message(self) == nil else { return nil }
    if compile.isSizeClean || versions.lowerBound >= PythonVersion(3, 13) { return .ssize }
    return versions.upperBound < PythonVersion(3, 10) ? .int : nil
  }

  /// The minor versions, oldest first.
  public var all: [PythonVersion] {
    (versions.lowerBound.minor...max(versions.lowerBound.minor, versions.upperBound.minor)).map { PythonVersion(3, $0) }
  }

  /// Whether CPython does not accept, or does not read as it is written, what the error is about, on some version.
  func isRejected(_ error: SyntaxError) -> Bool {
    switch error.effect {
    case .accepts, .unsupported: false
    case .rejects(let releases):
      all.contains { version in
        // The newest release of a minor version speaks for it.
        releases.contains(versionHex: 0x0300_0000 | version.minor << 16 | 0xFFF0)
      }
    case .aborts, .rejectsEveryCall, .rejectsWhenReached, .rejectsWhenGiven, .undefined, .misread: true
    }
  }

  /// Whether some version reads nothing behind what the error is about.
  func stops(at error: TextError) -> Bool { all.contains { error.effect.outcome(in: $0).isFinal } }
}
