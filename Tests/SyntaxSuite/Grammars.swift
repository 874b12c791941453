import FormatSyntax
import OperatingSystem

/// The grammars of both languages, and what they leave to comments.
struct Grammars {
  private let parse: EBNF
  private let build: EBNF

  /// Reads `parse-format.ebnf` and `build-format.ebnf` in a folder.
  init(folder: String) throws {
    func text(_ name: String) throws -> String {
      String(decoding: try Files.contents(Paths.join(folder, name)), as: UTF8.self)
    }
    parse = try EBNF(try text("parse-format.ebnf"), words: Self.parseWords)
    build = try EBNF(try text("build-format.ebnf"), words: Self.buildWords)
  }

  func grammar(of family: Family) -> EBNF { family.parse == nil ? build : parse }

  /// The production of the second part that says how the family reads any string. Of the build language it derives
  /// those in which every bracket has its opposite, of whatever kind.
  static func readingProduction(of family: Family) -> String {
    switch family {
    case .positional, .single: "positional read"
    case .keyword: "keyword read"
    case .value, .call: "level read"
    }
  }

  private static let anyByte = Set(UInt8(1)...UInt8(255))
  static let letters = Set(UInt8(ascii: "A")...UInt8(ascii: "Z")).union(
    UInt8(ascii: "a")...UInt8(ascii: "z"))

  /// What `? words ?` mean.
  private static let parseWords: [String: Set<UInt8>] = [
    "any byte but NUL": anyByte,
    "any byte but NUL, not read": anyByte,
    #"an ASCII letter but "e""#: letters.subtracting("e".utf8),
    #"any other byte but NUL, ":" and ";""#: anyByte.subtracting(":;(|".utf8).subtracting(
      letters.subtracting("e".utf8)),
  ]

  private static let buildWords: [String: Set<UInt8>] = [
    "tab": [0x09],
    "any other byte but NUL and the brackets": anyByte.subtracting("()[]{}#& \t,:".utf8),
  ]
}

extension Case {
  /// Whether the parsers find nothing in the format but what the grammars say in comments.
  var isWellFormed: Bool {
    claims.errors.allSatisfy { error in
      switch error.kind {
      case .nestingTooDeep, .tooManyCleanups, .encodedUnitInGroup, .separatorBeforeEnd, .messageHiddenByName,
        .bytesBehindNUL, .nestingBeyondArgot:
        true
      default: false
      }
    }
  }

  /// The bytes in front of the first NUL.
  private var text: [UInt8] { Array(format.prefix { $0 != 0 }) }

  /// Whether the recogniser can take the format.
  var isShortEnough: Bool { text.count <= EBNF.longest }

  /// What a grammar and the parsers say differently of the format, which is short enough; nil if nothing.
  func disagreement(with grammars: Grammars) -> String? {
    let text = text
    let isDerived = grammars.grammar(of: family).derives(family.production, text)
    if isDerived != isWellFormed { return isDerived ? "the grammar derives it" : "the grammar does not derive it" }
    let reading = Grammars.readingProduction(of: family)
    let isCovered = grammars.grammar(of: family).derives(reading, text)
    let isReadable = family.parse != nil || Self.bracketsArePaired(text)
    return isCovered == isReadable ? nil : "'\(reading)' \(isCovered ? "covers" : "does not cover") it"
  }

  /// Whether every bracket has its opposite, all kinds being alike.
  private static func bracketsArePaired(_ text: [UInt8]) -> Bool {
    var depth = 0
    for byte in text {
      if "([{".utf8.contains(byte) { depth += 1 }
      if ")]}".utf8.contains(byte) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}
