import FormatDiagnostics

extension BuildFormatParser {
  /// `container = "(" , items , ")" | "[" , items , "]" | "{" , items , "}" ;`
  mutating func parseContainer(depth: Int) -> BuildNode {
    if depth > Self.depthLimit { return skipContainer() }
    let bracket = bytes[position]
    let (container, closing) = BuildNode.Container.opened(by: bracket)
    let opening = take(1)
    let children = parseItems(until: closing, depth: depth)
    let isClosed = takeEnd(of: bracket, at: opening, closing: closing, children: children)
    let range = ByteRange(opening.start, position)
    // CPython counts the items when it has seen that the dict is closed.
    if container == .dict && isClosed {
      let items = children.reduce(0) { $0 + counted($1) }
      if items % 2 == 1 { reject(.oddDict(items), range) }
    }
    return BuildNode(.container(container, children), range)
  }

  /// How many items CPython counts in a node: each byte that starts none of its own is one.
  private func counted(_ node: BuildNode) -> Int {
    switch node.kind {
    case .unit, .container: 1
    case .separator: 0
    case .invalid:
      bytes[node.range.start].isOpeningBracket ? 1 : bytes[node.range.start].isBuildModifier ? 0 : node.range.count
    }
  }

  /// Takes the closing bracket, whether or not it is the right one; false if there is none.
  private mutating func takeEnd(
    of bracket: UInt8, at opening: ByteRange, closing: UInt8, children: [BuildNode]
  ) -> Bool {
    guard position < end else {
      reject(.unclosedBracket(bracket), opening)
      return false
    }
    let found = bytes[position]
    let range = take(1)
    if found == closing {
      checkSeparatorBeforeEnd(children)
    } else {
      reject(.wrongClosingBracket(found, expected: closing), range)
    }
    return true
  }

  /// Up to 3.12 an item, and nothing else, comes right before an end that CPython looks at.
  mutating func checkSeparatorBeforeEnd(_ nodes: [BuildNode]) {
    guard let last = nodes.last, last.kind == .separator else { return }
    errors.append(SyntaxError(.separatorBeforeEnd, last.range, .rejects(.before313)))
  }

  /// Passes over a container that is nested too deeply for us.
  private mutating func skipContainer() -> BuildNode {
    let start = position
    var open = 0
    repeat {
      if bytes[position].isOpeningBracket { open += 1 }
      if bytes[position].isClosingBracket { open -= 1 }
      position += 1
    } while open > 0 && position < end
    let range = ByteRange(start, position)
    errors.append(SyntaxError(.nestingBeyondArgot(limit: Self.depthLimit), range, .unsupported))
    return BuildNode(.invalid, range)
  }

  /// Takes bytes that are no item and reports them.
  mutating func parseMistake() -> BuildNode {
    let byte = bytes[position]
    let kind: SyntaxErrorKind
    var length = 1
    switch byte {
    case _ where byte.isClosingBracket: kind = .unmatchedClosingBracket(byte)
    case _ where byte.isBuildModifier: kind = .misplacedModifier(byte, after: itemInFront)
    case _ where byte.isLetter: kind = .unknownUnit(byte, .build)
    default:
      if byte >= 0x80 { length = bytes[position..<end].prefix { $0 >= 0x80 }.count }
      kind = .unexpectedBytes(Array(bytes[position..<position + length]), .build)
    }
    let range = take(length)
    reject(kind, range)
    return BuildNode(.invalid, range)
  }

  /// The letter, modifier or bracket right in front, if it can end an item.
  private var itemInFront: String? {
    guard position > 0 else { return nil }
    let byte = bytes[position - 1]
    if byte.isBuildModifier && position > 1 { return escaped(bytes[position - 2..<position]) }
    return byte.isLetter || byte.isClosingBracket ? escaped(byte) : nil
  }

  private mutating func reject(_ kind: SyntaxErrorKind, _ range: ByteRange) {
    errors.append(SyntaxError(kind, range, .rejectsEveryCall))
  }
}

extension BuildNode.Container {
  /// The container that `bracket` opens, and the bracket that closes it.
  fileprivate static func opened(by bracket: UInt8) -> (BuildNode.Container, closing: UInt8) {
    switch bracket {
    case UInt8(ascii: "("): (.tuple, UInt8(ascii: ")"))
    case UInt8(ascii: "["): (.list, UInt8(ascii: "]"))
    default: (.dict, UInt8(ascii: "}"))
    }
  }
}
