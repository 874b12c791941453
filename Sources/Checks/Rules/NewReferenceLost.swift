import ClangFrontend
import FormatSema

/// A new reference that is passed where only a borrowed one is taken, and is lost.
///
/// `O` and `S` of a build format, `%R` and its like of `PyErr_Format`, `PyTuple_Pack` and the `PyObject_Call…ObjArgs` functions take references of their own
/// and leave the argument's where it is. If the argument is the call that made the object, nobody has that reference any
/// more, and the object is never freed.
///
/// Wrong:
///
///     Py_BuildValue("(iO)", count, PyLong_FromLong(total))
///
/// Right:
///
///     Py_BuildValue("(iN)", count, PyLong_FromLong(total))
///     Py_BuildValue("(il)", count, total)
///
/// Only calls of functions of the C API that stand in the argument itself are looked at.
struct NewReferenceLost: CallRule {
  let info = RuleInfo("new-reference-lost", summary: "a new reference is passed where a borrowed one is taken")

  func findings(in call: CheckedCall) -> [Finding] {
    switch call.function.shape {
    case .build:
      return call.fittingPairs.compactMap { format, slot, argument in
        guard slot.unit == "O" || slot.unit == "S", let name = maker(argument) else { return nil }
        let edit = call.edit(replacing: slot.range, of: format, with: [UInt8(ascii: "N")])
        return finding(
          "\(name) returns a new reference, which '\(slot.unit)' does not take over: it is never released",
          at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)],
          fixes: edit.map { [Fix("write 'N', which takes it over", isSafe: true, edits: [$0])] } ?? [])
      }
    case .pack, .objects:
      return call.inspected.variadicArguments.compactMap { argument in
        guard let name = maker(argument) else { return nil }
        return finding(
          "\(name) returns a new reference, which \(call.function.name) does not take over: it is never released",
          at: argument.span ?? call.inspected.callee, in: call)
      }
    case .text:
      return call.fittingPairs.compactMap { format, slot, argument in
        guard slot.argument.type == .object, let name = maker(argument) else { return nil }
        return finding(
          "\(name) returns a new reference, which '%\(slot.unit)' does not take over: it is never released",
          at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
      }
    case .parse, .unpack: return []
    }
  }

  private func maker(_ argument: InspectedArgument) -> String? {
    guard case .call(let name) = argument.form, ReferenceFacts.returnsNew(name) else { return nil }
    return name
  }
}
