import CLibclang

/// A macro's definition in the source text. Predefined macros have none.
struct MacroDefinition {
  let file: CXFile
  let source: SourceFile
  /// The replacement.
  let body: Range<Int>
  let isFunctionLike: Bool

  init?(unit: TranslationUnit, cursor: CXCursor) {
    guard let (file, range) = unit.extent(of: cursor) else { return nil }
    let source = unit.source(file)
    guard range.upperBound <= source.bytes.count else { return nil }
    var lexer = SourceLexer(source.bytes, range: range, hasRawStrings: false)
    guard let name = lexer.next() else { return nil }
    // A parenthesis makes parameters only where it touches the name.
    isFunctionLike = name.end < range.upperBound && source.bytes[name.end] == UInt8(ascii: "(")
    var start = name.end
    if isFunctionLike {
      while let token = lexer.next() {
        start = token.end
        if token.isPunctuator(")") { break }
      }
    }
    self.file = file
    self.source = source
    body = start..<range.upperBound
  }

  func tokens(hasRawStrings: Bool) -> [SourceLexer.Token] {
    var lexer = SourceLexer(source.bytes, range: body, hasRawStrings: hasRawStrings)
    var tokens: [SourceLexer.Token] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }
}
