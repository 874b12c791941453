import FormatDiagnostics

// Behind the last item of a group CPython takes one byte for the ")", whatever it is, and so does each group around it
// whose last item that group is. So many bytes too many stand there, so many bytes in front of the true end CPython reads
// on.

extension ParseFormatParser {
  /// What was wrong so far in a group stands in front of an item: the item is looked for there, and not found.
  mutating func leaveEdge() {
    for mistake in edge { findings.add(mistake.kind, mistake.range, withArguments: unitsDone + 1) }
    edge = []
  }

  /// Says what becomes of the mistakes behind the last item of a group outside all groups, which ends here.
  ///
  /// - Returns: How many bytes in front of the true end CPython reads on.
  mutating func settleEdge(missing: Int) -> Int {
    let mistakes = edge
    edge = []
    guard let last = mistakes.last else { return 0 }
    let surplus = mistakes.reduce(0) { $0 + $1.range.count }
    let meeting = argumentsThatMeetEdge(readingOnAt: position + missing - surplus)
    for mistake in mistakes {
      let countsSometimes = mistake.kind == .incompleteEncodedUnit
      switch meeting {
      case .these(let arguments):
        findings.add(mistake.kind, mistake.range, withArguments: arguments)
        if countsSometimes && arguments > unitsDone + 1 { rejectWhereCounted(mistake.range) }
      case .none where countsSometimes: rejectWhereCounted(mistake.range)
      case .none: findings.add(mistake.kind, mistake.range, .accepts)
      case .markerSeen: findings.add(mistake.kind, mistake.range, mistake.range == last.range ? .misread : .accepts)
      }
    }
    return surplus
  }

  /// So many parentheses are missing, the outermost of which is this one.
  mutating func reportMissing(_ missing: Int, _ outermost: ByteRange, surplus: Int) {
    let kind = SyntaxErrorKind.unmatchedLeftParenthesis(missing: missing)
    guard family == .keyword else { return findings.add(kind, outermost, .aborts) }
    let next = stop + missing - surplus
    if findings.reject(upTo: unitsDone + 1) {
      // CPython does not get as far as the end.
      findings.add(kind, outermost, withArguments: unitsDone + 1)
    } else if next > end {
      findings.add(kind, outermost, .undefined)
    } else if endsKeywordFormat(next) {
      findings.add(kind, outermost, .accepts)
    } else {
      findings.add(kind, outermost, withArguments: unitsDone + 1)
    }
  }

  private enum Meeting {
    /// Calls that give so many arguments meet the bytes.
    case these(Int)
    /// No call does.
    case none
    /// A marker inside the group is taken for one behind it.
    case markerSeen
  }

  /// Which calls meet what stands at `next`, where CPython reads on behind the group.
  private func argumentsThatMeetEdge(readingOnAt next: Int) -> Meeting {
    let isLast = unitsDone + 1 == count.total
    switch family {
    case .single: return .none
    case .positional:
      // Without a missing parenthesis, which aborts, there is a byte.
      let passes = next < position && (bytes[next].isLetter || bytes[next] == .optionalMark)
      return passes ? (isLast ? .none : .these(unitsDone + 2)) : .these(unitsDone + 1)
    case .keyword:
      if isLast { return endsKeywordFormat(next) ? .none : .these(unitsDone + 1) }
      let isMarker = bytes[next] == .optionalMark || bytes[next] == .keywordOnlyMark
      return isMarker ? .markerSeen : .these(unitsDone + 2)
    }
  }

  /// Whether CPython takes what stands at `next` for the end of a keyword format.
  func endsKeywordFormat(_ next: Int) -> Bool {
    next >= end || [.colon, .semicolon, .optionalMark, .keywordOnlyMark].contains(bytes[next])
  }

  private mutating func rejectWhereCounted(_ range: ByteRange) {
    findings.add(.incompleteEncodedUnit, range, .rejects(.withLoneEncodedStartCounted))
  }
}
