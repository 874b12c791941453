import FormatDiagnostics

extension TextFormat {
  /// The format as its nodes spell it: the same bytes that were parsed.
  ///
  /// Text, numbers and what is not in the grammar are copied from `bytes`.
  public var printed: [UInt8] { nodes.flatMap(print) }

  private func print(_ node: TextNode) -> [UInt8] {
    switch node.kind {
    case .literal, .invalid: Array(bytes[node.range.start..<node.range.end])
    case .conversion(let conversion): [UInt8(ascii: "%")] + parts(conversion).flatMap(\.self)
    }
  }

  private func parts(_ conversion: TextConversion) -> [[UInt8]] {
    let numbers = [conversion.width?.range, conversion.precision?.range, conversion.skipped].compactMap(\.self)
    return [conversion.flags.map(\.byte)] + numbers.map { Array(bytes[$0.start..<$0.end]) }
      + [Array(conversion.spelling.utf8)]
  }
}

extension TextFormat: CustomStringConvertible {
  /// The tree as one line for tests and debugging: `"got " {- 5 ld} " of " {s}`; invalid bytes as `<x>`.
  public var description: String {
    nodes.map { node in
      switch node.kind {
      case .literal: "\"\(escaped(bytes[node.range.start..<node.range.end]))\""
      case .conversion(let conversion):
        "{" + parts(conversion).filter { !$0.isEmpty }.map(escaped).joined(separator: " ") + "}"
      case .invalid: "<\(escaped(bytes[node.range.start..<node.range.end]))>"
      }
    }.joined(separator: " ")
  }
}
