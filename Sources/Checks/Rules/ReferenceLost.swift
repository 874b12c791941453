import ClangFrontend
import FormatSema

/// A new reference in a local variable that a way through the function loses.
///
/// A function that makes an object gives its caller a reference, which has to be released, returned or handed over to
/// something that keeps it. Early returns behind a later failure are where it is forgotten.
///
/// Wrong:
///
///     PyObject *list = PyList_New(0);
///     if (list == NULL) return NULL;
///     if (!PyArg_ParseTuple(args, "i", &count)) return NULL;
///     return list;
///
/// Right:
///
///     if (!PyArg_ParseTuple(args, "i", &count)) {
///         Py_DECREF(list);
///         return NULL;
///     }
///
/// Reported are ways on which the variable holds an object, as a test of it has shown, that a function of the C API made,
/// on which it goes only to functions of the C API that take no reference over, and on which the function is left or the
/// variable gets another value.
struct ReferenceLost: UnitRule {
  let info = RuleInfo("reference-lost", .flow, .warning, summary: "a new reference is lost on some way")

  fileprivate static let functions = VariadicFunctions()

  /// What is known of the variable.
  private enum Holding: Hashable { case perhaps, certain }

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.functions.values.flatMap { function -> [Finding] in
      let graph = function.graph
      return graph.places(where: Self.isNew).compactMap { block, index in
        let event = graph.blocks[block].events[index]
        guard let variable = graph.variables[event.variable], !variable.isParameter, variable.isPointer,
          let place = Self.loss(of: event, at: .init(block: block, event: index), in: function, unit)
        else { return nil }
        return finding("the reference in '\(variable.name)' is lost on some way", at: event.place, notes: [place])
      }
    }
  }

  private static func isNew(_ event: FlowGraph.Event) -> Bool {
    guard case .assigned(.call(let name, _, _)) = event.kind else { return false }
    return ReferenceFacts.returnsNew(name)
  }

  /// The first place where a way loses the reference.
  private static func loss(
    of event: FlowGraph.Event, at start: WayWalker<Holding>.Start, in function: CheckedFunction, _ unit: CheckedUnit
  ) -> Label? {
    var losses: [Label] = []
    let walker = WayWalker<Holding>(
      function: function, variable: event.variable,
      behind: { next, holding in
        guard next.variable == event.variable else { return holding }
        switch next.kind {
        case .accessed, .read: return holding
        case .passed(let name, let mark, let index): return unit.keeps(name, mark, index) ? holding : nil
        case .assigned:
          if holding == .certain { losses.append(Label("the variable gets another value here", at: next.place)) }
          return nil
        case .declared, .addressPassed, .addressTaken, .returned, .copied: return nil
        }
      },
      on: { condition, outcome, holding in
        if condition.subject == .variable(event.variable) { return outcome ? .certain : nil }
        return Self.isImmortal(function.graph.variables[event.variable]?.name ?? "", condition, outcome) ? nil : holding
      },
      leave: { place, holding in
        if holding == .certain { losses.append(Label("the function is left here", at: place)) }
      })
    guard walker.walk(from: start, .perhaps) else { return nil }
    return losses.min { $0.span!.start.offset < $1.span!.start.offset }
  }

  /// Whether a comparison has shown that a variable holds an object that is never freed.
  private static func isImmortal(_ name: String, _ condition: FlowGraph.Condition, _ outcome: Bool) -> Bool {
    ["Py_None", "Py_True", "Py_False"].contains { object in
      condition.subject == .other("\(name)\(outcome ? "==" : "!=")\(object)")
    }
  }
}

extension CheckedUnit {
  /// Whether the caller of a function still owns a reference that it passes.
  fileprivate func keeps(_ name: String, _ mark: FlowGraph.CallMark, _ index: Int) -> Bool {
    guard case .build? = ReferenceLost.functions[name]?.shape else { return ReferenceFacts.keeps(name, at: index) }
    // A unit says whether it takes the reference over.
    let pairs = calls.filter { $0.inspected.callee.start.offset == mark }.flatMap { call in
      call.fittingPairs.filter { call.inspected.arguments.firstIndex(of: $0.argument) == index }
    }
    return !pairs.isEmpty && pairs.allSatisfy { ["O", "S"].contains($0.slot.unit) }
  }
}
