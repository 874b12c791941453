import ClangFrontend
import FormatSema

/// A `PyObject_Call…ObjArgs` call whose last argument is not NULL.
///
/// These functions read objects up to a NULL: without one they go on with whatever follows.
///
/// Wrong:
///
///     PyObject_CallFunctionObjArgs(callable, first, second)
///
/// Right:
///
///     PyObject_CallFunctionObjArgs(callable, first, second, NULL)
///
/// In C the constant 0 is an `int` there, and NULL has to be written.
struct ObjectSentinel: CallRule {
  let info = RuleInfo("object-sentinel", summary: "the objects of a PyObject_Call…ObjArgs call do not end with NULL")

  func findings(in call: CheckedCall) -> [Finding] {
    guard call.function.shape == .objects, let last = call.inspected.arguments.last else { return [] }
    if last.isNull { return [] }
    if case .integer = last.description.type, last.value == 0 {
      return [
        finding(
          "0 is an int here, and no end of the objects: write NULL", at: last.span ?? call.inspected.callee, in: call)
      ]
    }
    // What a condition chooses, or a caller gives, may be NULL, and then ends the objects.
    if last.form == .other { return [] }
    if case .variable(let variable) = last.form, variable.parameter != nil { return [] }
    return [
      finding(
        "the last argument of \(call.function.name) is not NULL", at: last.span ?? call.inspected.callee, in: call)
    ]
  }
}
