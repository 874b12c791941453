import ClangFrontend
import FormatSema

/// A local variable whose address a parse call gets, and what becomes of it behind that call.
struct FilledVariable {
  let call: CheckedCall
  let pair: CheckedCall.Pair
  let function: CheckedFunction
  let variable: Int
  /// Where the call gets the address.
  let start: (block: Int, event: Int)

  /// Nil if the argument is no address of a local variable, or if the call is not found in the graph.
  init?(call: CheckedCall, pair: CheckedCall.Pair, function: CheckedFunction) {
    guard case .parse = call.function.shape, case .address(let named) = pair.argument.form,
      function.graph.variables[named.identity] != nil
    else { return nil }
    let mark = call.inspected.callee.start.offset
    let places = function.graph.places { event in
      event.variable == named.identity && event.kind == .addressPassed(to: call.function.name, mark)
    }
    // Two calls that one macro makes, or one variable for two units, cannot be told apart.
    guard places.count == 1 else { return nil }
    self.call = call
    self.pair = pair
    self.function = function
    variable = named.identity
    start = places[0]
  }

  var name: String { function.graph.variables[variable]?.name ?? "" }

  /// The place of the unit in the format.
  var unit: SourceSpan { call.span(pair.slot.range, of: pair.format) }

  /// Whether the unit stands behind `|`.
  var isOptional: Bool {
    guard case .parse(let signature) = pair.format.signature else { return false }
    return signature.parameters.dropFirst(signature.minimum).contains {
      $0.range.start <= pair.slot.range.start && pair.slot.range.end <= $0.range.end
    }
  }

  /// How far a way has come.
  enum Progress<State: Hashable>: Hashable {
    /// The call has been made; its result is in the variable.
    case called(result: Int?)
    /// The call has succeeded.
    case succeeded(State)
  }

  /// Follows all ways on which the call succeeds; false if there are too many, or if what the call returns is not
  /// looked at.
  ///
  /// - Parameters:
  ///   - state: What is known of the variable when the call has succeeded.
  ///   - behind: The state behind an event of the variable; nil to end the way.
  ///   - on: The state on one side of a condition that names the variable; nil to end the way.
  func walk<State: Hashable>(
    _ state: State, isCautious: Bool = true, behind: @escaping (FlowGraph.Event.Kind, SourceSpan, State) -> State?,
    on: @escaping (FlowGraph.Condition, Bool, State) -> State?, leave: @escaping (SourceSpan, State) -> Void
  ) -> Bool {
    let mark = call.inspected.callee.start.offset
    var isLooked = true
    let walker = WayWalker<Progress<State>>(
      function: function, variable: variable, isCautious: isCautious,
      behind: { event, progress in
        switch progress {
        case .called(let result):
          if case .assigned(.call(_, mark, _)) = event.kind { return .called(result: event.variable) }
          if event.variable == result, case .assigned = event.kind { isLooked = false }
          if event.variable == variable, case .addressPassed(_, mark) = event.kind { return progress }
          if event.variable == variable { isLooked = false }
          return progress
        case .succeeded(let known):
          guard event.variable == variable else { return progress }
          return behind(event.kind, event.place, known).map { .succeeded($0) }
        }
      },
      on: { condition, outcome, progress in
        switch progress {
        case .called(let result):
          if case .call(_, mark) = condition.subject { return outcome ? .succeeded(state) : nil }
          if let result, condition.subject == .variable(result) { return outcome ? .succeeded(state) : nil }
          return progress
        case .succeeded(let known):
          guard condition.variables.contains(variable) else { return progress }
          return on(condition, outcome, known).map { .succeeded($0) }
        }
      },
      leave: { place, progress in
        if case .succeeded(let known) = progress { leave(place, known) }
      })
    return walker.walk(from: .init(block: start.block, event: start.event), .called(result: nil)) && isLooked
  }
}

extension FlowGraph {
  /// The places of the events of a kind.
  func places(where isWanted: (Event) -> Bool) -> [(block: Int, event: Int)] {
    blocks.enumerated().flatMap { block, content in
      content.events.enumerated().filter { isWanted($0.element) }.map { (block, $0.offset) }
    }
  }
}
