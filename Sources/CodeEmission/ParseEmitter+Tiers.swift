import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

// The two faster tiers.
extension ParseEmitter {
  func emitFirstTier(_ printer: inout CPrinter) {
    printer.block("ARGOT_INLINE int \(name)(\(parameters))") { printer in
      if source.isBinding {
        printer.line("\(boundType) bound;")
        printer.line("const signed char *at;")
        printer.line("int result;")
      }
      if hasNamedTier {
        // Unlikely, so that calls without keywords run straight on.
        printer.block("if (ARGOT_UNLIKELY(kwnames != NULL))") { emitNamedTier(&$0) }
        printer.block("else") { emitUnnamedTier(&$0) }
      } else {
        emitUnnamedTier(&printer)
      }
      if source.isBinding {
        emitBoundEnd(&printer)
      } else {
        printer.line("slow:")
        printer.line("return \(slowCall);")
      }
    }
    printer.line("")
  }

  private func emitUnnamedTier(_ printer: inout CPrinter) {
    emitLocals(&printer, .first)
    emitCount(&printer, .first)
    emitSteps(&printer, .first)
    printer.line("return 1;")
  }

  func emitSlow(_ printer: inout CPrinter) {
    let storage = plan.hasSecondTier ? "ARGOT_NOINLINE" : "ARGOT_COLD"
    printer.block("\(storage) int \(name)_slow(\(slowParameters))") { printer in
      if plan.hasSecondTier {
        emitLocals(&printer, .second)
        if source.isBinding {
          printer.line("if (!at) goto slow;")
          if readsPlaces(.second) { printer.line("values = bound->call.argv;") }
        } else if isKeyword {
          emitMatching(&printer)
        } else {
          emitCount(&printer, .second)
        }
        emitSteps(&printer, .second)
        printer.line("return 1;")
        printer.line("slow:")
      }
      emitLastTier(&printer)
    }
    printer.line("")
  }

  /// Hands the call over to CPython.
  private func emitLastTier(_ printer: inout CPrinter) {
    guard source.lacksTuple else {
      printer.line("return \(fallback(.second) { "p\($0)" });")
      return
    }
    // A variadic function that made the tuple would take more instructions, to hand the C arguments on as a va_list.
    printer.block("") { printer in
      let list = ["tuple", "format"] + signature.slots.indices.map { "p\($0)" }
      printer.line("PyObject *tuple = argot_pack(argv, n);")
      printer.line("return tuple && argot_drop_tuple(tuple, PyArg_ParseTuple(\(list.joined(separator: ", "))));")
    }
  }

  /// Whether keywords have been found their places.
  func isBound(_ tier: Tier) -> Bool { tier == .named || (tier == .second && isKeyword) }

  /// The condition under which a parameter is given.
  private func isGiven(_ index: Int, _ tier: Tier) -> String {
    guard isBound(tier) else { return "n > \(index)" }
    return source.isBinding ? "at[\(index)] >= 0" : "given[\(index)]"
  }

  /// The argument of a parameter that is given.
  func argument(_ index: Int, _ tier: Tier) -> String {
    guard isBound(tier) else { return source.item("\(index)") }
    return source.isBinding ? "values[at[\(index)]]" : "given[\(index)]"
  }

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
    var fetched: Set<ObjectPath> = []
    let reachable = reachable(tier)
    let leading = min(plan.leading, reachable)
    for index in 0..<leading {
      if isBound(tier) {
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
    printer.block("if (\(isGiven(index, tier)))") { printer in
      for step in steps { emit(step, &printer, tier, &inner) }
    }
  }
}
