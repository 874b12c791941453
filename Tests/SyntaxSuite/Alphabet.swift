/// The bytes of which short formats are made: each that begins or continues a unit of the language, its markers,
/// brackets and separators, and three that mean nothing to it.
enum Alphabet {
  static let parse = Array("bBhHiIlLkKnfdDcCpszywSYUOuZet*#!&()|$:;".utf8) + foreign
  static let build = Array("bBhHiIlLkKnfdDcCpszyuUOSN#&()[]{} \t,:".utf8) + foreign

  private static let foreign = Array("q@".utf8) + [0xE9]
}
