import ClangFrontend
import FormatSema

/// Something that a parse unit lends and the function releases.
///
/// `O`, `S` and their like store borrowed references: the caller's tuple owns them. `s`, `z`, `y` and `u` store pointers
/// into the caller's objects. Releasing either takes from the caller what it still uses.
///
/// Wrong:
///
///     PyObject *list;  const char *name;
///     if (!PyArg_ParseTuple(args, "Os", &list, &name)) return NULL;
///     Py_DECREF(list);
///     free((char *)name);
///
/// Right:
///
///     if (!PyArg_ParseTuple(args, "Os", &list, &name)) return NULL;
///
/// Reported are ways on which the variable is released before a function takes a reference for it or gives it another
/// value, and on which nothing else could have.
struct LentReferenceReleased: UnitRule {
  let info = RuleInfo(
    "lent-reference-released", .flow, .warning, summary: "something that a parse unit lends is released")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { filled in
      guard filled.pair.slot.argument.role == .output, let frees = Self.releasers(of: filled),
        let place = filled.firstRelease(by: frees, keeps: ReferenceFacts.keeps)
      else { return nil }
      return finding(
        "'\(filled.name)' is lent by '\(filled.pair.slot.unit)', and released", at: filled.unit, in: filled.call,
        notes: [filled.call.label(filled.pair.argument, filled.pair.slot), Label("it is released here", at: place)])
    }
  }

  /// The functions that release what the unit stores; nil for a unit that lends nothing.
  private static func releasers(of filled: FilledVariable) -> ((String) -> Bool)? {
    switch filled.pair.slot.argument.type {
    case .object where !filled.pair.slot.unit.hasPrefix("O&"): ReferenceFacts.releases
    case .text, .wideText: { ["free", "PyMem_Free", "PyObject_Free", "PyMem_RawFree"].contains($0) }
    default: nil
    }
  }
}
