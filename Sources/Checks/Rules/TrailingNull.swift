import ClangFrontend

/// A NULL behind the last argument, as if it ended the list.
///
/// Functions that take a format know from it how many arguments there are; the NULL is never looked at. It does no
/// harm, but tells the reader something that is not so, and hides from him that `PyObject_CallFunctionObjArgs` is
/// different.
///
///     PyObject_CallFunction(callable, "OO", first, second, NULL)
struct TrailingNull: CallRule {
  let info = RuleInfo("trailing-null", .style, .warning, summary: "a NULL ends arguments that need no end")

  func findings(in call: CheckedCall) -> [Finding] {
    call.readableFormats.prefix(1).compactMap { format in
      guard Self.isSurplus(in: call.inspected, slots: format.slots.count), let last = call.inspected.arguments.last
      else { return nil }
      return finding("the format needs no NULL behind its last argument", at: last.span ?? call.formatSpan, in: call)
    }
  }

  /// Whether all that the call passes too much is one NULL at its end.
  static func isSurplus(in call: InspectedCall, slots: Int) -> Bool {
    let given = call.variadicArguments
    return given.count == slots + 1 && given.last?.isNull == true
  }
}
