import ClangFrontend
import FormatSema
import FormatUnits

/// A signed unit for an unsigned variable or value, or the other way round.
///
/// The width is the same, so nothing is overwritten, but values change their meaning: `i` stores -1 in an `unsigned int`
/// as 4294967295 and refuses 3000000000, `k` makes 18446744073709551615 of a `long` with -1.
///
/// Questionable:
///
///     unsigned int mask;  PyArg_ParseTuple(args, "i", &mask)
///     Py_BuildValue("n", length)          /* a size_t */
///
/// Better:
///
///     unsigned int mask;  PyArg_ParseTuple(args, "I", &mask)
///     Py_BuildValue("K", (unsigned long long)length)
///
/// Types are told apart by the names with which the source declares them; characters and enumerations are left out. The
/// unsigned parse units check no range, and CPython has none for `size_t`: there may be good reasons.
struct Signedness: CallRule {
  let info = RuleInfo("signedness", .style, .warning, summary: "unit and argument differ in being signed")

  private static let signed: Set<String> = [
    "short", "int", "long", "long long", "int16_t", "int32_t", "int64_t", "Py_ssize_t", "ssize_t", "ptrdiff_t",
    "intptr_t", "Py_hash_t",
  ]
  private static let unsigned: Set<String> = [
    "unsigned short", "unsigned int", "unsigned long", "unsigned long long", "uint16_t", "uint32_t", "uint64_t",
    "size_t", "uintptr_t", "Py_uhash_t",
  ]

  func findings(in call: CheckedCall) -> [Finding] {
    call.fittingPairs.compactMap { format, slot, argument in
      guard slot.fits(argument), let name = argument.numberName(for: slot.argument.role) else { return nil }
      let unit = slot.argument.type.rawValue
      guard
        Self.signed.contains(unit) && Self.unsigned.contains(name)
          || Self.unsigned.contains(unit) && Self.signed.contains(name)
      else { return nil }
      return finding(
        "'\(slot.unit)' \(slot.argument.role == .input ? "reads" : "stores") \(slot.argument.type.phrase), the argument is "
          + argument.quoted, at: call.span(slot.range, of: format), in: call, notes: [call.label(argument, slot)])
    }
  }
}
