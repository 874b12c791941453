import ClangFrontend

/// A keyword list without a NULL at its end.
///
/// CPython reads names up to the first NULL: without one it goes on behind the array.
///
/// Wrong:
///
///     static char *names[] = {"width", "height"};
///
/// Right:
///
///     static char *names[] = {"width", "height", NULL};
struct KeywordListSentinel: CallRule {
  let info = RuleInfo("keyword-list-sentinel", summary: "the keyword list does not end with NULL")

  func findings(in call: CheckedCall) -> [Finding] {
    guard let keywords = call.inspected.keywords, !keywords.list.isTerminated else { return [] }
    return [
      finding(
        "the keyword list does not end with NULL", at: call.keywordListSpan, in: call,
        notes: [Label("its last name is here", at: (keywords.positions.last ?? nil) ?? keywords.place)],
        fixes: fixes(keywords))
    ]
  }

  private func fixes(_ keywords: InspectedKeywords) -> [Fix] {
    guard let last = keywords.positions.last ?? nil, last.length > 0 else { return [] }
    let end = last.start.offset + last.length
    let edit = Edit(
      file: last.start.file, range: .init(end, end), replacement: Array(", NULL".utf8))
    // An array whose size is written down does not take another element.
    return [Fix("end the list with NULL", isSafe: false, edits: [edit])]
  }
}
