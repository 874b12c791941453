import FormatUnits

/// The formats that are compared.
enum Formats {
  /// Every byte with a meaning in the language or in C's, and some without.
  private static let alphabet = letters + Array("-0#+ *.7%)".utf8) + [0xC3]

  /// The letters of all conversions and of some others.
  private static let letters = Set(FormatConversion.all.flatMap { Array($0.spelling.utf8) } + Array("fnhLk".utf8))
    .filter { $0 != UInt8(ascii: "%") }.sorted()

  /// One byte of each kind.
  private static let kinds = Array("cdsVTnl%z-0#*.7".utf8) + [0xC3]

  /// All strings of up to three bytes over the alphabet, and of four over the kinds, behind a `%`.
  static let short = [0, 1, 2, 3].flatMap { strings($0, over: alphabet) } + strings(4, over: kinds)

  /// Each option on each conversion, where its effect shows whatever the value.
  static let options: [[UInt8]] = FormatConversion.all.map(\.spelling).flatMap { spelling in
    let isNumber = "diuoxX".contains(spelling.last!)
    // The oracle's wide text is a single character.
    let precision = isNumber ? ".30" : spelling == "ls" ? ".0" : ".1"
    return ["30", "-30", "030", precision, "#", "40\(precision)"].map { Array("%\($0)\(spelling)|".utf8) }
  }

  private static func strings(_ length: Int, over alphabet: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = [[UInt8(ascii: "%")]]
    for _ in 0..<length { found = found.flatMap { start in alphabet.map { start + [$0] } } }
    return found
  }
}
