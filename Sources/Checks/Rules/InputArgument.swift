import ClangFrontend
import FormatDiagnostics
import FormatSema
import FormatUnits

/// An argument that a parse unit reads is not what it reads: the type of `O!`, the converter of `O&`, the encoding of
/// `es` and `et`.
///
/// These units take two arguments, the first of which is not written but used: as a type object, called, or taken for
/// the name of an encoding. If the order is wrong, CPython uses the variable's address for it.
///
/// Wrong:
///
///     PyArg_ParseTuple(args, "O!", &list, &PyList_Type)
///     PyArg_ParseTuple(args, "es", &text, "utf-8")
///
/// Right:
///
///     PyArg_ParseTuple(args, "O!", &PyList_Type, &list)
///     PyArg_ParseTuple(args, "es", "utf-8", &text)
struct InputArgument: CallRule {
  let info = RuleInfo("input-argument", summary: "the argument that a parse unit reads is not what it reads")

  func findings(in call: CheckedCall) -> [Finding] {
    guard case .parse = call.function.shape else { return [] }
    return call.fittingPairs.compactMap { format, slot, argument in
      guard slot.argument.role == .input, !slot.isConverter, argument.isJudgeable, !slot.fits(argument)
      else { return nil }
      let message =
        Self.swappedUnits(in: call).contains(slot.range)
        ? "the arguments of '\(slot.unit)' are in the wrong order: it reads \(slot.argument.type.phrase) first, the "
          + "argument is \(argument.quoted)"
        : "'\(slot.unit)' reads \(slot.argument.type.phrase) first, the argument is \(argument.quoted)"
      return finding(
        message, at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
    }
  }

  /// Where units stand of which either argument would be right in the place of the other.
  static func swappedUnits(in call: CheckedCall) -> Set<ByteRange> {
    let pairs = call.fittingPairs
    return Set(
      zip(pairs, pairs.dropFirst()).filter { first, second in
        first.slot.range == second.slot.range && first.slot.argument.role == .input
          && !first.slot.fits(first.argument) && first.slot.fits(second.argument) && second.slot.fits(first.argument)
      }.map(\.0.slot.range))
  }
}
