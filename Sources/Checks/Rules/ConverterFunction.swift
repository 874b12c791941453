import ClangFrontend
import FormatSema
import FormatUnits

/// The function of an `O&` unit cannot be called as CPython calls it.
///
/// A converter of a parse call is an `int (*)(PyObject *, void *)`, or takes a pointer of another type in the place of
/// `void *`; one of a build call is a `PyObject *(*)(void *)`. Arguments in the wrong order are the usual mistake: the
/// variable's address is then called. A converter that stores something wider than the variable to which the argument
/// behind it points overwrites that variable's neighbours.
///
/// Wrong:
///
///     static bool to_int(PyObject *object, int *target);
///
///     PyArg_ParseTuple(args, "O&", &path, PyUnicode_FSConverter)
///     PyArg_ParseTuple(args, "O&", to_int, &number)
///
/// Right:
///
///     static int to_int(PyObject *object, int *target);
///
///     PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path)
///     PyArg_ParseTuple(args, "O&", to_int, &number)
///
/// Nothing is said of a `void *`, of functions without a prototype, and of what a `void *` points to.
struct ConverterFunction: CallRule {
  let info = RuleInfo("converter-function", summary: "the function of an O& unit cannot be called as it will be")

  func findings(in call: CheckedCall) -> [Finding] {
    let pairs = call.fittingPairs
    return pairs.indices.compactMap { index in
      let (format, slot, argument) = pairs[index]
      guard slot.isConverter, argument.isJudgeable, !isErased(argument) else { return nil }
      let behind = pairs[index...].dropFirst().first.flatMap { $0.slot.range == slot.range ? $0.argument : nil }
      let problem =
        slot.fits(argument)
        ? argument.prototype.flatMap { self.problem($0, with: behind, isParse: slot.argument.type == .parseConverter) }
        : "calls its first argument, which is no function: \(argument.quoted)"
      return problem.map {
        finding(
          "'\(slot.unit)' \($0)", at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
      }
    }
  }

  /// A `void *` may well hold the address of a function.
  private func isErased(_ argument: InspectedArgument) -> Bool { argument.description.type == .pointer(.void) }

  /// What is wrong with a function, and with the argument behind it that is passed to it.
  private func problem(_ function: FunctionPrototype, with target: InspectedArgument?, isParse: Bool) -> String? {
    let wanted = isParse ? 2 : 1
    guard function.parameters.count == wanted else {
      return
        "calls its function with \(wanted) argument\(wanted == 1 ? "" : "s"), it takes \(function.parameters.count)"
    }
    if let index = function.parameters.firstIndex(where: \.isNoPointer) {
      return "passes a pointer as argument \(index + 1) of its function, which takes none there"
    }
    switch function.result {
    case .pointer: if isParse { return resultProblem(function.result) }
    case .other: return nil
    case .integer(4, _): if !isParse { return "wants a PyObject * from its function, which returns an integer" }
    case .integer, .floating, .record, .function, .void:
      return isParse ? resultProblem(function.result) : "wants a PyObject * from its function, which returns none"
    }
    guard isParse, case .pointer(let stored) = function.parameters[1],
      case .pointer(let given)? = target?.description.type,
      case .pointer(let uncast)? = target?.description.uncast, stored.differs(from: given), stored.differs(from: uncast)
    else { return nil }
    return "has a function that stores another type than the argument behind it points to"
  }

  private func resultProblem(_ result: CType) -> String {
    "wants an int from its function, which returns \(result == .void ? "nothing" : "another type")"
  }
}

extension CType {
  /// Whether the type is certainly no pointer.
  fileprivate var isNoPointer: Bool {
    switch self {
    case .integer, .floating, .record: true
    case .pointer, .function, .void, .other: false
    }
  }

  /// Whether two types certainly have another size or kind.
  fileprivate func differs(from other: CType) -> Bool {
    switch (self, other) {
    case (.integer(let size, _), .integer(let given, _)), (.floating(let size), .floating(let given)): size != given
    case (.integer, .floating), (.floating, .integer), (.integer, .pointer), (.pointer, .integer),
      (.floating, .pointer),
      (.pointer, .floating):
      true
    default: false
    }
  }
}
