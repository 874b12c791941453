import FormatSema
import FormatUnits

extension ParsePlan {
  /// Lowers a signature to steps.
  ///
  /// - Throws: `LoweringObstacle` where no call could be served without CPython's own function.
  public init(
    _ signature: ParseSignature, keywords: [[UInt8]]?, target: CompileTarget
  ) throws(LoweringObstacle) {
    guard signature.slots.count <= LoweringObstacle.maximumSlots else { throw .tooManySlots(signature.slots.count) }
    if signature.format.family == .single, signature.parameters.isEmpty { throw .nothingToParse }
    let lowering = ParseLowering(target: target)
    var guards: [Step] = []
    var effects: [Step] = []
    for (index, parameter) in signature.parameters.enumerated() {
      if let obstacle = lowering.obstacle(parameter, isNested: false) {
        if index < signature.minimum { throw obstacle }
        guards.append(Step(parameter: index, .refuse))
        continue
      }
      let (tests, writes) = lowering.actions(parameter, at: ObjectPath(parameter: index))
      guards += tests.map { Step(parameter: index, $0) }
      effects += writes.map { Step(parameter: index, $0) }
    }
    self.signature = signature
    self.keywords = keywords
    hasSecondTier = keywords != nil || guards.contains { $0.action.hasSecondTier }
    (steps, leading) = Self.arranged(
      guards: guards, effects: Self.rechecked(effects), count: signature.parameters.count)
    closing = Self.closing(steps)
    guard Self.violations(of: steps).isEmpty else { throw .unsafePlan }
  }

  /// In front of the first effect that must not be repeated, every value is stored as soon as it is known; behind it
  /// all guards come first. Where user code runs even a store is noticed, so there all guards come first anyway.
  private static func arranged(guards: [Step], effects: [Step], count: Int) -> (steps: [Step], leading: Int) {
    var leading = effects.first { !$0.action.isRepeatable }?.parameter ?? count
    if effects.contains(where: { $0.action.runsUserCode }) { leading = 0 }
    let interleaved = (0..<leading).flatMap { index in
      guards.filter { $0.parameter == index } + effects.filter { $0.parameter == index }
    }
    let rest = guards.filter { $0.parameter >= leading } + effects.filter { $0.parameter >= leading }
    return (interleaved + rest, leading)
  }

  /// The primitives with a function `argot_last_P`: it does all that CPython's own does but to word what it refuses.
  private static let completePrimitives: Set = [
    "b", "B", "h", "H", "i", "I", "l", "k", "L", "K", "n", "f", "d", "D", "p", "s", "z", "y", "s_size",
    "z_size", "y_size",
  ]

  /// A value is converted where it stands, so all values left of it have to be stored before. A view is taken behind
  /// all guards, with the other effects: without user code, the one of the last guard is the last that can fail.
  private static func closing(_ steps: [Step]) -> Step? {
    guard let last = steps.last(where: { $0.action.mayFallBack }), !steps.contains(where: { $0.action.runsUserCode })
    else { return nil }
    switch last.action {
    case .convert(let object, let primitive, _):
      return completePrimitives.contains(primitive) && object.items.isEmpty
        && steps.allSatisfy { $0.action.isRepeatable } ? last : nil
    case .viewable:
      return last
    default: return nil
    }
  }

  /// Behind user code the class of an object may have changed: typed stores test it again there, plain ones before.
  private static func rechecked(_ effects: [Step]) -> [Step] {
    var userCodeRan = false
    return effects.map { step in
      defer { userCodeRan = userCodeRan || step.action.runsUserCode }
      if case .storeTyped(let object, _, let slot) = step.action, !userCodeRan {
        return Step(parameter: step.parameter, .storeObject(object, slot: slot))
      }
      return step
    }
  }
}

extension ParseAction {
  /// Whether the second tier accepts more here than the first.
  fileprivate var hasSecondTier: Bool {
    switch self {
    case .convert, .typed, .viewable, .copyable: true
    default: false
    }
  }
}

private struct ParseLowering {
  let target: CompileTarget

  /// Why a parameter has no faster tier; nil if it has one.
  func obstacle(_ parameter: ParseParameter, isNested: Bool) -> LoweringObstacle? {
    switch parameter.kind {
    case .group(let items):
      // A lazy map would ask twice at each level, and so without end in deep groups.
      for item in items {
        if let obstacle = obstacle(item, isNested: true) { return obstacle }
      }
      return nil
    case .unit(let unit):
      // Some patch releases of 3.9 to 3.12 count a nested 'es' as two items.
      if unit.lowering == .cold || (isNested && unit.lowering == .copy) { return .coldUnit(unit.spelling) }
      if let limited = target.limitedAPI, unit.limitedSince.map({ limited < $0 }) ?? true {
        return .limitedUnit(unit.spelling, limited)
      }
      return nil
    }
  }

  /// The guards and the effects of a parameter or an item.
  func actions(
    _ parameter: ParseParameter, at object: ObjectPath
  ) -> (guards: [ParseAction], effects: [ParseAction]) {
    let slots = Array(parameter.slots)
    switch parameter.kind {
    case .group(let items):
      var guards: [ParseAction] = [.tuple(object, count: items.count)]
      var effects: [ParseAction] = []
      for (index, item) in items.enumerated() {
        let (tests, writes) = actions(item, at: object.item(index))
        guards += tests
        effects += writes
      }
      return (guards, effects)
    case .unit(let unit):
      switch unit.lowering {
      case .value where unit.primitive == "O":
        return ([], [.storeObject(object, slot: slots[0])])
      case .value:
        return ([.convert(object, primitive: unit.primitive, slots: slots)], slots.map { .store(slot: $0) })
      case .typed:
        return ([.typed(object, type: slots[0])], [.storeTyped(object, type: slots[0], slot: slots[1])])
      case .view:
        return ([.viewable(object, primitive: unit.primitive, slot: slots[0])], [.takeView(object, slot: slots[0])])
      case .copy:
        return (
          [.copyable(object, primitive: unit.primitive, encoding: slots[0], target: slots[1])],
          [.takeCopy(slot: slots[1])]
        )
      case .converter:
        return ([], [.callConverter(object, converter: slots[0], address: slots[1])])
      case .cold:
        return ([.refuse], [])
      }
    }
  }
}
