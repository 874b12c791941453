import ClangFrontend
import FormatSema

/// A format that the caller of the function chooses.
///
/// A format says how many C arguments there are and what is written through them. If it is a text that came from
/// Python, any caller can have CPython read and write memory at random.
///
/// Wrong:
///
///     const char *format;
///     if (!PyArg_ParseTuple(args, "s", &format)) return NULL;
///     return Py_BuildValue(format, 1, 2);
///
/// Right:
///
///     return Py_BuildValue("(ii)", 1, 2);
struct UntrustedFormat: UnitRule {
  let info = RuleInfo("untrusted-format", summary: "the format is a text that the function's caller gives")

  func findings(in unit: CheckedUnit) -> [Finding] {
    var texts: [Int: SourceSpan] = [:]
    for call in unit.calls {
      guard case .parse = call.function.shape else { continue }
      for (_, slot, argument) in call.fittingPairs where slot.argument.role != .input {
        guard slot.argument.type == .text || slot.argument.type == .memory, case .address(let variable) = argument.form
        else { continue }
        texts[variable.identity] = argument.span
      }
    }
    return unit.calls.compactMap { call in
      guard let index = call.function.formatIndex, index < call.inspected.arguments.count,
        case .variable(let variable) = call.inspected.arguments[index].form, let origin = texts[variable.identity]
      else { return nil }
      return finding(
        "the format is a text that the caller gives", at: call.formatSpan, in: call,
        notes: [Label("it comes from here", at: origin)])
    }
  }
}
