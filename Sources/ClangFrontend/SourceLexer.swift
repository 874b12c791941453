/// Cuts C or C++ source text into tokens, as far as the front end needs them: enough to find the arguments of a call,
/// string literals, the names of macros, and directives.
struct SourceLexer {
  struct Token: Hashable {
    enum Kind: Hashable {
      case identifier, string, character, number, punctuator
      /// A `#` that stands first on its line.
      case directive
    }
    let kind: Kind
    let start: Int
    let end: Int
    /// The first byte of a punctuator.
    let first: UInt8

    func isPunctuator(_ character: Unicode.Scalar) -> Bool {
      kind == .punctuator && first == UInt8(ascii: character)
    }
  }

  let bytes: UnsafeRawBufferPointer
  let end: Int
  let hasRawStrings: Bool
  private(set) var offset: Int
  private var isFirstOnLine: Bool

  /// `range` should start between two tokens, not inside a comment or a literal.
  init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, hasRawStrings: Bool) {
    self.bytes = bytes
    self.hasRawStrings = hasRawStrings
    end = min(range.upperBound, bytes.count)
    offset = range.lowerBound
    isFirstOnLine = false
  }

  /// The next token, nil at the end of the range.
  mutating func next() -> Token? {
    skipBlanks()
    guard offset < end else { return nil }
    let start = offset
    let first = bytes[start]
    let kind: Token.Kind
    if isLetter(first) {
      while offset < end, isLetter(peek()) || isDigit(peek()) || skipSplice() { offset += 1 }
      kind = identifierOrPrefix(start)
    } else if isDigit(first) || (first == UInt8(ascii: ".") && isDigit(peek(1))) {
      skipNumber()
      kind = .number
    } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      skipLiteral(quote: first)
      kind = first == UInt8(ascii: "'") ? .character : .string
    } else {
      let isDigraph = first == UInt8(ascii: "%") && peek(1) == UInt8(ascii: ":")
      offset += isDigraph ? 2 : 1
      let isHash = first == UInt8(ascii: "#") || isDigraph
      kind = isHash && isFirstOnLine ? .directive : .punctuator
      isFirstOnLine = false
      return Token(kind: kind, start: start, end: offset, first: isHash ? UInt8(ascii: "#") : first)
    }
    isFirstOnLine = false
    return Token(kind: kind, start: start, end: offset, first: first)
  }

  private func peek(_ distance: Int = 0) -> UInt8 { offset + distance < end ? bytes[offset + distance] : 0 }

  /// Skips a backslash at a line's end; `offset` then stands on the last byte of the splice.
  private mutating func skipSplice() -> Bool {
    guard peek() == UInt8(ascii: "\\") else { return false }
    if peek(1) == UInt8(ascii: "\n") {
      offset += 1
      return true
    }
    if peek(1) == UInt8(ascii: "\r"), peek(2) == UInt8(ascii: "\n") {
      offset += 2
      return true
    }
    return false
  }

  private mutating func skipBlanks() {
    while offset < end {
      switch peek() {
      case UInt8(ascii: "\n"):
        isFirstOnLine = true
        offset += 1
      case UInt8(ascii: " "), 9, 11, 12, 13:
        offset += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while offset < end, peek() != UInt8(ascii: "\n") {
          _ = skipSplice()
          offset += 1
        }
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        offset += 2
        while offset < end, !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) { offset += 1 }
        offset = min(offset + 2, end)
      default:
        guard skipSplice() else { return }
        offset += 1
      }
    }
  }

  private mutating func skipNumber() {
    while offset < end {
      let byte = peek()
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      if isSign {
        guard [UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "p"), UInt8(ascii: "P")].contains(bytes[offset - 1])
        else { return }
      } else if byte == UInt8(ascii: "'") {
        guard isDigit(peek(1)) || isLetter(peek(1)) else { return }
      } else if !isDigit(byte) && !isLetter(byte) && byte != UInt8(ascii: ".") {
        return
      }
      offset += 1
    }
  }

  /// Skips a literal from its opening quote. A literal without a closing quote ends at the line's end.
  private mutating func skipLiteral(quote: UInt8) {
    offset += 1
    while offset < end, peek() != quote, peek() != UInt8(ascii: "\n") {
      if !skipSplice(), peek() == UInt8(ascii: "\\") { offset += 1 }
      offset += 1
    }
    offset = min(peek() == quote ? offset + 1 : offset, end)
  }

  /// An identifier that stands right before a quote may be the prefix of a literal, which is then taken with it.
  private mutating func identifierOrPrefix(_ start: Int) -> Token.Kind {
    let quote = peek()
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), offset - start <= 3 else { return .identifier }
    let prefix = String(decoding: bytes[start..<offset], as: UTF8.self)
    if ["u8", "u", "U", "L"].contains(prefix) {
      skipLiteral(quote: quote)
      return quote == UInt8(ascii: "'") ? .character : .string
    }
    if hasRawStrings, quote == UInt8(ascii: "\""), ["R", "u8R", "uR", "UR", "LR"].contains(prefix) {
      skipRawString()
      return .string
    }
    return .identifier
  }

  private mutating func skipRawString() {
    let delimiterStart = offset + 1
    var open = delimiterStart
    while open < end, bytes[open] != UInt8(ascii: "(") { open += 1 }
    let closing = [UInt8(ascii: ")")] + bytes[delimiterStart..<min(open, end)] + [UInt8(ascii: "\"")]
    offset = open
    while offset < end {
      if offset + closing.count <= end, bytes[offset..<offset + closing.count].elementsEqual(closing) {
        offset += closing.count
        return
      }
      offset += 1
    }
  }

  static func continuesIdentifier(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_") || byte >= 0x80
      || byte == UInt8(ascii: "$")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private func isLetter(_ byte: UInt8) -> Bool { Self.isLetter(byte) }

  private func isDigit(_ byte: UInt8) -> Bool { Self.isDigit(byte) }
}
