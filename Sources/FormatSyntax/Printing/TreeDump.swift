extension ParseFormat: CustomStringConvertible {
  /// The tree as one line for tests and debugging: `s# | O! (i i) $ p :"f"`; invalid bytes as `<x>`.
  public var description: String {
    var pieces = nodes.map { ($0.range.start, describe($0)) }
    if let trailer {
      let text = escaped(bytes[trailer.text.start..<trailer.text.end])
      pieces.append((trailer.range.start, (trailer.kind == .functionName ? ":" : ";") + "\"\(text)\""))
    }
    return pieces.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: " ")
  }

  private func describe(_ node: ParseNode) -> String {
    switch node.kind {
    case .unit(let spelling): spelling
    case .group(let children):
      "(" + children.map(describe).joined(separator: " ") + (node.isClosedGroup ? ")" : "")
    case .optionalMarker: "|"
    case .keywordOnlyMarker: "$"
    case .invalid: "<\(escaped(bytes[node.range.start..<node.range.end]))>"
    }
  }
}

extension BuildFormat: CustomStringConvertible {
  /// The tree as one line for tests and debugging: `{s i s (i i)}`; separators are left out, invalid bytes are `<x>`.
  public var description: String { describe(nodes) }

  private func describe(_ nodes: [BuildNode]) -> String {
    nodes.filter { $0.kind != .separator }.map(describe).joined(separator: " ")
  }

  private func describe(_ node: BuildNode) -> String {
    switch node.kind {
    case .unit(let spelling): spelling
    case .container(let container, let children):
      escaped(container.openingBracket) + describe(children)
        + escaped(bytes[(children.last?.range.end ?? node.range.start + 1)..<node.range.end])
    case .separator: ""
    case .invalid: "<\(escaped(bytes[node.range.start..<node.range.end]))>"
    }
  }
}
