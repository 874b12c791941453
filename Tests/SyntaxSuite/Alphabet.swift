import FormatUnits

/// The bytes of which short formats are made: each that begins or continues a unit of the language, its markers,
/// brackets and separators, and three that mean nothing to it.
enum Alphabet {
  static func of(_ family: Family) -> [UInt8] { family.parse == nil ? build : parse }

  private static let parse = bytes(of: FormatUnit.parseUnits, and: "()|$:;")
  private static let build = bytes(of: FormatUnit.buildUnits, and: "()[]{} \t,:")

  private static func bytes(of units: [FormatUnit], and others: String) -> [UInt8] {
    Set(units.flatMap { Array($0.spelling.utf8) }).sorted() + Array(others.utf8) + Array("q@".utf8) + [0xE9]
  }
}
