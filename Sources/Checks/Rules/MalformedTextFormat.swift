import FormatSyntax

/// A format of `PyErr_Format`, `PyUnicode_FromFormat` or one of their relatives that CPython does not read to its end.
///
/// These functions have a language of their own, which looks like that of `printf` and is smaller: there is no `%f`, no
/// `%+d`, no `%hd`; `%R`, `%S`, `%A`, `%U`, `%V` and, from 3.13 on, `%T` and `%N` take objects. Up to Python 3.11 whatever
/// stands behind a conversion that does not exist is copied as it is; from 3.12 on `SystemError` is raised in the place of
/// the error that was meant. Compilers cannot check these formats. The finding says what the versions do.
///
/// Wrong:
///
///     PyErr_Format(PyExc_ValueError, "%f is too much", number)
///     PyErr_Format(PyExc_ValueError, "100% wrong")
///
/// Right:
///
///     PyErr_Format(PyExc_ValueError, "%R is too much", object)
///     PyErr_Format(PyExc_ValueError, "100%% wrong")
///
/// A conversion that only newer versions have is reported if the code has to work on an older one (`--python`).
struct MalformedTextFormat: CallRule {
  let info = RuleInfo("malformed-text-format", summary: "CPython does not read the format of a text to its end")

  func findings(in call: CheckedCall) -> [Finding] {
    call.formats.flatMap { format in
      format.textErrors.filter(call.target.stops).map { error in
        let diagnostic = error.diagnostic
        return finding(
          diagnostic.message, at: call.span(error.range, of: format), in: call,
          notes: diagnostic.notes.map { Label($0.message) })
      }
    }
  }
}
