import ClangFrontend
import FormatSema
import FormatUnits

/// The function of an `O&` unit cannot be called as CPython calls it.
///
/// A converter of a parse call is an `int (*)(PyObject *, void *)`, or takes a pointer of another type in the place of
/// `void *`; one of a build call is a `PyObject *(*)(void *)`. Arguments in the wrong order are the usual mistake: the
/// variable's address is then called.
///
/// Wrong:
///
///     PyArg_ParseTuple(args, "O&", &path, PyUnicode_FSConverter)
///
/// Right:
///
///     PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path)
struct ConverterFunction: CallRule {
  let info = RuleInfo("converter-function", summary: "the function of an O& unit is none")

  func findings(in call: CheckedCall) -> [Finding] {
    call.fittingPairs.compactMap { format, slot, argument in
      guard slot.isConverter, argument.isJudgeable, !slot.fits(argument), !isErased(argument) else { return nil }
      return finding(
        "'\(slot.unit)' calls its first argument, which is no function: \(argument.quoted)",
        at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
    }
  }

  /// A `void *` may well hold the address of a function.
  private func isErased(_ argument: InspectedArgument) -> Bool { argument.description.type == .pointer(.void) }
}
