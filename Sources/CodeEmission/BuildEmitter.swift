import FormatSema
import FormatUnits
import Marshaling

/// Emits the C of one build plan: one inline function `argot_build_N` that returns a new reference, or NULL with an
/// exception.
struct BuildEmitter {
  let plan: BuildPlan
  /// `argot_build_N`
  let name: String
  /// The first slot of the translation unit's key cache that is this plan's own.
  let firstKey: Int
  /// The function whose calls are served.
  let function: APIFunction

  private var signature: BuildSignature { plan.signature }

  /// The literal keys, in order; the cache has a slot for each.
  var keys: [[UInt8]] {
    plan.steps.compactMap { step in
      if case .key(_, _, let text, _) = step { text } else { nil }
    }
  }

  // MARK: Macro

  /// The macro that stands in for the API function at the call.
  func macro(token: String) -> String {
    let slots = signature.slots.indices.map { "p\($0)" }
    let fixed: [String] =
      switch function {
      case .callFunction: ["callable"]
      case .callMethod: ["object", "method"]
      default: []
      }
    let keySlots = Set(literalSlots)
    let discarded = ["(void)(format)"] + literalSlots.map { "(void)(p\($0))" }
    let passed =
      fixed
      + signature.slots.indices.filter { !keySlots.contains($0) }
      .map { cast($0) }
    return CPrinter.callMacro(
      token: token, parameters: fixed + ["format"] + slots,
      expansion: "(\(discarded.joined(separator: ", ")), \(name)(\(passed.joined(separator: ", "))))")
  }

  private var literalSlots: [Int] {
    plan.steps.compactMap { step in
      if case .key(_, let slot, _, _) = step { slot } else { nil }
    }
  }

  /// The argument as the promoted C type that the unit reads: what the variadic call would have passed.
  private func cast(_ slot: Int) -> String {
    let type = signature.slots[slot].argument.type
    return switch type {
    case .buildConverter: "ARGOT_BUILD_CONVERTER(p\(slot))"
    case .object: "(PyObject *)ARGOT_PTR(p\(slot))"
    case .text: "(const char *)ARGOT_PTR(p\(slot))"
    case .wideText: "(const wchar_t *)ARGOT_PTR(p\(slot))"
    case .complexPointer, .address: "ARGOT_PTR(p\(slot))"
    default: "(\(type.rawValue))(p\(slot))"
    }
  }

  private func declaration(_ slot: Int) -> String {
    let type = signature.slots[slot].argument.type
    return switch type {
    case .buildConverter: "PyObject *(*p\(slot))(void *)"
    case .complexPointer, .address: "void *p\(slot)"
    case let type where type.rawValue.hasSuffix("*"): "\(type.rawValue)p\(slot)"
    default: "\(type.rawValue) p\(slot)"
    }
  }

  // MARK: Function

  func functions() -> String {
    var printer = CPrinter()
    let keySlots = Set(literalSlots)
    var parameters = signature.slots.indices.filter { !keySlots.contains($0) }.map { declaration($0) }
    switch function {
    case .callFunction: parameters.insert("PyObject *callable", at: 0)
    case .callMethod: parameters.insert(contentsOf: ["PyObject *object", "const char *method"], at: 0)
    default: break
    }
    let list = parameters.isEmpty ? "void" : parameters.joined(separator: ", ")
    printer.block("ARGOT_LOCAL PyObject *\(name)(\(list))") { printer in
      emitBody(&printer)
    }
    printer.line("")
    return printer.text
  }

  private func emitBody(_ printer: inout CPrinter) {
    let temporaries = (0..<plan.temporaries).map { "*t\($0) = NULL" }
    if !temporaries.isEmpty { printer.line("PyObject \(temporaries.joined(separator: ", "));") }
    let consumed = consumedUnits.map { "*r\($0) = NULL" }
    if !consumed.isEmpty { printer.line("PyObject \(consumed.joined(separator: ", "));") }
    switch plan.result {
    case .value: break
    case .arguments(let arguments) where !arguments.isEmpty:
      printer.line("PyObject *result, *stack[\(arguments.count)];")
    case .arguments, .unpacked: printer.line("PyObject *result;")
    }
    switch function {
    case .callMethod:
      printer.line("PyObject *callable = argot_method(object, method);")
      printer.line("if (ARGOT_UNLIKELY(!callable)) return NULL;")
    case .callFunction:
      // CPython refuses a NULL callable before it reads the format.
      printer.line("if (ARGOT_UNLIKELY(!callable)) return PyObject_CallFunction(NULL, NULL);")
    default: break
    }
    var built = 0
    var usedLabels: Set<Int> = []
    var keyIndex = firstKey
    func failure() -> String {
      // The next unit that must be consumed, or the end of the chain.
      let label = plan.consumptions.keys.filter { $0 >= built }.min() ?? plan.units
      usedLabels.insert(label)
      return "goto \(labelName(label));"
    }
    func make(_ result: Int, _ expression: String) -> String {
      "if (ARGOT_UNLIKELY(!(t\(result) = \(expression)))) \(failure())"
    }
    for step in plan.steps {
      switch step {
      case .make(let unit, let primitive, let slots, let result):
        built = unit + 1
        printer.line(make(result, "argot_new_\(primitive)(\(slots.map { "p\($0)" }.joined(separator: ", ")))"))
      case .convert(let unit, let converter, let argument, let result):
        built = unit + 1
        printer.line(make(result, "p\(converter)(p\(argument))"))
      case .key(let unit, _, let text, let result):
        built = unit + 1
        let list = "&argot_keys, &argot_key_slots[\(keyIndex)], \(CLiteral.string(text)), \(text.count)"
        keyIndex += 1
        printer.line(make(result, "argot_key(\(list))"))
      case .tuple(let items, let result), .list(let items, let result):
        let kind = if case .tuple = step { "Tuple" } else { "List" }
        printer.line(make(result, "Py\(kind)_New(\(items.count))"))
        for (index, item) in items.enumerated() {
          printer.line("argot_\(kind.lowercased())_set(t\(result), \(index), t\(item));")
        }
        if !items.isEmpty { printer.line(items.map { "t\($0) = " }.joined() + "NULL;") }
      case .dict(let result): printer.line(make(result, "PyDict_New()"))
      case .pair(let dict, let key, let value):
        printer.line("if (ARGOT_UNLIKELY(PyDict_SetItem(t\(dict), t\(key), t\(value)) < 0)) \(failure())")
        printer.line("Py_DECREF(t\(key));")
        printer.line("Py_DECREF(t\(value));")
        printer.line("t\(key) = t\(value) = NULL;")
      case .none(let result):
        printer.line("Py_INCREF(Py_None);")
        printer.line("t\(result) = Py_None;")
      }
    }
    emitReturn(&printer)
    emitFailure(&printer, usedLabels)
  }

  private func emitReturn(_ printer: inout CPrinter) {
    switch plan.result {
    case .value(let temporary): printer.line("return t\(temporary);")
    case .arguments(let temporaries):
      if !temporaries.isEmpty {
        let stack = temporaries.enumerated().map { "stack[\($0)] = t\($1);" }
        printer.line(stack.joined(separator: " "))
      }
      let arguments = temporaries.isEmpty ? "NULL" : "stack"
      emitCall("argot_call(callable, \(arguments), \(temporaries.count))", &printer)
    case .unpacked(let temporary): emitCall("argot_call_unpacked(callable, t\(temporary))", &printer)
    }
  }

  private func emitCall(_ call: String, _ printer: inout CPrinter) {
    printer.line("result = \(call);")
    if function == .callMethod { printer.line("Py_DECREF(callable);") }
    printer.line("return result;")
  }

  private func labelName(_ unit: Int) -> String { unit == plan.units ? "fail" : "rest_\(unit)" }

  /// What is left to do behind a failure: later units are consumed in order, then everything is dropped, what was
  /// consumed first, each in CPython's order.
  private func emitFailure(_ printer: inout CPrinter, _ labels: Set<Int>) {
    guard !labels.isEmpty else { return }
    for unit in consumedUnits {
      guard let consumption = plan.consumptions[unit] else { continue }
      if labels.contains(unit) { printer.line("\(labelName(unit)):") }
      switch consumption {
      case .stolen(let slot): printer.line("r\(unit) = p\(slot);")
      case .converter(let slot, let argument):
        printer.line("r\(unit) = argot_consume_converter(p\(slot), p\(argument));")
      }
    }
    if labels.contains(plan.units) { printer.line("fail:") }
    for unit in consumedUnits.reversed() { printer.line("Py_XDECREF(r\(unit));") }
    for temporary in dropOrder { printer.line("Py_XDECREF(t\(temporary));") }
    if function == .callMethod { printer.line("Py_DECREF(callable);") }
    printer.line("return NULL;")
  }

  /// The units that may have to be consumed behind a failure: all but one that is the first to fail.
  private var consumedUnits: [Int] {
    let firstBehindFailure =
      switch plan.steps.first {
      case .make, .convert, .key: 1
      default: 0
      }
    return plan.consumptions.keys.sorted().filter { $0 >= firstBehindFailure }
  }

  /// CPython drops containers it did not finish, which drop their items from the last to the first; of a pair it drops
  /// the key in front of the value; the arguments of a call go last, from the first to the last.
  private var dropOrder: [Int] {
    var arguments: [Int] = []
    if case .arguments(let temporaries) = plan.result { arguments = temporaries }
    var order = Array((0..<plan.temporaries).reversed().filter { !arguments.contains($0) })
    for step in plan.steps {
      guard case .pair(_, let key, let value) = step, let from = order.firstIndex(of: key) else { continue }
      order.remove(at: from)
      order.insert(key, at: order.firstIndex(of: value) ?? order.endIndex)
    }
    return order + arguments
  }
}
