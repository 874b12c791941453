import ClangFrontend
import FormatSema

/// A keyword list with another number of names than the format has units.
///
/// CPython compares the two at run time, and raises `SystemError` from the first call on, or, if the surplus unit is
/// optional, as soon as an argument is given for it.
///
/// Wrong:
///
///     static char *names[] = {"width", NULL};
///     PyArg_ParseTupleAndKeywords(args, kwds, "ii", names, &width, &height)
///
/// Right:
///
///     static char *names[] = {"width", "height", NULL};
struct KeywordListLength: CallRule {
  let info = RuleInfo(
    "keyword-list-length", summary: "the keyword list has another number of names than the format has units")

  func findings(in call: CheckedCall) -> [Finding] {
    guard let keywords = call.inspected.keywords, keywords.list.isTerminated else { return [] }
    return call.readableFormats.compactMap { format in
      guard case .parse(let signature) = format.signature else { return nil }
      let (units, names) = (signature.parameters.count, keywords.list.names.count)
      if units == names { return nil }
      let text =
        "the keyword list has \(names) name\(names == 1 ? "" : "s"), the format \(units) unit\(units == 1 ? "" : "s")"
      if units > names {
        return finding(
          text, at: call.span(signature.parameters[names].range, of: format), in: call,
          notes: [Label("this unit has no name"), Label("the keyword list is here", at: keywords.place)])
      }
      return finding(
        text, at: call.keywordListSpan, in: call,
        notes: [Label("no unit has this name", at: keywords.positions[units] ?? keywords.place)])
    }
  }
}
