import ClangFrontend

/// A function of a method table that has fewer parameters than CPython passes arguments.
///
/// `METH_NOARGS` functions are called with `self` and NULL, not with `self` alone. On most systems an argument that the
/// function does not know does no harm; where calls through pointers are checked (WebAssembly, control-flow integrity)
/// the call ends the process.
///
/// Wrong:
///
///     static PyObject *f(PyObject *self);
///     {"f", (PyCFunction)f, METH_NOARGS, NULL},
///
/// Right:
///
///     static PyObject *f(PyObject *self, PyObject *Py_UNUSED(ignored));
///     {"f", f, METH_NOARGS, NULL},
struct MethodParameterCount: UnitRule {
  let info = RuleInfo(
    "method-parameter-count", .portability, .warning, summary: "the function has fewer parameters than CPython passes")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.inspection.tables.flatMap(\.methods).compactMap { method in
      guard let flags = method.flags, let parameters = method.parameters, let passed = MethodFlags.arguments(flags),
        parameters.count < passed.count
      else { return nil }
      let count = "\(parameters.count) parameter\(parameters.count == 1 ? "" : "s")"
      let place = method.declaration.map { SourceSpan(start: $0, length: 0) }
      return finding(
        "\(MethodFlags.names(flags)) calls the function with \(passed.count) arguments, it has \(count)",
        at: method.place, notes: [Label("the function is declared here", at: place)])
    }
  }
}
