import FormatSema
import FormatUnits

/// A call that is to be verified, and for which API it is compiled.
package struct VerifiedCall: Hashable, Sendable {
  /// What is called with which format.
  package let call: TestedCall
  /// The limited API that the call's source keeps to; nil for the full one.
  package let limitedAPI: PythonVersion?

  package init(_ call: TestedCall, limitedAPI: PythonVersion? = nil) {
    self.call = call
    self.limitedAPI = limitedAPI
  }

  /// How the call is compiled for a function that is entered so.
  func mode(_ convention: MethodConvention) -> CompileMode {
    CompileMode(limitedAPI.map(CompileMode.Dialect.limited) ?? .full, convention: convention)
  }

  /// Why the call is not compiled for an interpreter; nil if it is.
  func reasonLeft(_ convention: MethodConvention, for interpreter: Interpreter) -> String? {
    let version = interpreter.minorVersion
    if let limitedAPI, limitedAPI > version {
      return "the limited API of \(limitedAPI) is newer than CPython \(version)"
    }
    let mode = mode(convention)
    guard call.exists(in: version) else { return "CPython \(version) does not have all of its units" }
    guard mode.holds(call, in: version) else { return "the limited API does not have all that it passes" }
    if interpreter.debug, let exclusion = Exclusion.underDebugBuild(call, in: version) { return exclusion.reason }
    return BatchSource.reasonLeft(call, target: mode.target(headers: version), convention: convention)
  }
}
