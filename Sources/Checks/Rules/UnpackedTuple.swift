import ClangFrontend
import FormatSema
import FormatSyntax

/// The only object of a call's format, which is unpacked if it is a tuple.
///
/// `PyObject_CallFunction` and its like make the call's arguments of what the format builds: of several units a tuple, of
/// one unit the object itself. If that object happens to be a tuple, its items become the arguments.
///
/// Surprising:
///
///     PyObject_CallFunction(callback, "O", value)       /* callback(1, 2) if value is (1, 2) */
///
/// Better:
///
///     PyObject_CallFunction(callback, "(O)", value)
///     PyObject_CallOneArg(callback, value)
///
/// Units that never make a tuple are not reported, and neither is one in parentheses.
struct UnpackedTuple: CallRule {
  let info = RuleInfo(
    "unpacked-tuple", .style, .warning, summary: "the only argument of a call is unpacked if it is a tuple")

  func findings(in call: CheckedCall) -> [Finding] {
    guard case .build(.call) = call.function.shape else { return [] }
    return call.readableFormats.compactMap { format in
      guard case .build(let signature) = format.signature, signature.items.count == 1, let item = signature.items.first,
        case .unit(let unit) = item.kind,
        unit.arguments.first.map({ [.object, .buildConverter].contains($0.type) }) == true
      else { return nil }
      let edit = call.edit(replacing: item.range, of: format, with: Array("(\(unit.spelling))".utf8))
      return finding(
        "if the object for '\(unit.spelling)' is a tuple, its items become the call's arguments",
        at: call.span(item.range, of: format), in: call,
        fixes: edit.map { [Fix("put the unit in parentheses", isSafe: false, edits: [$0])] } ?? [])
    }
  }
}
