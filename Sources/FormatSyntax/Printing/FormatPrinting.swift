extension ParseFormat {
  /// The format as its nodes spell it: the same bytes that were parsed.
  ///
  /// Only what is not in the grammar is copied from `bytes`, so that a tree made wrongly prints wrongly.
  public var printed: [UInt8] {
    var pieces = nodes.map { ($0.range.start, print($0)) }
    if let trailer {
      let mark: UInt8 = trailer.kind == .functionName ? .colon : .semicolon
      pieces.append((trailer.range.start, [mark] + bytes[trailer.text.start..<trailer.text.end]))
    }
    // Bytes behind a NUL stand behind the trailer.
    return pieces.sorted { $0.0 < $1.0 }.flatMap(\.1)
  }

  private func print(_ node: ParseNode) -> [UInt8] {
    switch node.kind {
    case .unit(let spelling): Array(spelling.utf8)
    case .optionalMarker: [.optionalMark]
    case .keywordOnlyMarker: [.keywordOnlyMark]
    case .group(let children):
      [.leftParenthesis] + children.flatMap(print) + (node.isClosedGroup ? [.rightParenthesis] : [])
    case .invalid: Array(bytes[node.range.start..<node.range.end])
    }
  }
}

extension ParseNode {
  /// Whether the node is a group with a `)` of its own.
  public var isClosedGroup: Bool {
    guard case .group(let children) = kind else { return false }
    return (children.last?.range.end ?? range.start + 1) < range.end
  }
}

extension BuildFormat {
  /// The format as its nodes spell it: the same bytes that were parsed.
  ///
  /// Separators, closing brackets and what is not in the grammar are copied from `bytes`.
  public var printed: [UInt8] { nodes.flatMap(print) }

  private func print(_ node: BuildNode) -> [UInt8] {
    switch node.kind {
    case .unit(let spelling): Array(spelling.utf8)
    case .container(let container, let children):
      [container.openingBracket] + children.flatMap(print)
        + bytes[(children.last?.range.end ?? node.range.start + 1)..<node.range.end]
    case .separator, .invalid: Array(bytes[node.range.start..<node.range.end])
    }
  }
}

extension BuildNode.Container {
  var openingBracket: UInt8 {
    switch self {
    case .tuple: UInt8(ascii: "(")
    case .list: UInt8(ascii: "[")
    case .dict: UInt8(ascii: "{")
    }
  }
}
