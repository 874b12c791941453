import FormatDiagnostics
import FormatSyntax

/// A format that CPython does not accept, or does not read as it is written.
///
/// Units and markers are read at run time only: a format with a letter that is no unit, with `|` or `$` in the wrong
/// place, or with unbalanced brackets compiles without a word and raises `SystemError` when the call is reached, on
/// some formats only when an optional argument is given. A few make CPython abort, or write behind its own arrays.
/// The finding says which of these it is.
///
/// Wrong:
///
///     PyArg_ParseTuple(args, "i, i", &width, &height)
///     Py_BuildValue("{s:i,s}", "width", width, "height")
///
/// Right:
///
///     PyArg_ParseTuple(args, "ii", &width, &height)
///     Py_BuildValue("{s:i,s:i}", "width", width, "height", height)
///
/// What CPython does depends on its version: a separator in front of a closing bracket is an error up to 3.12. Such
/// formats are reported if the code has to work on one of these versions (`--python`).
struct MalformedFormat: CallRule {
  let info = RuleInfo("malformed-format", summary: "the format is not one that CPython accepts")

  func findings(in call: CheckedCall) -> [Finding] {
    call.formats.flatMap { format in
      format.errors.filter { call.target.isRejected($0) || isMistake($0) }.map { error in
        let diagnostic = error.diagnostic
        return finding(
          diagnostic.message, at: call.span(error.range, of: format), in: call, severity: diagnostic.severity,
          notes: diagnostic.notes.map { Label($0.message) }, fixes: fixes(diagnostic.fixIts, in: call, format))
      }
    }
  }

  /// Text that CPython passes over is a mistake as well: nobody writes it for that.
  private func isMistake(_ error: SyntaxError) -> Bool {
    if case .accepts = error.effect { return true }
    return false
  }

  private func fixes(_ fixIts: [FixIt], in call: CheckedCall, _ format: CheckedFormat) -> [Fix] {
    fixIts.compactMap { fixIt in
      guard let edit = call.edit(replacing: fixIt.range, of: format, with: fixIt.replacement) else { return nil }
      return Fix(fixIt.message, isSafe: false, edits: [edit])
    }
  }
}
