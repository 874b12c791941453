import ClangFrontend

/// Follows every way through a function from one place on, with what a rule knows on it.
///
/// A way is followed as long as nothing speaks against it: where two conditions read the same, they have the same
/// outcome until something in them changes; where they only have something in common, such as `n > 0` and `n == 1`, the
/// second is open, and the way is given up: what would be said of it could be wrong.
struct WayWalker<State: Hashable> {
  /// Where a way starts: behind an event.
  struct Start {
    let block: Int
    let event: Int
  }

  let function: CheckedFunction
  /// The variable of which the state tells all that conditions could: the rule judges them.
  let variable: Int
  /// Whether ways are given up as above; else all are followed.
  var isCautious = true
  /// The state behind an event; nil to end the way.
  let behind: (FlowGraph.Event, State) -> State?
  /// The state on one side of a condition; nil to end the way.
  let on: (FlowGraph.Condition, Bool, State) -> State?
  /// Called where a way leaves the function.
  let leave: (SourceSpan, State) -> Void

  /// A condition that has been decided.
  private struct Decision: Hashable {
    let condition: FlowGraph.Condition
    let outcome: Bool
  }

  private struct Position: Hashable {
    let block: Int
    let state: State
    let decisions: Set<Decision>
    /// What was decided before the start. It may have changed until then: it only speaks against ways.
    let given: Set<Decision>
    /// Which variables have been set to constants, and whether these are not 0.
    let constants: [Int: Bool]
  }

  private static var mostPositions: Int { 20_000 }

  /// Follows all ways; false if there are too many.
  func walk(from start: Start, _ state: State) -> Bool {
    var seen: Set<Position> = []
    var open: [Position] = []
    let given =
      isCautious
      ? Set(function.dominators.decisions(before: start.block).map { Decision(condition: $0, outcome: $1) }) : []
    let first = Position(block: start.block, state: state, decisions: [], given: given, constants: [:])
    follow(first, from: start.event + 1) { open.append($0) }
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      if seen.count > Self.mostPositions { return false }
      follow(next, from: 0) { open.append($0) }
    }
    return true
  }

  private func follow(_ position: Position, from first: Int, _ open: (Position) -> Void) {
    let block = function.graph.blocks[position.block]
    var state = position.state
    var (decisions, given) = (position.decisions, position.given)
    var constants = position.constants
    for event in block.events.dropFirst(first) {
      guard let next = behind(event, state) else { return }
      state = next
      switch event.kind {
      case .declared, .assigned, .addressPassed, .addressTaken:
        decisions = decisions.filter { !$0.condition.variables.contains(event.variable) }
        given = given.filter { !$0.condition.variables.contains(event.variable) }
        constants[event.variable] = event.kind.constant
      case .passed, .accessed, .returned, .copied, .read: break
      }
    }
    switch block.end {
    case .next(let target):
      open(Position(block: target, state: state, decisions: decisions, given: given, constants: constants))
    case .branch(let condition, let yes, let no):
      for (outcome, target) in [(true, yes), (false, no)] {
        guard isPossible(condition, outcome, constants), let decided = decided(condition, outcome, decisions, given),
          let next = on(condition, outcome, state)
        else { continue }
        open(Position(block: target, state: next, decisions: decided, given: given, constants: constants))
      }
    case .choice(let targets, let condition):
      guard let decided = added(condition, true, decisions) else { return }
      for target in targets {
        open(Position(block: target, state: state, decisions: decided, given: given, constants: constants))
      }
    case .leave(let place): leave(place, state)
    case .stop: break
    }
  }

  private func isPossible(_ condition: FlowGraph.Condition, _ outcome: Bool, _ constants: [Int: Bool]) -> Bool {
    guard case .variable(let variable) = condition.subject, let known = constants[variable] else { return true }
    return known == outcome
  }

  /// The decisions with another one; nil if it contradicts them, or could.
  private func decided(
    _ condition: FlowGraph.Condition, _ outcome: Bool, _ decisions: Set<Decision>, _ given: Set<Decision>
  ) -> Set<Decision>? {
    guard isCautious else { return decisions }
    switch condition.subject {
    case .variable(variable), .call: return decisions
    case .variable, .other: break
    }
    if condition.subject != .other("") {
      if decisions.contains(Decision(condition: condition, outcome: outcome)) { return decisions }
      let other = Decision(condition: condition, outcome: !outcome)
      if decisions.contains(other) || given.contains(other) { return nil }
    }
    return added(condition, outcome, decisions)
  }

  private func added(
    _ condition: FlowGraph.Condition, _ outcome: Bool, _ decisions: Set<Decision>
  ) -> Set<Decision>? {
    guard isCautious else { return decisions }
    let names = names(in: condition)
    guard decisions.allSatisfy({ self.names(in: $0.condition).isDisjoint(with: names) }) else { return nil }
    return decisions.union([Decision(condition: condition, outcome: outcome)])
  }

  /// Two elements of an array have nothing in common.
  private static func withoutIndexes(_ text: String) -> String {
    var depth = 0
    return text.filter { character in
      if character == "[" { depth += 1 }
      defer { if character == "]" { depth -= 1 } }
      return depth == 0
    }
  }

  /// What a condition looks at: variables, and members of what they point to.
  private func names(in condition: FlowGraph.Condition) -> Set<String> {
    guard case .other(let text) = condition.subject, !text.isEmpty else {
      return Set(condition.variables.compactMap { function.graph.variables[$0]?.name })
    }
    var found: Set<String> = []
    var rest = Self.withoutIndexes(text)[...]
    while let start = rest.firstIndex(where: { $0 == "_" || $0.isLetter }) {
      let word = rest[start...].prefix {
        $0 == "_" || $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == ">"
      }
      rest = rest[word.endIndex...]
      // What is called is no variable; neither is a constant.
      if rest.first != "(", word.contains(where: \.isLowercase) { found.insert(String(word)) }
    }
    return found
  }
}

extension FlowGraph.Event.Kind {
  /// Whether the constant to which a variable is set is not 0; nil for anything else.
  fileprivate var constant: Bool? {
    switch self {
    case .assigned(.null): false
    case .assigned(.nonzero): true
    default: nil
    }
  }
}
