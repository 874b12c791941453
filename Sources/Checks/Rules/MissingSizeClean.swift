import FormatUnits

/// A unit with `#` without `PY_SSIZE_T_CLEAN`.
///
/// The length of `s#`, `y#` and the others is a `Py_ssize_t` if the macro `PY_SSIZE_T_CLEAN` is defined before
/// `Python.h` is included. Without it, Python 3.10 to 3.12 raise `SystemError` at each such call, 3.9 reads or writes an
/// `int`. From 3.13 on it makes no difference; but a binary for an older limited API that is built with headers of 3.13
/// or newer calls the functions without the macro's effect, and fails on 3.10 to 3.12.
///
/// Right:
///
///     #define PY_SSIZE_T_CLEAN
///     #include <Python.h>
struct MissingSizeClean: CallRule {
  let info = RuleInfo("missing-ssize-t-clean", summary: "a unit with '#' needs PY_SSIZE_T_CLEAN")

  func findings(in call: CheckedCall) -> [Finding] {
    guard let message = Self.message(call.target) else { return [] }
    return call.formats.flatMap { format in
      format.units.filter { $0.unit.spelling.hasSuffix("#") }.map { unit, range in
        finding("'\(unit.spelling)' \(message)", at: call.span(range, of: format), in: call)
      }
    }
  }

  /// Why lengths are not `Py_ssize_t` on all versions, nil if they are.
  static func message(_ target: CheckTarget) -> String? {
    let raising = PythonVersion(3, 10)...PythonVersion(3, 12)
    guard target.versions.overlaps(raising) else { return nil }
    if target.compile.headers > raising.upperBound {
      guard let limited = target.compile.limitedAPI else {
        return target.compile.isSizeClean
          ? nil : "needs PY_SSIZE_T_CLEAN to be defined before Python.h is included: 3.10 to 3.12 raise SystemError"
      }
      return limited > raising.upperBound
        ? nil
        : "fails on 3.10 to 3.12: headers of \(target.compile.headers) leave PY_SSIZE_T_CLEAN without effect in a binary "
          + "for the limited API of \(limited)"
    }
    return target.compile.isSizeClean
      ? nil : "needs PY_SSIZE_T_CLEAN to be defined before Python.h is included: 3.10 to 3.12 raise SystemError"
  }
}
