import FormatDiagnostics
import FormatUnits

extension ParseFormatParser {
  /// Takes bytes that are no unit and reports them.
  ///
  /// - Precondition: No unit, `)` or group starts here; no marker either, unless `inGroup`.
  mutating func parseMistake(inGroup: Bool) -> ParseNode {
    let (kind, length) = mistake()
    let range = take(length)
    let isItem = bytes[range.start..<range.end].contains(where: \.countsAsUnit)
    if inGroup && !isItem {
      edge.append((kind, range))
    } else {
      leaveEdge()
      let whenGiven = family == .keyword && kind == .writableBufferWithoutStar
      if inGroup {
        findings.add(kind, range, withArguments: unitsDone + 1, whenGiven: whenGiven)
      } else {
        addAtGap(kind, range, whenGiven: whenGiven)
      }
    }
    return ParseNode(.invalid, range)
  }

  /// How many arguments a call must give, or look for, to meet what stands behind the last unit.
  ///
  /// Behind the last given argument, the positional family looks at one more byte: a letter or `|` passes. The keyword
  /// family looks only where there is an argument to convert or to skip, and behind the last unit.
  private var argumentsThatMeetGap: Int? {
    switch family {
    case .positional:
      let first = bytes[readsOnAt]
      guard first.isLetter || first == .optionalMark else { return unitsDone }
      return isOutOfStep && unitsDone == count.total ? nil : unitsDone + 1
    case .keyword:
      if unitsDone < count.total { return unitsDone + 1 }
      return isOutOfStep && endsKeywordFormat(readsOnAt) ? nil : unitsDone
    case .single: return 1
    }
  }

  /// Adds a finding about what stands behind the last unit.
  mutating func addAtGap(_ kind: SyntaxErrorKind, _ range: ByteRange, whenGiven: Bool = false) {
    if let arguments = argumentsThatMeetGap {
      findings.add(kind, range, withArguments: arguments, whenGiven: whenGiven)
    } else {
      findings.add(kind, range, .accepts)
    }
  }

  /// What is wrong here, and how many bytes belong to it.
  private func mistake() -> (SyntaxErrorKind, Int) {
    let byte = bytes[position]
    let next = position + 1 < stop ? bytes[position + 1] : nil
    switch byte {
    case .optionalMark, .keywordOnlyMark: return (.markerInsideGroup(byte), 1)
    case .writableUnitStart: return (.writableBufferWithoutStar, next == .sizeModifier ? 2 : 1)
    // CPython counts the letter behind the 'e', and converts both together.
    case .encodedUnitStart: return (.incompleteEncodedUnit, next?.countsAsUnit == true ? 2 : 1)
    case _ where byte.isLetter: return (.unknownUnit(byte, .parse), 1)
    case _ where byte.isModifier: return (.misplacedModifier(byte, after: unitInFront), 1)
    case _ where byte.looksLikeSeparator: return (.separatorInParseFormat, runLength { $0.looksLikeSeparator })
    case _ where byte >= 0x80:
      let length = runLength { $0 >= 0x80 }
      return (.unexpectedBytes(Array(bytes[position..<position + length]), .parse), length)
    default: return (.unexpectedBytes([byte], .parse), 1)
    }
  }

  private func runLength(_ belongs: (UInt8) -> Bool) -> Int {
    bytes[position..<stop].prefix(while: belongs).count
  }

  /// The unit or closing parenthesis that ends right here.
  private var unitInFront: String? {
    guard position > 0 else { return nil }
    if bytes[position - 1] == .rightParenthesis { return ")" }
    for length in (1...min(3, position)).reversed() {
      let start = position - length
      let known = bytes.longestSpelling(at: start, before: position, upTo: length) { FormatUnit.parse($0) != nil }
      if let known, known.utf8.count == length { return known }
    }
    return nil
  }
}
