import FormatDiagnostics
import FormatSema
import FormatUnits

/// A unit for some uses of which a version of CPython warns.
///
/// The units and the uses are those that the unit's entry names: `argot explain` prints it. Among them are values out of
/// the range of `B`, `H`, `I`, `k` and `K` (3.15), and sequences other than tuples for parentheses with units in them
/// that borrow from the items (3.14).
///
///     PyArg_ParseTuple(args, "k", &mask)              /* -1 and 2**64 warn from 3.15 on */
///     PyArg_ParseTuple(args, "(ss)", &first, &second) /* a list warns from 3.14 on */
struct DeprecatedUse: CallRule {
  let info = RuleInfo(
    "deprecated-use", .deprecated, .warning, summary: "a version of CPython warns of some uses of the unit")

  func findings(in call: CheckedCall) -> [Finding] {
    call.readableFormats.flatMap { format in
      let units = format.units.filter { !$0.unit.deprecated.isEmpty }.map {
        ($0.unit.spelling, $0.unit.deprecated, $0.range)
      }
      let groups = borrowingGroups(in: format).map { ("(items)", FormatGroup.parse("(items)")?.deprecated ?? "", $0) }
      return (units + groups).map { spelling, deprecated, range in
        finding(
          "some uses of '\(spelling)' are deprecated", at: call.span(range, of: format), in: call,
          notes: [Label(deprecated)])
      }
    }
  }

  /// The outermost groups of a parse format with a unit in them that borrows.
  private func borrowingGroups(in format: CheckedFormat) -> [ByteRange] {
    guard case .parse(let signature) = format.signature else { return [] }
    return signature.parameters.compactMap { parameter in
      guard case .group(let items) = parameter.kind, items.contains(where: borrows) else { return nil }
      return parameter.range
    }
  }

  private func borrows(_ parameter: ParseParameter) -> Bool {
    switch parameter.kind {
    case .unit(let unit): unit.ownership == .borrowed
    case .group(let items): items.contains(where: borrows)
    }
  }
}
