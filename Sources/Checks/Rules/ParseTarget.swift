import ClangFrontend
import FormatDiagnostics
import FormatSema
import FormatUnits

/// An argument of a parse call that cannot take what its unit stores.
///
/// CPython writes a value of the unit's type through the pointer, whatever it points to. If the variable is narrower,
/// its neighbours are overwritten; if it is wider, a part of it keeps its old bytes, which works by accident on
/// little-endian machines as long as the rest was zero.
///
/// Wrong:
///
///     Py_ssize_t count;  PyArg_ParseTuple(args, "i", &count)
///     bool flag;         PyArg_ParseTuple(args, "p", &flag)
///     int number;        PyArg_ParseTuple(args, "i", number)
///
/// Right:
///
///     Py_ssize_t count;  PyArg_ParseTuple(args, "n", &count)
///     int flag;          PyArg_ParseTuple(args, "p", &flag)
///     int number;        PyArg_ParseTuple(args, "i", &number)
///
/// Width and kind are compared, not signedness: an `unsigned int` behind `i` is not reported, nor is `char **` behind
/// `s`, nor what a `void *` points to. Enumerations count as the integer that they are made of.
struct ParseTarget: CallRule {
  let info = RuleInfo("parse-target", summary: "the argument cannot take what the unit stores")

  func findings(in call: CheckedCall) -> [Finding] {
    guard case .parse = call.function.shape else { return [] }
    let swapped = InputArgument.swappedUnits(in: call)
    return call.fittingPairs.compactMap { format, slot, argument in
      // What is read and not written is another rule's: O!, O& and es begin with such an argument.
      guard slot.argument.role != .input, argument.isJudgeable, !slot.fits(argument), !swapped.contains(slot.range)
      else { return nil }
      return finding(
        message(slot, argument), at: call.span(slot.range, of: format), in: call,
        notes: [call.label(argument, slot)], fixes: fixes(slot, argument, format, call))
    }
  }

  private func message(_ slot: Slot, _ argument: InspectedArgument) -> String {
    let stores = "'\(slot.unit)' stores \(slot.argument.type.phrase)"
    guard case .pointer = argument.description.type else {
      return "\(stores) through its argument, which is no pointer: \(argument.quoted)"
    }
    return "\(stores) through its argument, which is \(argument.quoted)"
  }

  private func fixes(
    _ slot: Slot, _ argument: InspectedArgument, _ format: CheckedFormat, _ call: CheckedCall
  ) -> [Fix] {
    // A variable of the right type, without its `&`.
    if let span = argument.span, argument.isSpelledOut, case .variable(let variable) = argument.form,
      span.length == variable.name.utf8.count, slot.takesAddress(of: argument.unpromoted)
    {
      let place = ByteRange(span.start.offset, span.start.offset)
      let edit = Edit(file: span.start.file, range: place, replacement: [UInt8(ascii: "&")])
      return [Fix("pass the variable's address", isSafe: true, edits: [edit])]
    }
    guard case .pointer = argument.description.type else { return [] }
    return UnitChoice.parse(for: argument, insteadOf: slot).flatMap { unit in
      call.edit(replacing: slot.range, of: format, with: Array(unit.utf8)).map {
        [Fix("write '\(unit)'", isSafe: false, edits: [$0])]
      }
    } ?? []
  }
}
