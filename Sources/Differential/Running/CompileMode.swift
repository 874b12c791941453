import FormatSema
import FormatUnits

/// The ways of compiling a batch that are compared.
package enum CompileMode: Hashable, Sendable, CustomStringConvertible {
  /// C, with the headers of the interpreter.
  case full
  /// C for a limited API: one binary, built with the headers of the oldest interpreter that has it, runs on all.
  case limited(PythonVersion)
  /// C++17, from the text that serves every version.
  case cxx

  package var description: String {
    switch self {
    case .full: "C"
    case .limited(let version): "C, limited API \(version)"
    case .cxx: "C++17"
    }
  }

  /// Whether as much is compared so as is asked for: in other modes less will do, and debug builds are slow.
  func isMain(under interpreter: Interpreter) -> Bool { self == .full && !interpreter.debug }

  func target(headers: PythonVersion) -> CompileTarget {
    switch self {
    case .full: CompileTarget(headers: headers, limitedAPI: nil, isSizeClean: true)
    case .limited(let version): CompileTarget(headers: headers, limitedAPI: version, isSizeClean: true)
    case .cxx: CompileTarget(headers: headers, limitedAPI: nil, isSizeClean: true, isPortable: true)
    }
  }

  /// The compiler's options, besides the optimisation.
  var options: [String] {
    guard case .limited(let version) = self else { return [] }
    return ["-DPy_LIMITED_API=0x0\(version.major)\(String(version.minor + 0x100, radix: 16).dropFirst())0000"]
  }

  var language: ModuleCompiler.Language { self == .cxx ? .cxx : .c }

  /// Whether the call can be written so for an interpreter.
  func holds(_ call: TestedCall, in version: PythonVersion) -> Bool {
    // What serves every version is written for all of them.
    let isLasting = call.exists(in: .oldestSupported) && call.exists(in: .newestSupported)
    return switch self {
    case .full: call.exists(in: version)
    case .limited(let limited): isLasting && call.canBeWritten(forLimitedAPI: limited)
    case .cxx: isLasting
    }
  }
}
