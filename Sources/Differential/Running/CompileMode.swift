import FormatSema
import FormatUnits

/// The ways of compiling a batch that are compared.
package struct CompileMode: Hashable, Sendable, CustomStringConvertible {
  /// What the text is compiled as.
  package enum Dialect: Hashable, Sendable {
    /// C, with the headers of the interpreter.
    case full
    /// C for a limited API: one binary, built with the headers of the oldest interpreter that has it, runs on all.
    case limited(PythonVersion)
    /// C++17, from the text that serves every version.
    case cxx
  }

  package let dialect: Dialect
  /// How the functions that parse are entered.
  package let convention: MethodConvention

  package static let full = CompileMode(.full)
  package static let cxx = CompileMode(.cxx)
  package static func limited(_ version: PythonVersion) -> CompileMode { CompileMode(.limited(version)) }

  package init(_ dialect: Dialect, convention: MethodConvention = .varargs) {
    self.dialect = dialect
    self.convention = convention
  }

  package var description: String {
    let language =
      switch dialect {
      case .full: "C"
      case .limited(let version): "C, limited API \(version)"
      case .cxx: "C++17"
      }
    return convention == .fastcall ? "\(language), METH_FASTCALL" : language
  }

  /// Whether one binary serves all interpreters.
  package var isLimited: Bool { if case .limited = dialect { true } else { false } }

  /// Whether as much is compared so as is asked for: in other modes less will do, and debug builds are slow.
  func isMain(under interpreter: Interpreter) -> Bool { self == .full && !interpreter.debug }

  package func target(headers: PythonVersion) -> CompileTarget {
    switch dialect {
    case .full: CompileTarget(headers: headers, limitedAPI: nil, isSizeClean: true)
    case .limited(let version): CompileTarget(headers: headers, limitedAPI: version, isSizeClean: true)
    case .cxx: CompileTarget(headers: headers, limitedAPI: nil, isSizeClean: true, isPortable: true)
    }
  }

  /// The compiler's options, besides the optimisation.
  package var options: [String] {
    guard case .limited(let version) = dialect else { return [] }
    return ["-DPy_LIMITED_API=0x0\(version.major)\(String(version.minor + 0x100, radix: 16).dropFirst())0000"]
  }

  var language: ModuleCompiler.Language { dialect == .cxx ? .cxx : .c }

  /// Whether the call can be written so for an interpreter.
  func holds(_ call: TestedCall, in version: PythonVersion) -> Bool {
    if convention == .fastcall, !call.takesTuple { return false }
    // What serves every version is written for all of them.
    let isLasting = call.exists(in: .oldestSupported) && call.exists(in: .newestSupported)
    return switch dialect {
    case .full: call.exists(in: version)
    case .limited(let limited): isLasting && call.canBeWritten(forLimitedAPI: limited)
    case .cxx: isLasting
    }
  }
}
