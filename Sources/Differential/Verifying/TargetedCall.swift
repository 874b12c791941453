import FormatSema
import FormatUnits

/// A call, and for which API it is compiled.
package struct TargetedCall: Hashable, Sendable {
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

  /// Why the call cannot be made in a version; nil if it can.
  package func obstacle(in version: PythonVersion) -> String? {
    if let limitedAPI, limitedAPI > version {
      return "the limited API of \(limitedAPI) is newer than CPython \(version)"
    }
    guard call.exists(in: version) else { return "CPython \(version) does not have all of its units" }
    guard mode(.varargs).holds(call, in: version) else { return "the limited API does not have all that it passes" }
    return nil
  }

  /// Why the call is not compiled for an interpreter; nil if it is.
  func reasonLeft(_ convention: MethodConvention, for interpreter: Interpreter) -> String? {
    let version = interpreter.minorVersion
    if let obstacle = obstacle(in: version) { return obstacle }
    if interpreter.debug, let exclusion = Exclusion.underDebugBuild(call, in: version) { return exclusion.reason }
    let target = mode(convention).target(headers: version)
    return BatchSource.reasonLeft(call, target: target, convention: convention)
  }
}
