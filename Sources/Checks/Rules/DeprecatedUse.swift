import FormatDiagnostics
import FormatUnits

/// A unit for some uses of which a version of CPython warns.
///
/// The units and the uses are those that the unit's entry names: `argot explain` prints it. Among them are values out of
/// the range of `B`, `H`, `I`, `k` and `K` (3.15), and, in parentheses, sequences other than tuples for units that
/// borrow from their items (3.14).
///
///     PyArg_ParseTuple(args, "k", &mask)      /* -1 and 2**64 warn from 3.15 on */
struct DeprecatedUse: CallRule {
  let info = RuleInfo(
    "deprecated-use", .deprecated, .warning, summary: "a version of CPython warns of some uses of the unit")

  func findings(in call: CheckedCall) -> [Finding] {
    call.readableFormats.flatMap { format in
      format.units.filter { !$0.unit.deprecated.isEmpty }.map { unit, range in
        finding(
          "some uses of '\(unit.spelling)' are deprecated", at: call.span(range, of: format), in: call,
          notes: [Label(unit.deprecated)])
      }
    }
  }
}
