/// The source text of a call, from the callee's name to the closing parenthesis.
struct CallText {
  /// The text of each argument as the preprocessor cuts it: at commas that stand in no inner parentheses. Other
  /// brackets do not protect a comma from it.
  private(set) var arguments: [Range<Int>] = []
  /// Behind the closing parenthesis.
  private(set) var end: Int
  private(set) var hasDirective = false

  func argument(_ index: Int) -> Range<Int>? { index < arguments.count ? arguments[index] : nil }

  /// Nil if the name in `name` is not followed by parentheses in the same file.
  init?(_ bytes: UnsafeRawBufferPointer, name: Range<Int>, hasRawStrings: Bool) {
    var lexer = SourceLexer(bytes, range: name.upperBound..<bytes.count, hasRawStrings: hasRawStrings)
    guard let open = lexer.next(), open.isPunctuator("(") else { return nil }
    var depth = 1
    var start = open.end
    end = open.end
    while let token = lexer.next() {
      if token.kind == .directive { hasDirective = true }
      guard token.kind == .punctuator else { continue }
      switch token.first {
      case UInt8(ascii: "("):
        depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 {
          arguments.append(start..<token.start)
          end = token.end
          return
        }
      case UInt8(ascii: ",") where depth == 1:
        arguments.append(start..<token.start)
        start = token.end
      default: break
      }
    }
    return nil
  }
}
