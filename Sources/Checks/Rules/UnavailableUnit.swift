import FormatUnits

/// A unit that some of the versions do not have for which the code is written.
///
/// `u`, `u#`, `Z` and `Z#` went in Python 3.12 (PEP 623), `p` came to `Py_BuildValue` in 3.14. Where a version lacks the
/// unit, the call raises `SystemError`. The versions are those of `--python`; without it those that `requires-python`
/// in `pyproject.toml` allows, else the version of the headers.
///
/// Wrong, on 3.12 and newer:
///
///     PyArg_ParseTuple(args, "u", &text)
///
/// Right:
///
///     PyArg_ParseTuple(args, "U", &object)   /* then PyUnicode_AsWideCharString */
struct UnavailableUnit: CallRule {
  let info = RuleInfo("unavailable-unit", summary: "the unit does not exist in all versions that the code is for")

  func findings(in call: CheckedCall) -> [Finding] {
    call.formats.flatMap { format in
      format.units.compactMap { unit, range in
        let absent = call.target.all.filter { !unit.exists(in: $0) }
        guard let first = absent.first else { return nil }
        let why =
          if let removed = unit.removed, removed <= first { "it was removed in \(removed)" } else {
            "it is new in \(unit.since)"
          }
        return finding(
          "Python \(first) has no unit '\(unit.spelling)': \(why)", at: call.span(range, of: format), in: call)
      }
    }
  }
}
