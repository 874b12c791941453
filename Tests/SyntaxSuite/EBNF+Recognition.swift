extension EBNF {
  /// The longest strings that `derives` can take.
  static let longest = 127

  /// Whether the production derives the bytes, of which there are at most `longest`.
  func derives(_ production: String, _ bytes: [UInt8]) -> Bool {
    ends(.reference(production), from: 1, bytes) >> UInt128(bytes.count) & 1 == 1
  }

  /// Where what the expression derives can end, if it begins at one of the places; a place is a bit.
  private func ends(_ expression: Expression, from starts: UInt128, _ bytes: [UInt8]) -> UInt128 {
    if starts == 0 { return 0 }
    switch expression {
    case .terminal(let text):
      return ends(from: starts, bytes) { start in
        bytes[start...].starts(with: text) ? text.count : nil
      }
    case .byte(let set):
      return ends(from: starts, bytes) { start in start < bytes.count && set.contains(bytes[start]) ? 1 : nil }
    case .reference(let name): return ends(productions[name]!, from: starts, bytes)
    case .sequence(let parts): return parts.reduce(starts) { ends($1, from: $0, bytes) }
    case .choice(let parts): return parts.reduce(0) { $0 | ends($1, from: starts, bytes) }
    case .optional(let part): return starts | ends(part, from: starts, bytes)
    case .repetition(let part):
      var (all, new) = (starts, starts)
      while new != 0 {
        new = ends(part, from: new, bytes) & ~all
        all |= new
      }
      return all
    }
  }

  private func ends(from starts: UInt128, _ bytes: [UInt8], length: (Int) -> Int?) -> UInt128 {
    var (rest, ends): (UInt128, UInt128) = (starts, 0)
    while rest != 0 {
      let start = rest.trailingZeroBitCount
      rest &= rest - 1
      if let length = length(start) { ends |= 1 << UInt128(start + length) }
    }
    return ends
  }
}
