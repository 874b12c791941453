import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

// The local variables of a tier.
extension ParseEmitter {
  func emitLocals(_ printer: inout CPrinter, _ tier: Tier) {
    let steps = plan.steps.filter { $0.parameter < reachable(tier) }
    if isKeyword, tier == .second, !source.isBinding {
      printer.line("PyObject *given[\(max(signature.parameters.count, 1))] = {NULL};")
      printer.line("Py_ssize_t i, n;")
    } else if !source.isSingle, !source.isCounted {
      printer.line("Py_ssize_t n;")
    }
    if readsPlaces(tier) { printer.line("PyObject *const *values;") }
    for object in objects(steps) { printer.line("PyObject *\(name(object));") }
    // Where a value is made and where it is used can be under the same condition, which compilers that optimise little
    // do not see, and warn. The second tier can afford to set every value; the first sets those it has to.
    func isSetFirst(_ parameter: Int) -> Bool {
      tier == .second || (!repeatsEffects(tier) && parameter >= max(signature.minimum, plan.leading))
    }
    for (slot, type) in remembered(steps) {
      printer.line("\(declaration(type, "v\(slot)"))\(isSetFirst(parameter(of: slot)) ? " = \(zero(type))" : "");")
    }
    for step in steps {
      switch step.action {
      case .viewable(_, _, let slot), .copyable(_, _, _, let slot):
        printer.line("const char *v\(slot)\(isSetFirst(step.parameter) ? " = NULL" : "");")
        printer.line("Py_ssize_t size\(slot)\(isSetFirst(step.parameter) ? " = 0" : "");")
      default: break
      }
    }
    let canFail = tier == .second || !hasViewsOnly
    if canFail, steps.contains(where: { needsUndo($0) }) { printer.line("unsigned long long taken = 0;") }
    let needsResult = steps.contains { $0.action.runsUserCode || converts($0, tier) }
    if needsResult { printer.line("int r;") }
  }

  /// Whether a tier reads arguments from the places to which they were bound.
  func readsPlaces(_ tier: Tier) -> Bool { source.isBinding && isBound(tier) && !objects(plan.steps).isEmpty }

  func declaration(_ type: CValueType, _ name: String) -> String {
    type.rawValue.hasSuffix("*") ? type.rawValue + name : type.rawValue + " " + name
  }

  func zero(_ type: CValueType) -> String {
    switch type {
    case .complex: "{0.0, 0.0}"
    case .text, .object: "NULL"
    default: "0"
    }
  }

  /// Every object that a step names, in order of first use.
  func objects(_ steps: [ParsePlan.Step]) -> [ObjectPath] {
    var found: [ObjectPath] = []
    for step in steps {
      let object: ObjectPath? =
        switch step.action {
        case .tuple(let object, _), .convert(let object, _, _), .typed(let object, _), .viewable(let object, _, _),
          .copyable(let object, _, _, _), .storeObject(let object, _), .storeTyped(let object, _, _),
          .takeView(let object, _), .callConverter(let object, _, _):
          object
        case .refuse, .store, .takeCopy: nil
        }
      if let object, !found.contains(object) { found.append(object) }
    }
    return found
  }

  /// The slots whose values are remembered between a conversion and its store.
  func remembered(_ steps: [ParsePlan.Step]) -> [(slot: Int, type: CValueType)] {
    steps.flatMap { step -> [(Int, CValueType)] in
      guard case .convert(_, _, let slots) = step.action else { return [] }
      return slots.map { ($0, signature.slots[$0].argument.type) }
    }
  }

  func parameter(of slot: Int) -> Int {
    signature.parameters.firstIndex { $0.slots.contains(slot) } ?? 0
  }
}
