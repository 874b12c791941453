import ClangFrontend
import FormatSema

/// `PyArg_UnpackTuple` or `PyTuple_Pack` with another number of objects than its count says.
///
/// `PyArg_UnpackTuple` writes up to its maximum of pointers, `PyTuple_Pack` reads as many objects as its first argument
/// says, whether or not the call passes them.
///
/// Wrong:
///
///     PyArg_UnpackTuple(args, "ref", 1, 2, &object)
///     PyTuple_Pack(3, first, second)
///
/// Right:
///
///     PyArg_UnpackTuple(args, "ref", 1, 2, &object, &callback)
///     PyTuple_Pack(2, first, second)
struct ObjectCount: CallRule {
  let info = RuleInfo("object-count", summary: "the call passes another number of objects than its count says")

  func findings(in call: CheckedCall) -> [Finding] {
    let index =
      switch call.function.shape {
      case .unpack: 3
      case .pack: 0
      case .parse, .build, .text, .objects: -1
      }
    let arguments = call.inspected.arguments
    guard index >= 0, index < arguments.count, let count = arguments[index].value else { return [] }
    let given = call.inspected.variadicArguments.count
    guard count >= 0, given != count else { return [] }
    // A NULL behind the last object is never looked at.
    if given == count + 1, arguments.last?.isNull == true { return [] }
    let verb = call.function.shape == .unpack ? "writes up to" : "reads"
    return [
      finding(
        "\(call.function.name) \(verb) \(count) object\(count == 1 ? "" : "s"), the call passes \(given)",
        at: arguments[index].span ?? call.inspected.callee, in: call)
    ]
  }
}
