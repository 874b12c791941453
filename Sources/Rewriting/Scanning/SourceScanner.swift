/// Walks over C or C++ source text without preprocessing it, just well enough to tell code from comments, literals and
/// directives.
struct SourceScanner {
  enum Element: Hashable {
    case identifier(Range<Int>)
    case punctuation(UInt8)
    /// A number, a character or a string literal.
    case literal
    /// The `#` of a directive, which is the first thing on its line.
    case directive
    case newline
  }

  let bytes: [UInt8]
  private(set) var position: Int
  private var isAtLineStart: Bool

  /// Starts at `position`, which lies outside of comments and literals.
  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
    isAtLineStart = position == 0
    if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
  }

  /// The next element behind white space and comments, nil at the end.
  mutating func next() -> Element? {
    skipBlanks()
    guard let byte = peek() else { return nil }
    let start = position
    switch byte {
    case UInt8(ascii: "\n"):
      position += 1
      isAtLineStart = true
      return .newline
    case UInt8(ascii: "#") where isAtLineStart:
      position += 1
      isAtLineStart = false
      return .directive
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      skipQuoted(byte)
      isAtLineStart = false
      return .literal
    case _ where isDigit(byte):
      skipNumber()
      isAtLineStart = false
      return .literal
    case _ where isIdentifier(byte):
      while let byte = peek(), isIdentifier(byte) { position += 1 }
      isAtLineStart = false
      return literalBehindPrefix(start..<position) ? .literal : .identifier(start..<position)
    default:
      position += 1
      isAtLineStart = false
      return .punctuation(byte)
    }
  }

  /// Skips spaces, comments and spliced lines, but no newline that ends a line.
  mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "\\"), let length = spliceLength(at: position) {
        position += length
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        position += 2
        while position < bytes.count, !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) { position += 1 }
        position = min(position + 2, bytes.count)
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        skipLineRest()
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C || byte == 0x0D {
        position += 1
      } else {
        return
      }
    }
  }

  /// Skips to the newline that ends the logical line, which stays unread.
  mutating func skipLineRest() {
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      position += byte == UInt8(ascii: "\\") ? spliceLength(at: position) ?? 1 : 1
    }
  }

  /// Moves on to `position`, which lies behind the present one.
  mutating func advance(to position: Int) {
    self.position = max(self.position, min(position, bytes.count))
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  /// Length of a backslash and the newline behind it.
  private func spliceLength(at index: Int) -> Int? {
    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { return 2 }
    if index + 2 < bytes.count, bytes[index + 1] == 0x0D, bytes[index + 2] == UInt8(ascii: "\n") { return 3 }
    return nil
  }

  /// Skips a literal; one that is not closed ends with its line, as the apostrophes of excluded text do.
  private mutating func skipQuoted(_ quote: UInt8) {
    position += 1
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\\") {
        position += spliceLength(at: position) ?? min(2, bytes.count - position)
      } else {
        position += 1
        if byte == quote { return }
      }
    }
  }

  /// Skips a number with its digit separators, exponent and suffix.
  private mutating func skipNumber() {
    while let byte = peek() {
      let isSeparator = byte == UInt8(ascii: "'") && peek(1).map(isIdentifier) == true
      guard isIdentifier(byte) || byte == UInt8(ascii: ".") || isSeparator else { return }
      position += 1
    }
  }

  /// Skips the literal whose encoding prefix was just read, if it was one.
  private mutating func literalBehindPrefix(_ range: Range<Int>) -> Bool {
    guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), range.count <= 3 else {
      return false
    }
    let prefix = String(decoding: bytes[range], as: UTF8.self)
    if quote == UInt8(ascii: "\""), ["R", "LR", "uR", "UR", "u8R"].contains(prefix) {
      skipRawString()
      return true
    }
    guard ["L", "u", "U", "u8"].contains(prefix) else { return false }
    skipQuoted(quote)
    return true
  }

  private mutating func skipRawString() {
    let open = position + 1
    guard let parenthesis = bytes[open...].firstIndex(of: UInt8(ascii: "(")), parenthesis - open <= 16 else {
      skipQuoted(UInt8(ascii: "\""))
      return
    }
    let close = [UInt8(ascii: ")")] + bytes[open..<parenthesis] + [UInt8(ascii: "\"")]
    position = parenthesis + 1
    while position < bytes.count, !bytes[position...].starts(with: close) { position += 1 }
    position = min(position + close.count, bytes.count)
  }
}

func isIdentifier(_ byte: UInt8) -> Bool {
  isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: "$") || byte >= 0x80
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
