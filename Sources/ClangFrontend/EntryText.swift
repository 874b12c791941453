/// The source text of an element of an initialiser, from its opening brace to its closing one.
struct EntryText {
  /// The text of each part between the commas, as far as it holds anything.
  private(set) var fields: [Range<Int>] = []
  private(set) var hasDirective = false

  /// Nil if the text in `range` does not start with a brace.
  init?(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, hasRawStrings: Bool) {
    var lexer = SourceLexer(bytes, range: range, hasRawStrings: hasRawStrings)
    guard let open = lexer.next(), open.isPunctuator("{") else { return nil }
    var depth = 1
    var start: Int?
    while let token = lexer.next() {
      if token.kind == .directive { hasDirective = true }
      let opens = ["(", "[", "{"].contains { token.isPunctuator($0) }
      let closes = [")", "]", "}"].contains { token.isPunctuator($0) }
      if opens { depth += 1 }
      if closes { depth -= 1 }
      if depth == 0 || (depth == 1 && token.isPunctuator(",")) {
        if let begin = start { fields.append(begin..<token.start) }
        start = nil
        if depth == 0 { return }
      } else if start == nil {
        start = token.start
      }
    }
    return nil
  }
}
