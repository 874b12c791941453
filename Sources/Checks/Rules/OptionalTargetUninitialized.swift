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
/// Reported is a variable whose next use behind the call reads it on every way that leads on; where a condition, a jump or
/// an early return could make a difference, nothing is said.
struct OptionalTargetUninitialized: UnitRule {
  let info = RuleInfo(
    "optional-target-uninitialized", .flow, .warning,
    summary: "a variable has no value if its optional argument is not given")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { call, pair, variable in
      guard case .parse(let signature) = pair.format.signature, Self.isOptional(pair.slot, in: signature),
        pair.slot.argument.role == .output, let read = Self.firstRead(of: variable, behind: pair.argument, in: call)
      else { return nil }
      return finding(
        "'\(variable.name)' has no value if the argument is not given",
        at: call.span(pair.slot.range, of: pair.format), in: call,
        notes: [
          Label(
            "it is declared without one", at: SourceSpan(start: variable.declaration, length: variable.name.utf8.count)),
          Label("it is read here", at: read.place),
        ])
    }
  }

  private static func isOptional(_ slot: Slot, in signature: ParseSignature) -> Bool {
    signature.parameters.dropFirst(signature.minimum).contains {
      $0.range.start <= slot.range.start && slot.range.end <= $0.range.end
    }
  }

  /// The first use behind a call, if it reads the value and nothing can have changed it or led around.
  private static func firstRead(
    of variable: InspectedVariable, behind argument: InspectedArgument, in call: CheckedCall
  ) -> VariableUse? {
    guard variable.initializer == .none, !variable.hasLabels, let span = argument.span,
      let target = variable.uses.firstIndex(where: { $0.place.start.offset >= span.start.offset }), target == 0,
      variable.uses.count > 1
    else { return nil }
    let read = variable.uses[1]
    switch read.kind {
    case .passed, .copied, .read: break
    case .addressPassed, .addressTaken, .accessed, .written: return nil
    }
    // The statement with the call may leave the function; anything else that does decides about the read.
    let place = read.place.start.offset
    let exits = variable.exits.filter { $0.lowerBound > span.start.offset && $0.upperBound <= place }
    guard read.isUnconditional, exits.count <= 1 else { return nil }
    return read
  }
}
