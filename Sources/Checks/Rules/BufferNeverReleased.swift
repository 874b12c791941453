import ClangFrontend
import FormatSema

/// A `Py_buffer` that a parse call fills and nothing releases.
///
/// `s*`, `y*`, `z*` and `w*` take a view of the argument's memory, which keeps the object alive, and a `bytearray` from
/// being resized, until `PyBuffer_Release` is called.
///
/// Wrong:
///
///     Py_buffer view;
///     if (!PyArg_ParseTuple(args, "y*", &view)) return NULL;
///     return PyLong_FromLong(sum(view.buf, view.len));
///
/// Right:
///
///     long result = sum(view.buf, view.len);
///     PyBuffer_Release(&view);
///     return PyLong_FromLong(result);
///
/// Reported is a variable whose address goes nowhere else in the function: one that is released on some ways only is not.
struct BufferNeverReleased: UnitRule {
  let info = RuleInfo("buffer-never-released", .flow, .warning, summary: "nothing releases a Py_buffer that was filled")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { call, pair, variable in
      guard pair.slot.argument.type == .buffer, Self.isKept(variable, by: call) else { return nil }
      return finding(
        "nothing in the function releases '\(variable.name)'", at: call.span(pair.slot.range, of: pair.format),
        in: call,
        notes: [call.label(pair.argument, pair.slot)])
    }
  }

  private static func isKept(_ variable: InspectedVariable, by call: CheckedCall) -> Bool {
    variable.uses.allSatisfy { use in
      switch use.kind {
      case .accessed: true
      case .addressPassed(let name): name == call.function.name
      case .addressTaken, .passed, .written, .copied, .read: false
      }
    }
  }
}
