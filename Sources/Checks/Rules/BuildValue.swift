import ClangFrontend
import FormatDiagnostics
import FormatSema
import FormatUnits

/// An argument that is not what its build unit reads.
///
/// `Py_BuildValue` and the functions that call something read each argument with the width that the unit says, after
/// C's promotions: an `int` where `n` reads a `Py_ssize_t` leaves four bytes undefined, which are zero most of the time
/// on x86-64; a `Py_ssize_t` where `i` reads an `int` is cut.
///
/// Wrong:
///
///     Py_BuildValue("n", 0)
///     Py_BuildValue("i", PyList_GET_SIZE(list))
///     Py_BuildValue("d", number)          /* an int */
///
/// Right:
///
///     Py_BuildValue("n", (Py_ssize_t)0)
///     Py_BuildValue("n", PyList_GET_SIZE(list))
///     Py_BuildValue("d", (double)number)
///
/// Signedness is not compared. NULL is a value for `s`, `z`, `y`, `u` and `U`; for `O`, `S` and `N` it hands on an
/// error.
struct BuildValue: CallRule {
  let info = RuleInfo("build-value", summary: "the argument is not what the unit reads")

  func findings(in call: CheckedCall) -> [Finding] {
    guard case .build = call.function.shape else { return [] }
    return call.fittingPairs.compactMap { format, slot, argument in
      guard argument.isJudgeable, !slot.fits(argument), !slot.isConverter else { return nil }
      return finding(
        "'\(slot.unit)' reads \(slot.argument.type.phrase), the argument is \(argument.quoted)",
        at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)],
        fixes: fixes(slot, argument, format, call))
    }
  }

  private func fixes(
    _ slot: Slot, _ argument: InspectedArgument, _ format: CheckedFormat, _ call: CheckedCall
  ) -> [Fix] {
    guard case .integer(let size, _) = argument.description.type, let span = argument.span else { return [] }
    // A narrow integer where a wide one is read: a cast changes nothing but what is passed.
    if slot.readsWideInteger, size <= 4, argument.isSpelledOut, argument.form != .other {
      let text = Array("(\(slot.argument.type.rawValue))".utf8)
      let place = ByteRange(span.start.offset, span.start.offset)
      let edit = Edit(file: span.start.file, range: place, replacement: text)
      return [Fix("cast the argument to \(slot.argument.type.rawValue)", isSafe: true, edits: [edit])]
    }
    guard let unit = UnitChoice.build(for: argument, insteadOf: slot),
      let edit = call.edit(replacing: slot.range, of: format, with: Array(unit.utf8))
    else { return [] }
    return [Fix("write '\(unit)'", isSafe: false, edits: [edit])]
  }
}
