/// Decodes one string literal token, byte by byte.
struct LiteralDecoder {
  struct Byte: Hashable {
    let value: UInt8
    /// Where its source character or escape sequence starts.
    let offset: Int
    let isWrittenLiterally: Bool
  }

  private let bytes: UnsafeRawBufferPointer
  private var offset: Int
  private var end: Int
  private var decoded: [Byte] = []

  /// The bytes of the literal that stands in `range` with its prefix and quotes. Nil for wide literals and for escape
  /// sequences that are not known.
  static func decode(_ bytes: UnsafeRawBufferPointer, range: Range<Int>) -> [Byte]? {
    let quote = UInt8(ascii: "\"")
    guard let open = range.first(where: { bytes[$0] == quote }) else { return nil }
    var decoder = LiteralDecoder(bytes: bytes, offset: open + 1, end: range.upperBound - 1)
    guard decoder.end > open, bytes[decoder.end] == quote else { return nil }
    switch String(decoding: bytes[range.lowerBound..<open], as: UTF8.self) {
    case "", "u8": return decoder.decodeOrdinary() ? decoder.decoded : nil
    case "R", "u8R": return decoder.decodeRaw() ? decoder.decoded : nil
    default: return nil
    }
  }

  private init(bytes: UnsafeRawBufferPointer, offset: Int, end: Int) {
    self.bytes = bytes
    self.offset = offset
    self.end = end
  }

  private mutating func decodeRaw() -> Bool {
    guard let open = (offset..<end).first(where: { bytes[$0] == UInt8(ascii: "(") }) else { return false }
    let close = end - 1 - (open - offset)
    guard close > open else { return false }
    for position in open + 1..<close where bytes[position] != 13 {
      decoded.append(Byte(value: bytes[position], offset: position, isWrittenLiterally: true))
    }
    return true
  }

  private mutating func decodeOrdinary() -> Bool {
    while skipSplices(), offset < end {
      if bytes[offset] == UInt8(ascii: "\\") {
        guard decodeEscape() else { return false }
      } else {
        decoded.append(Byte(value: bytes[offset], offset: offset, isWrittenLiterally: true))
        offset += 1
      }
    }
    return true
  }

  /// Skips backslashes at line ends; true in any case, to stand in a condition.
  private mutating func skipSplices() -> Bool {
    while offset + 1 < end, bytes[offset] == UInt8(ascii: "\\") {
      if bytes[offset + 1] == UInt8(ascii: "\n") {
        offset += 2
      } else if offset + 2 < end, bytes[offset + 1] == 13, bytes[offset + 2] == UInt8(ascii: "\n") {
        offset += 3
      } else {
        break
      }
    }
    return true
  }

  private mutating func decodeEscape() -> Bool {
    let start = offset
    offset += 1
    guard skipSplices(), offset < end else { return false }
    let letter = bytes[offset]
    if letter >= UInt8(ascii: "0"), letter <= UInt8(ascii: "7") {
      guard let value = digits(base: 8, limit: 3), value <= 0xFF else { return false }
      add([UInt8(value)], from: start)
      return true
    }
    offset += 1
    switch Character(Unicode.Scalar(letter)) {
    case "x":
      guard let value = digits(base: 16, limit: .max), value <= 0xFF else { return false }
      add([UInt8(value)], from: start)
    case "u", "U":
      let length = letter == UInt8(ascii: "u") ? 4 : 8
      let first = offset
      guard let value = digits(base: 16, limit: length), offset - first == length,
        let scalar = Unicode.Scalar(UInt32(value))
      else { return false }
      add(Array(String(Character(scalar)).utf8), from: start)
    default:
      guard let value = Self.simpleEscapes[letter] else { return false }
      add([value], from: start)
    }
    return true
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8,
    UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "e"): 27, UInt8(ascii: "E"): 27,
    UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "?"): UInt8(ascii: "?"),
  ]

  private mutating func add(_ values: [UInt8], from start: Int) {
    decoded += values.map { Byte(value: $0, offset: start, isWrittenLiterally: false) }
  }

  /// Reads at least one and at most `limit` digits; nil if there is none or the number is beyond any character.
  private mutating func digits(base: Int, limit: Int) -> Int? {
    var (value, count) = (0, 0)
    while count < limit, skipSplices(), offset < end,
      let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue, digit < base
    {
      value = value * base + digit
      guard value <= 0x10FFFF else { return nil }
      offset += 1
      count += 1
    }
    return count > 0 ? value : nil
  }
}
