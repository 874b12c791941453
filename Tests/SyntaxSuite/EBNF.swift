/// A grammar as `Grammar/*.ebnf` writes it down.
///
/// Read are `name = … ;`, `"…"`, `a, b`, `a | b`, `[ a ]`, `{ a }`, `? words ?` and `(* comments *)`.
final class EBNF {
  indirect enum Expression {
    case terminal([UInt8])
    /// One byte out of a set.
    case byte(Set<UInt8>)
    case reference(String)
    case sequence([Expression])
    case choice([Expression])
    case optional(Expression)
    case repetition(Expression)
  }

  private(set) var productions: [String: Expression] = [:]

  /// Reads a grammar.
  ///
  /// - Parameter words: What stands between question marks, and the bytes it means. All of it must be used.
  /// - Throws: If the text is no grammar, a name or words have no meaning, or a meaning no use.
  init(_ text: String, words: [String: Set<UInt8>]) throws {
    var reader = EBNFReader(text, words: words)
    productions = try reader.productions()
    let unused = Set(words.keys).subtracting(reader.usedWords)
    guard unused.isEmpty else { throw Failure("no production says '\(unused.sorted()[0])'") }
    for (name, expression) in productions {
      for reference in Self.references(expression) where productions[reference] == nil {
        throw Failure("'\(name)' refers to '\(reference)', which is not defined")
      }
    }
  }

  private static func references(_ expression: Expression) -> [String] {
    switch expression {
    case .terminal, .byte: []
    case .reference(let name): [name]
    case .sequence(let parts), .choice(let parts): parts.flatMap(references)
    case .optional(let part), .repetition(let part): references(part)
    }
  }
}

/// Takes the text of a grammar apart.
private struct EBNFReader {
  private var tokens: [Token]
  private var position = 0
  private let words: [String: Set<UInt8>]
  private(set) var usedWords: Set<String> = []

  private enum Token: Equatable {
    case name(String)
    case terminal(String)
    case words(String)
    case symbol(Character)
  }

  init(_ text: String, words: [String: Set<UInt8>]) {
    self.words = words
    let pieces = #/"(?<terminal>[^"]*)"|\? *(?<words>[^?]*?) *\?|(?<name>[A-Za-z]+(?: +[A-Za-z]+)*)|\S/#
    tokens = Self.withoutComments(text).matches(of: pieces).map { match in
      if let terminal = match.terminal { return .terminal(String(terminal)) }
      if let words = match.words { return .words(String(words)) }
      if let name = match.name { return .name(String(name)) }
      return .symbol(match.output.0.first!)
    }
  }

  /// Comments may contain comments.
  private static func withoutComments(_ text: String) -> String {
    var (depth, kept) = (0, "")
    for piece in text.matches(of: #/\(\*|\*\)|(?s:.)/#).map(\.output) {
      if piece == "(*" { depth += 1 }
      if depth == 0 { kept += piece }
      if piece == "*)" { depth -= 1 }
    }
    return kept
  }

  /// `{ name, "=", choice, ";" }`
  mutating func productions() throws -> [String: EBNF.Expression] {
    var productions: [String: EBNF.Expression] = [:]
    while position < tokens.count {
      guard case .name(let name) = tokens[position], productions[name] == nil else {
        throw Failure("no new production begins at \(tokens[position])")
      }
      position += 1
      try expect("=")
      productions[name] = try choice()
      try expect(";")
    }
    return productions
  }

  private mutating func choice() throws -> EBNF.Expression {
    var parts = [try sequence()]
    while accept("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws -> EBNF.Expression {
    var parts = [try part()]
    while accept(",") { parts.append(try part()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func part() throws -> EBNF.Expression {
    if accept("[") {
      let inner = try choice()
      try expect("]")
      return .optional(inner)
    }
    if accept("{") {
      let inner = try choice()
      try expect("}")
      return .repetition(inner)
    }
    guard position < tokens.count else { throw Failure("the grammar ends within a production") }
    defer { position += 1 }
    switch tokens[position] {
    case .name(let name): return .reference(name)
    case .terminal(let text): return .terminal(Array(text.utf8))
    case .words(let text):
      guard let bytes = words[text] else { throw Failure("nobody has said what '\(text)' means") }
      usedWords.insert(text)
      return .byte(bytes)
    case .symbol(let symbol): throw Failure("'\(symbol)' does not begin a part of a production")
    }
  }

  private mutating func accept(_ symbol: Character) -> Bool {
    guard position < tokens.count, tokens[position] == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ symbol: Character) throws {
    guard accept(symbol) else {
      throw Failure("'\(symbol)' is missing before \(position < tokens.count ? "\(tokens[position])" : "the end")")
    }
  }
}
