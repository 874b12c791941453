import FormatDiagnostics

extension ParseFormatParser {
  /// `"|"` with a unit somewhere behind it.
  mutating func parseOptionalMarker() {
    let follows = position > 0 ? bytes[position - 1] : nil
    let range = take(1)
    switch family {
    case .positional:
      if follows == .optionalMark {
        // One '|' is skipped in front of a unit; the second is taken for the unit.
        reject(.repeatedOptionalMarker, range, withArguments: unitsDone + 1)
      } else if range.start == count.lastMarker {
        nodes.append(ParseNode(.optionalMarker, range))
      } else {
        ignore(.repeatedOptionalMarker, range)
      }
    case .keyword:
      if optionalMarker != nil {
        reject(.repeatedOptionalMarker, range, withArguments: argumentsThatMeetMarker(at: range.start))
      } else if keywordOnlyMarker != nil {
        reject(.optionalMarkerBehindKeywordOnly, range, withArguments: argumentsThatMeetMarker(at: range.start))
      } else {
        acceptOptionalMarker(range)
      }
    case .single:
      reject(.optionalMarkerInSingle, range, withArguments: 1)
    }
  }

  /// `"$"` with a unit somewhere behind it.
  mutating func parseKeywordOnlyMarker() {
    let range = take(1)
    if family != .keyword {
      addAtGap(.keywordOnlyMarkerWithoutKeywords, range)
      nodes.append(ParseNode(.invalid, range))
    } else if keywordOnlyMarker != nil {
      reject(.repeatedKeywordOnlyMarker, range, withArguments: argumentsThatMeetMarker(at: range.start))
    } else {
      acceptKeywordOnlyMarker(range)
    }
  }

  /// How many arguments a call with keywords must give to meet a marker that is one too many.
  ///
  /// Right behind a unit it is seen as a marker before the next argument is looked for; behind another marker it is
  /// taken for that argument's unit.
  private func argumentsThatMeetMarker(at start: Int) -> Int {
    start == endOfLastUnit && !isOutOfStep ? unitsDone : unitsDone + 1
  }

  /// What stands between the last unit and the trailer: if CPython accepts its first byte, it never looks at the rest.
  mutating func parseTail() {
    let first = bytes[position]
    switch family {
    case .positional:
      if first == .optionalMark || first == .encodedUnitStart { return parsePositionalTail() }
    case .keyword:
      if first == .optionalMark || first == .keywordOnlyMark {
        if first == .optionalMark && optionalMarker == nil && keywordOnlyMarker == nil { acceptOptionalMarker(take(1)) }
        if position < stop && bytes[position] == .keywordOnlyMark && keywordOnlyMarker == nil {
          acceptKeywordOnlyMarker(take(1))
        }
        return ignoreUpTo(stop)
      }
    case .single: return ignoreUpTo(stop)
    }
    while position < stop {
      switch bytes[position] {
      case .rightParenthesis: rejectRightParenthesis()
      case .optionalMark: parseOptionalMarker()
      case .keywordOnlyMark: parseKeywordOnlyMarker()
      default: nodes.append(parseMistake(inGroup: false))
      }
    }
  }

  /// Nothing here is converted, but the last `|` still says how many arguments are required.
  private mutating func parsePositionalTail() {
    if let marker = count.lastMarker, marker >= position {
      ignoreUpTo(marker)
      nodes.append(ParseNode(.optionalMarker, take(1)))
    }
    ignoreUpTo(stop)
  }

  /// Takes bytes that are never converted; but the families that count first abort on a `)` wherever it is.
  private mutating func ignoreUpTo(_ limit: Int) {
    while position < limit {
      if family != .keyword && bytes[position] == .rightParenthesis {
        rejectRightParenthesis()
      } else {
        let unread = bytes[position..<limit].prefix { family == .keyword || $0 != .rightParenthesis }
        ignore(.neverRead, take(unread.count))
      }
    }
  }

  /// PyArg_Parse refuses formats whose count of units is not one before it converts anything.
  mutating func checkSingle() {
    guard family == .single, count.total != 1 else { return }
    findings.add(.unitCountInSingle(count.total), ByteRange(0, stop), .rejectsEveryCall)
  }

  private mutating func acceptOptionalMarker(_ range: ByteRange) {
    optionalMarker = range
    // Behind strange bytes CPython does not see the marker in time: the argument is still required.
    if range.start == endOfLastUnit && !isOutOfStep { unitsBeforeOptional = unitsDone }
    nodes.append(ParseNode(.optionalMarker, range))
  }

  private mutating func acceptKeywordOnlyMarker(_ range: ByteRange) {
    keywordOnlyMarker = range
    nodes.append(ParseNode(.keywordOnlyMarker, range))
  }

  private mutating func reject(_ kind: SyntaxErrorKind, _ range: ByteRange, withArguments arguments: Int) {
    findings.add(kind, range, withArguments: arguments)
    nodes.append(ParseNode(.invalid, range))
  }
}
