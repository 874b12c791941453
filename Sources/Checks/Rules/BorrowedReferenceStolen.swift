import ClangFrontend
import FormatSema

/// A borrowed reference behind `N`, which gives it away.
///
/// `N` takes the argument's reference over. An object that belongs to a tuple, a list or the interpreter then loses a
/// reference that nobody had, and is freed while it is still in use. Up to Python 3.11 that is so for `Py_None`, too.
///
/// Wrong:
///
///     Py_BuildValue("(NN)", PyTuple_GetItem(pair, 0), Py_None)
///
/// Right:
///
///     Py_BuildValue("(OO)", PyTuple_GetItem(pair, 0), Py_None)
struct BorrowedReferenceStolen: CallRule {
  let info = RuleInfo(
    "borrowed-reference-stolen", summary: "a borrowed reference is passed to 'N', which gives it away")

  func findings(in call: CheckedCall) -> [Finding] {
    guard case .build = call.function.shape else { return [] }
    return call.fittingPairs.compactMap { format, slot, argument in
      guard slot.unit == "N", let text = owner(argument) else { return nil }
      let edit = call.edit(replacing: slot.range, of: format, with: [UInt8(ascii: "O")])
      return finding(
        "'N' gives away a reference that the call does not own: \(text)", at: call.span(slot.range, of: format),
        in: call, notes: [call.label(argument, slot)],
        fixes: edit.map { [Fix("write 'O', which takes a reference of its own", isSafe: true, edits: [$0])] } ?? [])
    }
  }

  private func owner(_ argument: InspectedArgument) -> String? {
    switch argument.form {
    case .call(let name) where ReferenceFacts.returnsBorrowed(name): "\(name) returns a borrowed one"
    case .address(let variable) where ReferenceFacts.immortal.contains(variable.name): "the object is the interpreter's"
    case .address, .call, .variable, .literal, .other: nil
    }
  }
}
