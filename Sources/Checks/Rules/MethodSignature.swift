import ClangFrontend
import FormatSema

/// A function of a method table that has other parameters than its flags say.
///
/// The flags decide with which arguments CPython calls the function, through a pointer that a cast has made fit. A
/// function with more parameters, or with others, reads what is not there. One with fewer is a matter of
/// `method-parameter-count`.
///
/// | flags | parameters behind `self` |
/// |---|---|
/// | `METH_VARARGS` | `PyObject *args` |
/// | `METH_VARARGS \| METH_KEYWORDS` | `PyObject *args, PyObject *kwds` |
/// | `METH_NOARGS`, `METH_O` | `PyObject *` |
/// | `METH_FASTCALL` | `PyObject *const *args, Py_ssize_t nargs` |
/// | `METH_FASTCALL \| METH_KEYWORDS` | the same, and `PyObject *kwnames` |
/// | `METH_METHOD \| METH_FASTCALL \| METH_KEYWORDS` | `PyTypeObject *`, then as above |
///
/// Wrong:
///
///     static PyObject *f(PyObject *self, PyObject *args, PyObject *kwds);
///     {"f", (PyCFunction)f, METH_VARARGS, NULL},
///
/// Right:
///
///     {"f", (PyCFunction)(void (*)(void))f, METH_VARARGS | METH_KEYWORDS, NULL},
struct MethodSignature: UnitRule {
  let info = RuleInfo("method-signature", summary: "the function has other parameters than its METH_ flags say")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.inspection.tables.flatMap(\.methods).compactMap { method in
      guard let flags = method.flags, let parameters = method.parameters else { return nil }
      let notes = [
        Label("the function is declared here", at: method.declaration.map { SourceSpan(start: $0, length: 0) })
      ]
      guard let wanted = MethodFlags.arguments(flags) else {
        return finding("CPython takes no method with these flags (\(flags))", at: method.place)
      }
      let names = MethodFlags.names(flags)
      if parameters.count < wanted.count { return nil }
      if parameters.count > wanted.count {
        return finding(
          "\(names) calls the function with \(wanted.count) arguments, it has \(parameters.count) parameters",
          at: method.place, notes: notes)
      }
      guard let index = parameters.indices.first(where: { !Self.fits(parameters[$0], wanted[$0]) }) else { return nil }
      return finding(
        "parameter \(index + 1) of the function is not what \(names) calls it with", at: method.place, notes: notes)
    }
  }

  private static func fits(_ type: CType, _ kind: MethodFlags.Kind) -> Bool {
    switch (type, kind) {
    case (.pointer, .pointer), (.other, _): true
    case (.integer(let size, _), .size): size == 8
    default: false
    }
  }
}
