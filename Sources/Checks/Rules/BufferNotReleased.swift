import ClangFrontend
import FormatSema

/// A `Py_buffer` that a parse call fills and that is not released on a way out of the function.
///
/// `s*`, `y*`, `z*` and `w*` take a view of the argument's memory, which keeps the object alive, and a `bytearray` from
/// being resized, until `PyBuffer_Release` is called.
///
/// Wrong:
///
///     Py_buffer view;
///     if (!PyArg_ParseTuple(args, "y*", &view)) return NULL;
///     if (view.len == 0) return PyErr_Format(PyExc_ValueError, "nothing to sum");
///     long result = sum(view.buf, view.len);
///     PyBuffer_Release(&view);
///     return PyLong_FromLong(result);
///
/// Right:
///
///     if (view.len == 0) {
///         PyBuffer_Release(&view);
///         return PyErr_Format(PyExc_ValueError, "nothing to sum");
///     }
///
/// Ways on which the view's address goes to another function, which may release it, are not reported, nor is a view that
/// is filled only if an optional argument is given.
struct BufferNotReleased: UnitRule {
  let info = RuleInfo("buffer-not-released", .flow, .warning, summary: "a filled Py_buffer is not released on some way")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { filled in
      guard filled.pair.slot.argument.type == .buffer, !filled.isOptional else { return nil }
      return leak(of: filled, "'\(filled.name)' is not released on every way") { kind in
        switch kind {
        case .accessed, .read: true
        case .declared, .assigned, .addressPassed, .addressTaken, .passed, .returned, .copied: false
        }
      }
    }
  }
}
