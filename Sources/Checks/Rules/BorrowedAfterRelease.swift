import ClangFrontend

/// Something borrowed from an object that is used when the function has given up the object.
///
/// An item of a list or tuple, and the text in a `str` or `bytes`, last only as long as the object that holds them. Behind
/// the `Py_DECREF` that may have freed that, they must not be used.
///
/// Wrong:
///
///     PyObject *text = PyObject_Str(object);
///     if (text == NULL) return NULL;
///     const char *bytes = PyUnicode_AsUTF8(text);
///     Py_DECREF(text);
///     return PyLong_FromString(bytes, NULL, 10);
///
/// Right:
///
///     PyObject *result = PyLong_FromString(bytes, NULL, 10);
///     Py_DECREF(text);
///     return result;
///
/// Reported are objects that a function of the C API made for this function and that go to nothing else which could keep
/// them.
struct BorrowedAfterRelease: UnitRule {
  let info = RuleInfo(
    "borrowed-after-release", .flow, .warning, summary: "something borrowed is used when its owner may be gone")

  /// Where the owner was given up, if it was.
  private struct Release: Hashable { let place: SourceSpan? }

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.functions.values.flatMap { function -> [Finding] in
      let graph = function.graph
      return graph.places(where: { Self.owner(of: $0, in: graph) != nil }).compactMap { block, index in
        let event = graph.blocks[block].events[index]
        guard let owner = Self.owner(of: event, in: graph), Self.isMade(owner, in: graph),
          let (use, release) = Self.use(of: event, from: owner, at: .init(block: block, event: index), in: function),
          let name = graph.variables[event.variable]?.name, let holder = graph.variables[owner]?.name
        else { return nil }
        return finding(
          "'\(name)' is used when '\(holder)', from which it is borrowed, has been released", at: use,
          notes: [Label("it is borrowed here", at: event.place), Label("'\(holder)' is released here", at: release)])
      }
    }
  }

  /// The local variable with the object from which the event's variable borrows.
  private static func owner(of event: FlowGraph.Event, in graph: FlowGraph) -> Int? {
    guard case .assigned(.call(let name, _, let arguments)) = event.kind, ReferenceFacts.borrowsFromFirst(name),
      let owner = arguments.first ?? nil, owner != event.variable, graph.variables[owner]?.isParameter == false
    else { return nil }
    return owner
  }

  /// Whether all that a variable ever holds are objects that were made for the function.
  private static func isMade(_ variable: Int, in graph: FlowGraph) -> Bool {
    graph.blocks.flatMap(\.events).filter { $0.variable == variable }.allSatisfy { event in
      switch event.kind {
      case .assigned(.call(let name, _, _)): ReferenceFacts.returnsNew(name)
      case .assigned(.null), .declared, .read, .accessed, .returned: true
      case .passed(let name, _, let index): ReferenceFacts.keeps(name, at: index) || ReferenceFacts.releases(name)
      case .assigned(.other), .assigned(.nonzero), .addressPassed, .addressTaken, .copied: false
      }
    }
  }

  private static func use(
    of event: FlowGraph.Event, from owner: Int, at start: WayWalker<Release>.Start, in function: CheckedFunction
  ) -> (use: SourceSpan, release: SourceSpan)? {
    var found: [(use: SourceSpan, release: SourceSpan)] = []
    let walker = WayWalker<Release>(
      function: function, variable: event.variable,
      behind: { next, release in
        if next.variable == owner {
          switch next.kind {
          case .passed(let name, _, _): return ReferenceFacts.releases(name) ? Release(place: next.place) : release
          case .assigned, .returned: return nil
          default: return release
          }
        }
        guard next.variable == event.variable else { return release }
        switch next.kind {
        case .read: return release
        case .passed(let name, _, _) where ReferenceFacts.takes(name): return nil
        case .passed, .accessed, .returned, .copied:
          guard let place = release.place else { return next.kind.isCopy ? nil : release }
          found.append((next.place, place))
          return nil
        case .declared, .assigned, .addressPassed, .addressTaken: return nil
        }
      },
      on: { condition, outcome, release in
        condition.subject == .variable(event.variable) && !outcome ? nil : release
      },
      leave: { _, _ in })
    guard walker.walk(from: start, Release(place: nil)) else { return nil }
    return found.min { $0.use.start.offset < $1.use.start.offset }
  }
}

extension FlowGraph.Event.Kind {
  fileprivate var isCopy: Bool { self == .copied || self == .returned }
}
