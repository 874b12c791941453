import ClangFrontend

/// A method table without an entry that ends it.
///
/// CPython reads entries up to one whose name is NULL: without it, it goes on behind the array.
///
/// Wrong:
///
///     static PyMethodDef methods[] = {
///         {"f", f, METH_NOARGS, NULL},
///     };
///
/// Right:
///
///     static PyMethodDef methods[] = {
///         {"f", f, METH_NOARGS, NULL},
///         {NULL, NULL, 0, NULL}
///     };
///
/// Reported are tables that an initialiser names, such as that of a `PyModuleDef`.
struct MethodTableSentinel: UnitRule {
  let info = RuleInfo("method-table-sentinel", summary: "no entry with a NULL name ends the method table")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.inspection.tables.filter { $0.isHandedOver && !$0.isTerminated }.map { table in
      finding(
        "the method table '\(table.name)' does not end with an entry whose name is NULL",
        at: SourceSpan(start: table.position, length: table.name.utf8.count))
    }
  }
}
