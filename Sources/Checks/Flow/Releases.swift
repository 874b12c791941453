import ClangFrontend

extension Rule {
  /// A finding about the first way out of a function on which nothing takes what a parse call left in a variable.
  ///
  /// - Parameter keeps: Whether something that happens to the variable leaves it as it is; all else ends the way.
  func leak(
    of filled: FilledVariable, _ message: String, keeps: @escaping (FlowGraph.Event.Kind) -> Bool
  ) -> Finding? {
    var places: [SourceSpan] = []
    let isCertain = filled.walk(
      true, behind: { kind, _, state in keeps(kind) ? state : nil },
      // A test of the variable itself says whether there is anything to release.
      on: { condition, outcome, state in
        condition.subject == .variable(filled.variable) ? (outcome ? state : nil) : state
      },
      leave: { place, _ in places.append(place) })
    guard isCertain, let first = places.min(by: { $0.start.offset < $1.start.offset }) else { return nil }
    return finding(
      message, at: filled.unit, in: filled.call,
      notes: [
        filled.call.label(filled.pair.argument, filled.pair.slot), Label("the function is left here", at: first),
      ])
  }
}

extension FilledVariable {
  /// The first place where a way gives what a parse call left in the variable to a function that releases it.
  ///
  /// - Parameters:
  ///   - frees: Whether a function releases it.
  ///   - keeps: Whether a function leaves it as it is, as the argument with this index; all others end the way.
  func firstRelease(
    by frees: @escaping (String) -> Bool, keeps: @escaping (String, Int) -> Bool
  ) -> SourceSpan? {
    var places: [SourceSpan] = []
    let isCertain = walk(
      true,
      behind: { kind, place, state in
        switch kind {
        case .accessed, .read: return state
        case .passed(let name, _, let index):
          if frees(name) { places.append(place) }
          return !frees(name) && keeps(name, index) ? state : nil
        case .declared, .assigned, .addressPassed, .addressTaken, .returned, .copied: return nil
        }
      },
      // NULL is nobody's.
      on: { condition, outcome, state in condition.subject == .variable(variable) && !outcome ? nil : state },
      leave: { _, _ in })
    return isCertain ? places.min { $0.start.offset < $1.start.offset } : nil
  }
}
