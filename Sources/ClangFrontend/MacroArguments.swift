import CLibclang

/// Tells whether a macro could turn its arguments into text or into other tokens: a name that is changed inside them
/// would then be seen.
struct MacroArguments {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let hasRawStrings: Bool

  /// Whether the call in `call` stands in an argument of a macro that stringifies or pastes, directly or through the
  /// macros of its replacement. It is enough that one of them does so with any argument. Macros that `ignored` names do
  /// not count.
  func mayBeStringified(call: Range<Int>, in file: CXFile, ignored: Set<String> = []) -> Bool {
    let source = unit.source(file)
    var seen: Set<String> = []
    return record.uses(around: call.lowerBound, in: file).contains { use in
      if ignored.contains(use.name) { return false }
      if reachesOperator(use.name, seen: &seen) { return true }
      // A macro's name may itself be an argument, as in APPLY(CHECK, call).
      var lexer = SourceLexer(source.bytes, range: use.range, hasRawStrings: hasRawStrings)
      while let token = lexer.next() {
        guard token.kind == .identifier, !call.contains(token.start) else { continue }
        if reachesOperator(source.text(token.start..<token.end), seen: &seen) { return true }
      }
      return false
    }
  }

  private func reachesOperator(_ name: String, seen: inout Set<String>) -> Bool {
    guard record.isMacro(name), seen.insert(name).inserted else { return false }
    for definition in record.definitions(of: name) {
      for token in definition.tokens(hasRawStrings: hasRawStrings) {
        if token.isPunctuator("#") || token.kind == .directive { return true }
        guard token.kind == .identifier else { continue }
        if reachesOperator(definition.source.text(token.start..<token.end), seen: &seen) { return true }
      }
    }
    return false
  }
}
