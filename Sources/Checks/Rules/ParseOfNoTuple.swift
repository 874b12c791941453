import ClangFrontend
import FormatSema

/// A parse call on an argument that is no tuple.
///
/// Only functions with `METH_VARARGS` get their arguments in a tuple. With `METH_NOARGS` the second parameter is NULL, for
/// which `PyArg_ParseTuple` raises `SystemError`; with `METH_FASTCALL` it is an array, on which it crashes.
///
/// Wrong:
///
///     static PyObject *f(PyObject *self, PyObject *args) { … PyArg_ParseTuple(args, "") … }
///     {"f", f, METH_NOARGS, NULL},
///
/// Right:
///
///     {"f", f, METH_VARARGS, NULL},
///
/// With `METH_O` the parameter is the argument itself. If it is no tuple, the caller gets a `SystemError`, which means that
/// the extension is wrong, in the place of a `TypeError`. Nothing is said if the function names `PyTuple_Check`.
struct ParseOfNoTuple: UnitRule {
  let info = RuleInfo("parse-of-no-tuple", summary: "the argument of a parse call is no tuple")

  func findings(in unit: CheckedUnit) -> [Finding] {
    var flags: [Int: Set<Int>] = [:]
    for method in unit.inspection.tables.flatMap(\.methods) {
      guard let function = method.function, let value = method.flags else { continue }
      flags[function.identity, default: []].insert(value & 0x8F)
    }
    return unit.calls.compactMap { call in
      guard case .parse(let family) = call.function.shape, family != .single, !isArray(call.function),
        let function = call.inspected.enclosingFunction, let found = flags[function.identity],
        let first = call.inspected.arguments.first, case .variable(let variable) = first.form, variable.parameter == 1,
        let reason = Self.reason(found, call.inspected)
      else { return nil }
      return finding(
        "\(call.function.name) wants a tuple, but \(reason)", at: first.span ?? call.inspected.callee, in: call)
    }
  }

  private func isArray(_ function: VariadicFunction) -> Bool { function.name.hasPrefix("PyArg_ParseArray") }

  private static func reason(_ flags: Set<Int>, _ call: InspectedCall) -> String? {
    if flags == [0x04] { return "METH_NOARGS passes NULL" }
    if flags.isSubset(of: [0x80, 0x82]) { return "METH_FASTCALL passes an array" }
    if flags == [0x08], !call.isInTupleTest { return "METH_O passes the argument itself, of whatever type" }
    return nil
  }
}
