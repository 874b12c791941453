import ClangFrontend
import FormatSema

/// An argument that is not what its conversion in the format of a text reads.
///
/// `PyErr_Format`, `PyUnicode_FromFormat` and their relatives read each argument with the width that the conversion says.
/// Compilers check this for `printf`, but not here.
///
/// Wrong:
///
///     PyErr_Format(PyExc_ValueError, "%d items", PyList_GET_SIZE(list))
///     PyErr_Format(PyExc_TypeError, "%s is no list", object)
///
/// Right:
///
///     PyErr_Format(PyExc_ValueError, "%zd items", PyList_GET_SIZE(list))
///     PyErr_Format(PyExc_TypeError, "%R is no list", object)
///
/// Signedness is not compared.
struct TextValue: CallRule {
  let info = RuleInfo("text-value", summary: "the argument is not what the conversion in the format of a text reads")

  func findings(in call: CheckedCall) -> [Finding] {
    guard case .text = call.function.shape else { return [] }
    return call.fittingPairs.compactMap { format, slot, argument in
      guard argument.isJudgeable, !slot.fits(argument) else { return nil }
      let conversion = slot.unit == "*" ? "'*'" : "'%\(slot.unit)'"
      return finding(
        "\(conversion) reads \(slot.argument.type.phrase), the argument is \(argument.quoted)",
        at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
    }
  }
}
