import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

// The two faster tiers.
extension ParseEmitter {
  func emitFirstTier(_ printer: inout CPrinter) {
    printer.block("ARGOT_INLINE int \(name)(\(parameters))") { printer in
      emitLocals(&printer, .first)
      if hasNamedTier { printer.line("if (kwnames) return \(name)_named(\(forwarded));") }
      emitCount(&printer, .first)
      if signature.parameters.isEmpty {
        printer.line("return 1;")
      } else {
        emitSteps(&printer, .first)
      }
      printer.line("slow:")
      printer.line("return \(name)_slow(\(forwarded));")
    }
    printer.line("")
  }

  func emitSlow(_ printer: inout CPrinter) {
    let storage = plan.hasSecondTier ? "ARGOT_NOINLINE" : "ARGOT_COLD"
    printer.block("\(storage) int \(name)_slow(\(parameters))") { printer in
      if plan.hasSecondTier {
        emitLocals(&printer, .second)
        if isKeyword { emitMatching(&printer) } else { emitCount(&printer, .second) }
        emitSteps(&printer, .second)
        printer.line("slow:")
      }
      printer.line("return \(fallback { "p\($0)" });")
    }
    printer.line("")
  }

  /// Whether a tier reads the parameters from an array that the keyword matcher filled.
  func readsMatched(_ tier: Tier) -> Bool { isKeyword && tier == .second }

  /// Whether a tier has its effects once for each number of arguments, so that none of them is under a condition.
  func repeatsEffects(_ tier: Tier) -> Bool {
    let optional = reachable(tier) - max(signature.minimum, plan.leading)
    return tier == .first && !source.isSingle && hasViewsOnly && optional <= Self.mostRepetitions
  }

  /// Beyond, the code would grow faster than the calls.
  private static let mostRepetitions = 3

  /// How many parameters a tier can see: those beyond the positional ones are never given to the first.
  func reachable(_ tier: Tier) -> Int {
    tier != .first || !isKeyword ? signature.parameters.count : signature.positionalMaximum
  }

  func emitCount(_ printer: inout CPrinter, _ tier: Tier) {
    if source.isSingle {
      printer.line("if (ARGOT_UNLIKELY(!args)) goto slow;")
      return
    }
    let minimum = signature.minimum
    let maximum = signature.positionalMaximum
    var conditions = (isKeyword && !hasNamedTier ? [source.keywords] : []) + source.refusals
    if minimum > maximum {
      // Keyword-only parameters are required: without keywords nothing is accepted.
      conditions.append("1")
    } else if minimum == maximum {
      conditions.append("n != \(minimum)")
    } else if minimum == 0 {
      conditions.append("n > \(maximum)")
    } else {
      conditions.append("n < \(minimum) || n > \(maximum)")
    }
    printer.line("if (ARGOT_UNLIKELY(\(conditions.joined(separator: " || ")))) goto slow;")
  }

  // MARK: Steps

  func emitSteps(_ printer: inout CPrinter, _ tier: Tier) {
    var fetched = Set(tier == .named ? signature.parameters.indices.map { ObjectPath(parameter: $0) } : [])
    let reachable = reachable(tier)
    let leading = min(plan.leading, reachable)
    for index in 0..<leading {
      if readsMatched(tier) || tier == .named {
        emitGroup(plan.steps, index, &printer, tier, &fetched)
      } else {
        if index >= signature.minimum, !source.isSingle { printer.line("if (n == \(index)) return 1;") }
        emit(plan.steps, index..<(index + 1), &printer, tier, &fetched)
      }
    }
    if repeatsEffects(tier) {
      for index in leading..<reachable {
        if index >= signature.minimum {
          // The fewer arguments a call gives, the more it notices the way there.
          // What is fetched in there is not there for the code behind it.
          var inner = fetched
          printer.block("if (ARGOT_LIKELY(n == \(index)))") { printer in
            emit(effects, leading..<index, &printer, tier, &inner)
            printer.line("return 1;")
          }
        }
        emit(guards, index..<(index + 1), &printer, tier, &fetched)
      }
      emit(effects, leading..<reachable, &printer, tier, &fetched)
    } else {
      for index in leading..<reachable { emitGroup(guards, index, &printer, tier, &fetched) }
      for index in leading..<reachable { emitGroup(effects, index, &printer, tier, &fetched) }
    }
    printer.line("return 1;")
  }

  /// The steps of some parameters, all of which are given.
  func emit(
    _ steps: [ParsePlan.Step], _ parameters: Range<Int>, _ printer: inout CPrinter, _ tier: Tier,
    _ fetched: inout Set<ObjectPath>
  ) {
    for step in steps where parameters.contains(step.parameter) { emit(step, &printer, tier, &fetched) }
  }

  /// Some steps of one parameter, under the condition that it is given.
  func emitGroup(
    _ steps: [ParsePlan.Step], _ index: Int, _ printer: inout CPrinter, _ tier: Tier,
    _ fetched: inout Set<ObjectPath>
  ) {
    let steps = steps.filter { $0.parameter == index }
    guard !steps.isEmpty else { return }
    guard index >= signature.minimum else {
      for step in steps { emit(step, &printer, tier, &fetched) }
      return
    }
    // What is fetched under a condition is not there for the code behind it.
    var inner = fetched
    let condition =
      switch tier {
      case .named: name(ObjectPath(parameter: index))
      case .second where isKeyword: "given[\(index)]"
      case .first, .second: "n > \(index)"
      }
    printer.block("if (\(condition))") { printer in
      for step in steps { emit(step, &printer, tier, &inner) }
    }
  }
}
