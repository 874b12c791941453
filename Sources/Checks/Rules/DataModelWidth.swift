import ClangFrontend
import FormatSema
import FormatUnits

/// An argument that has its unit's width here, but not on other systems.
///
/// A `long` has eight bytes on 64-bit Linux and four on 64-bit Windows; a `Py_ssize_t` has eight on both and four on
/// 32-bit systems. A call that mixes such types is right where it was written and wrong elsewhere.
///
/// Wrong on 64-bit Windows:
///
///     Py_ssize_t count;  PyArg_ParseTuple(args, "l", &count)
///     Py_BuildValue("k", size)            /* a size_t */
///
/// Right everywhere:
///
///     Py_ssize_t count;  PyArg_ParseTuple(args, "n", &count)
///     Py_BuildValue("n", (Py_ssize_t)size)
///
/// Types are told apart by the names with which the source declares them.
struct DataModelWidth: CallRule {
  let info = RuleInfo(
    "data-model-width", .portability, .warning, summary: "the argument has the unit's width on some systems only")

  func findings(in call: CheckedCall) -> [Finding] {
    call.fittingPairs.compactMap { format, slot, argument in
      guard slot.fits(argument), let name = argument.numberName(for: slot.argument.role) else { return nil }
      let type = slot.argument.type
      let wrong = DataModel.allCases.compactMap { model -> (model: DataModel, unit: Int, argument: Int)? in
        guard let wanted = model.size(of: type), let given = model.size(of: name), wanted != given else { return nil }
        return (model, wanted, given)
      }
      guard let first = wrong.first, DataModel.lp64.size(of: type) == DataModel.lp64.size(of: name) else { return nil }
      let verb = slot.argument.role == .input ? "reads" : "stores"
      return finding(
        "'\(slot.unit)' \(verb) a \(type.rawValue), the argument is '\(argument.spelling)': \(first.unit) and "
          + "\(first.argument) bytes on \(wrong.map(\.model.description).joined(separator: " and "))",
        at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
    }
  }
}
