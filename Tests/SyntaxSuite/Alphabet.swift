/// The bytes of which short formats are made: each that begins or continues a unit of the language, its markers,
/// brackets and separators, and three that mean nothing to it.
enum Alphabet {
  static func of(_ family: Family) -> [UInt8] { family.parse == nil ? build : parse }

  private static let parse = Array("bBhHiIlLkKnfdDcCpszywSYUOuZet*#!&()|$:;".utf8) + foreign
  private static let build = Array("bBhHiIlLkKnfdDcCpszyuUOSN#&()[]{} \t,:".utf8) + foreign
  private static let foreign = Array("q@".utf8) + [0xE9]
}
