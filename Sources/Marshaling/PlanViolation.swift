/// A way in which a list of steps breaks the rule that nothing is run again once it could be noticed.
public enum PlanViolation: Hashable, Sendable {
  /// A step that may fall back stands behind one that must not be repeated.
  case fallBackAfterEffect(step: Int)
  /// A slot is written behind user code although its argument stands before it, or the other way round.
  case effectOutOfOrder(step: Int)
  /// A guard looks at what user code before it could have changed.
  case guardAfterUserCode(step: Int)
}

extension ParsePlan {
  /// What is wrong with `steps`; empty for every plan that may be used.
  ///
  /// Tier 3 runs the whole call again. That is legal only while nothing has happened but guards and stores that tier
  /// 3 repeats with the same value. Where user code runs in the middle, even a store is noticed: all stores left of
  /// it happen before it, none to its right.
  public static func violations(of steps: [Step]) -> [PlanViolation] {
    var found: [PlanViolation] = []
    var effectsBegan = false
    var lastSlot = -1
    let runsUserCode = steps.contains { $0.action.runsUserCode }
    var userCodeRan = false
    for (index, step) in steps.enumerated() {
      if step.action.mayFallBack {
        if userCodeRan { found.append(.guardAfterUserCode(step: index)) }
        if effectsBegan { found.append(.fallBackAfterEffect(step: index)) }
        continue
      }
      if runsUserCode || !step.action.isRepeatable { effectsBegan = true }
      if let slot = step.action.writtenSlot {
        if slot <= lastSlot { found.append(.effectOutOfOrder(step: index)) }
        lastSlot = slot
      }
      userCodeRan = userCodeRan || step.action.runsUserCode
    }
    return found
  }
}
