import ClangFrontend

/// A parse call whose result is not looked at, or not in the right way.
///
/// The functions return 1 if all arguments were converted, and 0 with an exception set if not; they never return a
/// negative number. A function that goes on after a failed call works with variables that were never set, and returns
/// a result with an exception set, which CPython turns into `SystemError`.
///
/// Wrong:
///
///     PyArg_ParseTuple(args, "i", &number);
///     if (PyArg_ParseTuple(args, "i", &number) < 0) return NULL;
///
/// Right:
///
///     if (!PyArg_ParseTuple(args, "i", &number)) return NULL;
///
/// A call that is cast to `void` is not reported, nor one that takes apart a tuple which is no parameter of the function:
/// of such a tuple the function may know what is in it.
struct UncheckedParse: CallRule {
  let info = RuleInfo("unchecked-parse", summary: "the result of a parse call is not tested for failure")

  func findings(in call: CheckedCall) -> [Finding] {
    switch call.function.shape {
    case .parse, .unpack: break
    case .build, .text, .pack, .objects: return []
    }
    switch call.inspected.resultUse {
    case .ignored where takesParameter(call):
      return [finding("the result of \(call.function.name) is ignored", at: call.inspected.callee, in: call)]
    case .compared(let operation, let value) where Self.isConstant(operation, value):
      return [
        finding(
          "\(call.function.name) returns 0 or 1: '\(operation) \(value)' is always the same",
          at: call.inspected.callee, in: call)
      ]
    case .ignored, .discarded, .compared, .used: return []
    }
  }

  private func takesParameter(_ call: CheckedCall) -> Bool {
    guard let first = call.inspected.arguments.first, case .variable(let variable) = first.form else { return false }
    return variable.parameter != nil
  }

  /// Whether 0 and 1 compare alike.
  private static func isConstant(_ operation: String, _ value: Int) -> Bool {
    let results = [0, 1].map { result in
      switch operation {
      case "<": result < value
      case "<=": result <= value
      case ">": result > value
      case ">=": result >= value
      case "==": result == value
      default: result != value
      }
    }
    return results[0] == results[1]
  }
}
