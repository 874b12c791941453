import ClangFrontend
import FormatSema

/// Names of a keyword list that contradict each other or the format.
///
/// An empty name makes a parameter positional-only, and these have to come first; behind a name it is a `SystemError`.
/// The second of two equal names can never be given by keyword. A `$` in front of the last positional-only parameter is
/// a `SystemError`, too.
///
/// Wrong:
///
///     static char *names[] = {"width", "", NULL};
///     static char *names[] = {"width", "width", NULL};
///
/// Right:
///
///     static char *names[] = {"", "width", NULL};
///     static char *names[] = {"width", "height", NULL};
struct KeywordListNames: CallRule {
  let info = RuleInfo(
    "keyword-list-names", summary: "the names of the keyword list contradict each other or the format")

  func findings(in call: CheckedCall) -> [Finding] {
    guard let keywords = call.inspected.keywords else { return [] }
    let names = keywords.list.names
    let positionalOnly = names.prefix(while: \.isEmpty).count
    var found: [Finding] = []
    var first: [[UInt8]: Int] = [:]
    for (index, name) in names.enumerated() {
      let place = keywords.positions[index] ?? call.keywordListSpan
      if name.isEmpty {
        guard index >= positionalOnly else { continue }
        found.append(finding("an empty name stands behind one that is not", at: place, in: call))
      } else if let earlier = first[name] {
        found.append(
          finding(
            "the keyword list holds '\(String(decoding: name, as: UTF8.self))' twice", at: place, in: call,
            notes: [Label("it is here, too", at: keywords.positions[earlier])]))
      } else {
        first[name] = index
      }
    }
    for format in call.readableFormats {
      guard case .parse(let signature) = format.signature, signature.positionalMaximum < positionalOnly,
        signature.positionalMaximum < signature.parameters.count
      else { continue }
      let marker = signature.parameters[signature.positionalMaximum].range
      found.append(
        finding(
          "'$' stands before the last positional-only parameter", at: call.span(marker, of: format), in: call,
          notes: [Label("\(positionalOnly) names of the list are empty", at: keywords.place)]))
    }
    return found
  }
}
