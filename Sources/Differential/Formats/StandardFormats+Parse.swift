import FormatSema
import FormatUnits

private func u(_ units: String...) -> [CallNode] { units.map { .parse($0) } }
private func g(_ nodes: [CallNode]) -> CallNode { .group(.parentheses, nodes) }

extension StandardFormats.Collection {
  /// The units of the parse language, those that can fill memory of the caller's twice.
  static let parseUnits: [String] = FormatUnit.parseUnits.flatMap { unit in
    let fillsMemory = unit.arguments.contains { $0.role == .inout && $0.type == .memory }
    return fillsMemory ? [unit.spelling, unit.spelling + "own"] : [unit.spelling]
  }

  mutating func addParseFormats() {
    addParseUnits()
    addParsePairs()
    addParseShapes()
    addParseGroups()
    addTrailers()
  }

  /// `optional` says in front of which parameter `|` stands.
  mutating func positional(_ nodes: [CallNode], optional: Int? = nil, trailer: String = "") {
    add(.parseTuple, nodes.marked(optional: optional, trailer: trailer))
  }

  mutating func single(_ node: CallNode, trailer: String = "") {
    add(.parse, [node].marked(trailer: trailer))
  }

  /// Names that are not given are single letters; `keywordOnly` says in front of which parameter `$` stands.
  mutating func keyword(
    _ nodes: [CallNode], names: [String]? = nil, optional: Int? = nil, keywordOnly: Int? = nil, trailer: String = ""
  ) {
    let names = names ?? nodes.indices.map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
    add(
      .parseTupleAndKeywords,
      nodes.marked(optional: optional, keywordOnly: keywordOnly, trailer: trailer),
      keywords: names.map { Array($0.utf8) })
  }

  /// Every unit with every function: required, optional, and inside a group.
  private mutating func addParseUnits() {
    positional([])
    positional([], trailer: ":f")
    positional([], optional: 0, trailer: ":f")
    for unit in Self.parseUnits {
      let node = CallNode.parse(unit)
      positional([node])
      single(node)
      positional([node], optional: 0, trailer: ":name")
      positional([node], trailer: ";a message of one's own")
      keyword([node], trailer: ":f")
      positional([g([node])], trailer: ":f")
      if node.units[0].unit.hasPrefix("e") {
        for encoding in StandardFormats.encodings { positional([.parse(unit, encoding: encoding)]) }
      }
    }
  }

  /// Each unit beside those whose failure or side effects show when the other one acts.
  private mutating func addParsePairs() {
    let units = Self.parseUnits
    for (index, unit) in units.enumerated() {
      for other in ["i", "O", "s", "y*", "O&", "es"] { positional(u(unit, other), trailer: ":f") }
      for other in ["O&", "d", "s*"] { positional(u(other, unit)) }
      let other = units[(index * 7 + 3) % units.count]
      positional(u(unit, other), optional: index % 2)
      keyword(u(unit, other), optional: index % 3 < 2 ? index % 3 : nil, trailer: ":f")
    }
  }

  private mutating func addParseShapes() {
    let shapes: [([CallNode], optional: Int?)] = [
      (u("i", "O&", "i") + [g(u("i", "i"))], nil),
      (u("s#", "y*", "n"), 2), (u("O!", "O&", "O!"), nil), (u("O!", "O!", "O&", "O!"), nil),
      (u("O&", "O&", "O&"), nil), (u("O&", "O&", "O&"), 1), (u("y*", "O&", "s*", "O&"), nil),
      (u("es", "O&", "es", "i"), nil), (u("O", "O&", "U", "S", "Y"), nil), (u("O&", "O"), 1),
      (u("p", "p", "p"), 1), (u("s", "i", "d", "O"), 2), (u("z", "z#", "z*"), 0),
      (u("i", "y*", "i"), nil), (u("y*", "i"), nil), (u("w*", "i"), nil), (u("es#", "i"), nil),
      (u("et", "y*", "z*", "O&"), 1), (u("O&", "d", "es"), nil), (u("O&", "O!"), nil),
      (u("y*", "O", "O", "O"), 1), (u("y*", "O", "i") + [g(u("O", "O"))], 1), (u("i", "y*", "d", "z*"), 2),
    ]
    for (nodes, optional) in shapes {
      positional(nodes, optional: optional, trailer: ":mixed")
      keyword(nodes, optional: optional, trailer: ":mixed")
      if nodes.count > 1 { positional([g(nodes)], trailer: ":mixed") }
    }
  }

  private mutating func addParseGroups() {
    let shapes: [[CallNode]] = [
      [g([])], [g([])] + u("i"), [g(u("i", "i"))], [g([g(u("i"))] + u("s"))], [g([g([g([g(u("O"))])])])],
      u("i") + [g(u("i", "d") + [g(u("s", "z"))])], [g(u("O", "O&")), g(u("O&", "y*"))], [g(u("f", "f", "f"))],
      [g(u("O!"))] + u("O&"), u("O&") + [g(u("i", "i"))], [g(u("s#")), g(u("y#"))], [g(u("U", "S"))] + u("K"),
    ]
    for nodes in shapes {
      positional(nodes, trailer: ":g")
      positional(nodes, optional: 0)
      positional(nodes, optional: nodes.count, trailer: ":g")
      keyword(nodes, trailer: ":g")
      if nodes.count == 1 {
        single(nodes[0])
        single(nodes[0], trailer: ":single")
      }
    }
    positional([g([g(u("i")), g(u("i")), g(u("i"))])])
    // The deepest that the functions take: beyond, CPython aborts, or leaves its list of indices.
    for depth in [28, 29] { positional(nested(depth), trailer: ":deep") }
    single(nested(29)[0])
    keyword(nested(31), trailer: ":deep")
  }

  private func nested(_ depth: Int) -> [CallNode] {
    (0..<depth).reduce(u("i")) { nodes, _ in [g(nodes)] }
  }

  private mutating func addTrailers() {
    for trailer in StandardFormats.trailers {
      positional(u("i", "s"), trailer: trailer)
      positional(u("i", "s"), optional: 1, trailer: trailer)
      keyword(u("i", "s"), optional: 1, trailer: trailer)
      single(.parse("i"), trailer: trailer)
    }
  }
}

extension StandardFormats.Collection {
  mutating func addKeywordLists() {
    let nodes = u("i", "O", "s")
    let lists = [
      ["a", "b", "c"], ["", "b", "c"], ["", "", "c"], ["", "", ""], ["self", "selfish", "sel"],
      [String(repeating: "a", count: 40), String(repeating: "a", count: 39) + "b", "b"], ["é", "b", "c"],
      ["name with space", "b\"", "c\\"], ["a", "a", "b"],
    ]
    for names in lists {
      let positionalOnly = names.count(where: \.isEmpty)
      for optional in [nil, 0, 1, 3] {
        for keywordOnly in [nil, 0, 1, 2, 3] {
          if let keywordOnly, keywordOnly < max(positionalOnly, optional ?? 0) { continue }
          keyword(nodes, names: names, optional: optional, keywordOnly: keywordOnly, trailer: ":f")
        }
      }
    }
    keyword([], trailer: ":f")
    keyword([], optional: 0)
    keyword(nodes, trailer: ";a message")
    keyword(nodes)
    keyword(
      u("O&", "i", "O&", "y*"), names: ["", "b", "c", "d"], optional: 1, keywordOnly: 2, trailer: ":conv")
    keyword(u("O&", "O&", "O"), optional: 0, trailer: ":conv")
    keyword(u("O&", "O!", "d"), optional: 2, keywordOnly: 2, trailer: ":conv")
    keyword(u("i", "d"), optional: 0, keywordOnly: 0, trailer: ":kw")
    keyword(Array(repeating: .parse("i"), count: 12), optional: 4, trailer: ":many")
  }
}
