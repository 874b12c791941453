import FormatDiagnostics

extension ParseFormatParser {
  /// How many parentheses may be open at once.
  ///
  /// The positional family and `PyArg_Parse` abort beyond 29. The keyword family checks nothing, but notes the index
  /// at each level in an array of 32 when a conversion fails.
  private var depthLimit: Int { family == .keyword ? 31 : 29 }

  /// `group = "(" , { unit } , ")" ;` outside all groups.
  mutating func parseOutermostGroup() -> ParseNode {
    var open: [ByteRange] = []
    let node = parseGroup(depth: 1, open: &open)
    let surplus = settleEdge(missing: open.count)
    if surplus > 0 { isOutOfStep = true }
    readsOnAt = position - surplus
    if let outermost = open.last { reportMissing(open.count, outermost, surplus: surplus) }
    return node
  }

  /// Parses a group and appends the places of those parentheses that are never closed, inner ones first.
  private mutating func parseGroup(depth: Int, open: inout [ByteRange]) -> ParseNode {
    if depth > depthLimit { return skipGroup(open: &open) }
    leaveEdge()
    let parenthesis = take(1)
    var children: [ParseNode] = []
    while position < stop && bytes[position] != .rightParenthesis {
      if bytes[position] == .leftParenthesis {
        children.append(parseGroup(depth: depth + 1, open: &open))
      } else {
        children.append(parseScalar(inGroup: true) ?? parseMistake(inGroup: true))
      }
    }
    if position < stop { position += 1 } else { open.append(parenthesis) }
    return ParseNode(.group(children), ByteRange(parenthesis.start, position))
  }

  /// Passes over a group that is nested too deeply.
  private mutating func skipGroup(open: inout [ByteRange]) -> ParseNode {
    let start = position
    var pending: [Int] = []
    repeat {
      switch bytes[position] {
      case .leftParenthesis: pending.append(position)
      case .rightParenthesis: pending.removeLast()
      default: break
      }
      position += 1
    } while !pending.isEmpty && position < stop
    open += pending.reversed().map { ByteRange($0, $0 + 1) }
    let range = ByteRange(start, position)
    findings.add(.nestingTooDeep(limit: depthLimit), range, family == .keyword ? .undefined : .aborts)
    return ParseNode(.invalid, range)
  }

  /// A `)` outside all groups.
  mutating func rejectRightParenthesis() {
    let range = take(1)
    if family == .keyword {
      addAtGap(.unmatchedRightParenthesis, range)
    } else {
      findings.add(.unmatchedRightParenthesis, range, .aborts)
    }
    nodes.append(ParseNode(.invalid, range))
  }
}
