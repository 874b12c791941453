import ClangFrontend

/// A comment that declares a function to be like one of CPython's, and is without effect.
///
/// A function of the project that hands a format on is checked like CPython's own if a comment at its prototype says so:
///
///     int My_ParseTuple(PyObject *args, const char *format, ...);  // argot: like[PyArg_ParseTuple]
///
/// The comment stands on a line of the prototype, or alone on the line above. It names one of CPython's functions that
/// take a format: one with variadic arguments for such a function, one with a `va_list` for the other kind. The format,
/// and behind it the keyword list, are the last parameters in front of these arguments.
struct WrapperDeclaration: UnitRule {
  let info = RuleInfo("wrapper-declaration", summary: "a comment declares no function that takes a format")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.inspection.wrapperComments.compactMap { comment in comment.problem.map { finding($0, at: comment.place) } }
  }
}
