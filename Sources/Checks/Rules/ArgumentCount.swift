import ClangFrontend
import FormatSema

/// More or fewer C arguments than the units of the format take.
///
/// CPython takes as many arguments from the call as the format says. One that is missing is whatever the register or
/// the stack holds: a parse call then writes through it. One that is left over is never written or read.
///
/// Wrong:
///
///     PyArg_ParseTuple(args, "s#i", &text, &number)
///     Py_BuildValue("(ii)", width, height, depth)
///
/// Right:
///
///     PyArg_ParseTuple(args, "s#i", &text, &length, &number)
///     Py_BuildValue("(iii)", width, height, depth)
///
/// A NULL behind the last argument does no harm; `trailing-null` is about it.
struct ArgumentCount: CallRule {
  let info = RuleInfo("argument-count", summary: "the call passes another number of arguments than the format takes")

  func findings(in call: CheckedCall) -> [Finding] {
    guard call.function.firstVariadicIndex != nil else { return [] }
    let given = Array(call.inspected.variadicArguments)
    return call.readableFormats.compactMap { format in
      let slots = format.slots
      if given.count == slots.count { return nil }
      if TrailingNull.isSurplus(in: call.inspected, slots: slots.count) { return nil }
      let text =
        "the format takes \(slots.count) argument\(slots.count == 1 ? "" : "s"), the call passes \(given.count)"
      if given.count < slots.count {
        let missing = slots[given.count]
        return finding(
          text, at: call.span(missing.range, of: format), in: call,
          notes: [Label("'\(missing.unit)' has no argument (\(missing.argument.spelling))")])
      }
      return finding(
        text, at: given[slots.count].span ?? call.formatSpan, in: call,
        notes: [Label("no unit takes this argument", at: call.formatSpan)])
    }
  }
}
