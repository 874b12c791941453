import FormatDiagnostics
import FormatUnits

// The text language, two families that share little (Grammar/text.ebnf):
//
//     text       = { literal | conversion } ;
//     conversion = "%" , options , specifier ;
//
// CPython reads the format once, from the left, and formats each conversion as soon as it is read
// (Objects/unicodeobject.c, PyUnicode_FromFormatV; Objects/bytesobject.c, PyBytes_FromFormatV).

/// Parses a format string of the text language.
///
/// - Parameters:
///   - bytes: The format without the quotes and without the terminating NUL, escapes already replaced.
///   - family: The family of the function that reads it.
/// - Returns: A tree over all bytes, and everything that is wrong with them. Never fails.
public func textFormat(_ bytes: [UInt8], family: TextFamily) -> TextFormatResult {
  var parser = TextFormatParser(bytes, family: family)
  return parser.parse()
}

struct TextFormatParser {
  static let percent = UInt8(ascii: "%")

  let bytes: [UInt8]
  let family: TextFamily
  /// Where the C string ends.
  let end: Int

  var position = 0
  var errors: [TextError] = []

  init(_ bytes: [UInt8], family: TextFamily) {
    self.bytes = bytes
    self.family = family
    end = bytes.endOfCString
  }

  /// `text = { literal | conversion } ;`
  mutating func parse() -> TextFormatResult {
    var nodes: [TextNode] = []
    while let byte = next {
      if byte != Self.percent {
        nodes.append(parseLiteral())
      } else {
        nodes.append(family == .unicode ? parseUnicodeConversion() : parseBytesConversion())
      }
    }
    if end < bytes.count {
      let rest = ByteRange(end, bytes.count)
      errors.append(TextError(.bytesBehindNUL, rest, TextEffect(.ignores)))
      nodes.append(TextNode(.invalid, rest))
    }
    return TextFormatResult(tree: TextFormat(family: family, bytes: bytes, nodes: nodes), errors: errors)
  }

  /// `literal = character , { character } ;`
  private mutating func parseLiteral() -> TextNode {
    let range = takeWhile { $0 != Self.percent }
    if family == .unicode { refuseNonASCII(in: range) }
    return TextNode(.literal, range)
  }

  /// Reports every run of bytes that are not ASCII.
  mutating func refuseNonASCII(in range: ByteRange) {
    var start = range.start
    while let first = bytes[start..<range.end].firstIndex(where: { $0 >= 0x80 }) {
      let last = bytes[first..<range.end].firstIndex { $0 < 0x80 } ?? range.end
      errors.append(TextError(.nonASCII, ByteRange(first, last), TextEffect(.valueError)))
      start = last
    }
  }

  /// `specifier = [ length ] , letter | "%" ;`
  ///
  /// - Parameter isFinal: Whether the conversion is wrong already, so that what stands here does not matter.
  mutating func parseSpecifier(from start: Int, isFinal: Bool) -> TextConversion? {
    let first = position
    let length = takeLength()
    guard let letter = next else {
      if !isFinal { reject(.incompleteConversion, ByteRange(start, end)) }
      return nil
    }
    guard letter.isLetter || letter == Self.percent else {
      let isText = letter >= 0x80
      let range = isText ? takeWhile { $0 >= 0x80 } : take(1)
      if !isFinal { reject(.unexpectedConversionByte(letter), range) }
      if isText && family == .unicode { refuseNonASCII(in: range) }
      return nil
    }
    _ = take(1)
    let range = ByteRange(first, position)
    let spelling = length + escaped(letter)
    if isFinal { return nil }
    guard FormatConversion.find(spelling, family: family) != nil else {
      rejectSpecifier(length: length, letter: letter, range)
      return nil
    }
    return TextConversion(specifier: range, spelling: spelling)
  }

  private mutating func rejectSpecifier(length: String, letter: UInt8, _ range: ByteRange) {
    let spelling = length + escaped(letter)
    if "aAeEfFgG".utf8.contains(letter) && FormatConversion.find(escaped(letter), family: family) == nil {
      reject(.floatingConversion(spelling), range)
    } else if letter == UInt8(ascii: "n") {
      reject(.countConversion, range)
    } else if !length.isEmpty && FormatConversion.find(escaped(letter), family: family) != nil {
      reject(.unsupportedLength(length, letter: escaped(letter)), range)
    } else {
      reject(.unknownConversion(spelling, family), range)
    }
  }

  /// The length modifiers of C, those included that CPython does not know.
  private mutating func takeLength() -> String {
    for length in ["hh", "ll", "h", "l", "q", "L", "j", "z", "t"]
    where bytes[position..<end].starts(with: length.utf8) {
      _ = take(length.utf8.count)
      return length
    }
    return ""
  }

  // MARK: Moving on

  /// The byte at the position, nil at the end.
  var next: UInt8? { position < end ? bytes[position] : nil }

  /// Takes the next `length` bytes.
  mutating func take(_ length: Int) -> ByteRange {
    defer { position += length }
    return ByteRange(position, position + length)
  }

  mutating func takeWhile(_ belongs: (UInt8) -> Bool) -> ByteRange {
    take(bytes[position..<end].prefix(while: belongs).count)
  }

  mutating func reject(_ kind: TextErrorKind, _ range: ByteRange) {
    errors.append(TextError(kind, range, .invalid(in: family)))
  }
}
