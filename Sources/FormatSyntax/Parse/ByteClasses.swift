/// The bytes with a meaning in either language, and the classes CPython sorts bytes into.
extension UInt8 {
  static let leftParenthesis = UInt8(ascii: "(")
  static let rightParenthesis = UInt8(ascii: ")")
  static let optionalMark = UInt8(ascii: "|")
  static let keywordOnlyMark = UInt8(ascii: "$")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let encodedUnitStart = UInt8(ascii: "e")
  static let writableUnitStart = UInt8(ascii: "w")
  static let sizeModifier = UInt8(ascii: "#")

  /// `Py_ISALPHA`: ASCII letters whatever the locale.
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }

  /// `Py_ISDIGIT`: ASCII digits whatever the locale.
  var isDigit: Bool { (0x30...0x39).contains(self) }

  /// A letter that CPython's count of units takes for one; `e` waits for the `s` or `t` behind it.
  var countsAsUnit: Bool { isLetter && self != .encodedUnitStart }

  /// `* # ! &`: modifiers of one language or the other.
  var isModifier: Bool { "*#!&".utf8.contains(self) }

  /// What people write between units in the belief that it separates them.
  var looksLikeSeparator: Bool { " \t\n\r,".utf8.contains(self) }

  /// What the build language skips.
  var isBuildSeparator: Bool { " \t,:".utf8.contains(self) }

  /// `#` and `&`: what the build language's count of items passes over.
  var isBuildModifier: Bool { self == UInt8(ascii: "#") || self == UInt8(ascii: "&") }

  var isOpeningBracket: Bool { "([{".utf8.contains(self) }
  var isClosingBracket: Bool { ")]}".utf8.contains(self) }
}

extension [UInt8] {
  /// Where the C string ends: at the first NUL byte, or at the end.
  var endOfCString: Int { firstIndex(of: 0) ?? count }

  /// The longest of `lengths` such that so many bytes from `start` on, the first a letter, spell
  /// something that `isKnown`.
  func longestSpelling(at start: Int, before end: Int, upTo length: Int, _ isKnown: (String) -> Bool) -> String? {
    guard self[start].isLetter else { return nil }
    for length in (1...length).reversed() where start + length <= end {
      let bytes = self[start..<start + length]
      guard bytes.allSatisfy({ $0 < 0x80 }) else { continue }
      let spelling = String(decoding: bytes, as: UTF8.self)
      if isKnown(spelling) { return spelling }
    }
    return nil
  }
}
