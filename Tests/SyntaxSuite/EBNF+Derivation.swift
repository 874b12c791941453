extension EBNF {
  /// A string that the production derives, drawn at random.
  func derivation<Source: RandomNumberGenerator>(of production: String, using source: inout Source) -> [UInt8] {
    derivation(.reference(production), depth: 0, using: &source)
  }

  /// The deeper, the fewer repetitions, so that it comes to an end.
  private func derivation<Source: RandomNumberGenerator>(
    _ expression: Expression, depth: Int, using source: inout Source
  ) -> [UInt8] {
    switch expression {
    case .terminal(let text): return text
    case .byte(let set):
      let printable = set.filter { (0x20..<0x7F).contains($0) }
      let few = printable.isEmpty || Int.random(in: 0..<8, using: &source) == 0 ? set : printable
      return [few.sorted().randomElement(using: &source)!]
    case .reference(let name): return derivation(productions[name]!, depth: depth + 1, using: &source)
    case .sequence(let parts): return parts.flatMap { derivation($0, depth: depth, using: &source) }
    case .choice(let parts):
      return derivation(parts.randomElement(using: &source)!, depth: depth, using: &source)
    case .optional(let part):
      return Bool.random(using: &source) ? derivation(part, depth: depth, using: &source) : []
    case .repetition(let part):
      let count = depth > 24 ? 0 : Int.random(in: 0...(depth < 3 ? 6 : 3), using: &source)
      return (0..<count).flatMap { _ in derivation(part, depth: depth + 1, using: &source) }
    }
  }
}
