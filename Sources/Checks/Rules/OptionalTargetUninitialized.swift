import ClangFrontend
import FormatSema

/// A variable for an optional argument that has no value where the argument is not given.
///
/// Behind `|`, CPython stores only what the caller gives. A variable that was declared without a value keeps whatever was
/// in its place.
///
/// Wrong:
///
///     int flags;
///     if (!PyArg_ParseTuple(args, "s|i", &name, &flags)) return NULL;
///     open_file(name, flags);
///
/// Right:
///
///     int flags = 0;
///
/// Reported is a variable that has no value on any way to the call, and is read on every way behind it before anything
/// else happens to it; where a condition could make a difference, nothing is said.
struct OptionalTargetUninitialized: UnitRule {
  let info = RuleInfo(
    "optional-target-uninitialized", .flow, .warning,
    summary: "a variable has no value if its optional argument is not given")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { filled in
      guard filled.isOptional, filled.pair.slot.argument.role == .output, Self.hasNoValue(filled),
        let declaration = filled.function.graph.variables[filled.variable]?.declaration,
        let read = Self.firstRead(of: filled)
      else { return nil }
      return finding(
        "'\(filled.name)' has no value if the argument is not given", at: filled.unit, in: filled.call,
        notes: [Label("it is declared without one", at: declaration), Label("it is read here", at: read)])
    }
  }

  /// Whether the variable has no value when the call is made.
  private static func hasNoValue(_ filled: FilledVariable) -> Bool {
    var states: Set<Bool> = []
    let mark = filled.call.inspected.callee.start.offset
    let walker = WayWalker<Bool>(
      function: filled.function, variable: filled.variable, isCautious: false,
      behind: { event, hasValue in
        guard event.variable == filled.variable else { return hasValue }
        switch event.kind {
        case .declared: return false
        case .addressPassed(_, mark):
          states.insert(hasValue)
          return nil
        default: return true
        }
      },
      on: { _, _, hasValue in hasValue }, leave: { _, _ in })
    return walker.walk(from: .init(block: 0, event: -1), true) && states == [false]
  }

  /// The first place where the value is read, if all ways come to one.
  private static func firstRead(of filled: FilledVariable) -> SourceSpan? {
    var reads: [SourceSpan] = []
    var isReadOnAllWays = true
    let isCertain = filled.walk(
      true, isCautious: false,
      behind: { kind, place, _ in
        switch kind {
        case .passed, .copied, .read, .returned: reads.append(place)
        case .declared, .assigned, .addressPassed, .addressTaken, .accessed: isReadOnAllWays = false
        }
        return nil
      },
      on: { _, _, state in state }, leave: { _, _ in isReadOnAllWays = false })
    return isCertain && isReadOnAllWays ? reads.min { $0.start.offset < $1.start.offset } : nil
  }
}
