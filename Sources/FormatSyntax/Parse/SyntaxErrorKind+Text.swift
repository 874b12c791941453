import FormatDiagnostics

extension SyntaxErrorKind {
  /// One line that says what is wrong and, where it is not plain, what would be right.
  public var message: String {
    switch self {
    case .unknownUnit(let byte, .parse): "\(quoted(byte)) is not a format unit of PyArg_Parse*"
    case .unknownUnit(let byte, .build): "\(quoted(byte)) is not a format unit of Py_BuildValue"
    case .unexpectedBytes([0x3F], .parse): "'?' is not part of the language: it existed only in betas of Python 3.14"
    case .unexpectedBytes(let bytes, .parse): "\(quoted(bytes)) cannot appear among the units of a PyArg_Parse* format"
    case .unexpectedBytes(let bytes, .build): "\(quoted(bytes)) cannot appear in a Py_BuildValue format"
    case .misplacedModifier(let byte, nil): "the modifier \(quoted(byte)) follows no unit"
    case .misplacedModifier(let byte, let unit?): "'\(unit)' takes no modifier \(quoted(byte))"
    case .neverRead: "CPython never reads the format from here on"
    case .bytesBehindNUL: "the format ends at its first NUL byte; what follows is not part of it"
    case .separatorInParseFormat: "units of a PyArg_Parse* format are written without separators"
    case .writableBufferWithoutStar: "'w' needs the modifier '*': only 'w*' exists"
    case .incompleteEncodedUnit: "'e' is not a unit of its own: 'es' or 'et' is meant"
    case .unmatchedRightParenthesis: "')' closes nothing"
    case .unmatchedLeftParenthesis(1): "'(' is never closed before the units end"
    case .unmatchedLeftParenthesis(let missing): "'(' is never closed: \(missing) ')' are missing where the units end"
    case .nestingTooDeep(let limit): "more than \(limit) parentheses inside each other"
    case .markerInsideGroup(let byte): "\(quoted(byte)) is not allowed inside parentheses"
    case .repeatedOptionalMarker: "'|' appears more than once"
    case .repeatedKeywordOnlyMarker: "'$' appears more than once"
    case .optionalMarkerBehindKeywordOnly: "'|' must come before '$'"
    case .keywordOnlyMarkerWithoutKeywords: "'$' needs a function with a keyword list"
    case .optionalMarkerInSingle: "PyArg_Parse converts one object: nothing can be optional"
    case .unitCountInSingle(0): "PyArg_Parse takes a format of exactly one unit; this one has none"
    case .unitCountInSingle(let count): "PyArg_Parse takes a format of exactly one unit; this one has \(count)"
    case .messageHiddenByName: "the message is ignored: with keywords a later ':' makes the rest the function name"
    case .encodedUnitInGroup(let unit): "'\(unit)' inside parentheses counts as two items in some releases"
    case .tooManyCleanups(let count, let places):
      "\(count) units may need a cleanup when the call fails; CPython has \(places) places to note them"
    case .unmatchedClosingBracket(let byte): "\(quoted(byte)) closes nothing"
    case .unclosedBracket(let byte): "\(quoted(byte)) is never closed"
    case .wrongClosingBracket(let byte, let expected): "\(quoted(byte)) where \(quoted(expected)) is needed"
    case .oddDict(1): "a dict needs pairs of a key and a value; this one has 1 item"
    case .oddDict(let count): "a dict needs pairs of a key and a value; this one has \(count) items"
    case .separatorBeforeEnd: "a separator comes before a closing bracket or the end"
    case .nestingBeyondArgot(let limit): "Argot reads at most \(limit) brackets inside each other"
    }
  }

  /// Replacements that repair the format, where there is one thing that must be meant.
  func fixIts(at range: ByteRange) -> [FixIt] {
    switch self {
    case .separatorInParseFormat: [FixIt("remove the separators", replacing: range, with: [])]
    case .separatorBeforeEnd: [FixIt("remove the separator", replacing: range, with: [])]
    case .writableBufferWithoutStar: [FixIt("write 'w*'", replacing: range, with: Array("w*".utf8))]
    case .misplacedModifier(let byte, _): [FixIt("remove \(quoted(byte))", replacing: range, with: [])]
    case .repeatedOptionalMarker: [FixIt("remove this '|'", replacing: range, with: [])]
    case .repeatedKeywordOnlyMarker: [FixIt("remove this '$'", replacing: range, with: [])]
    case .unmatchedRightParenthesis, .unmatchedClosingBracket:
      [FixIt("remove the bracket", replacing: range, with: [])]
    case .wrongClosingBracket(_, let expected):
      [FixIt("write \(quoted(expected))", replacing: range, with: [expected])]
    case .neverRead, .bytesBehindNUL: [FixIt("remove what is never read", replacing: range, with: [])]
    case .unknownUnit, .unexpectedBytes, .incompleteEncodedUnit, .unmatchedLeftParenthesis, .nestingTooDeep,
      .markerInsideGroup, .optionalMarkerBehindKeywordOnly, .keywordOnlyMarkerWithoutKeywords,
      .optionalMarkerInSingle, .unitCountInSingle, .messageHiddenByName, .encodedUnitInGroup, .tooManyCleanups,
      .unclosedBracket, .oddDict, .nestingBeyondArgot:
      []
    }
  }
}

private func quoted(_ byte: UInt8) -> String { quoted([byte]) }

private func quoted(_ bytes: [UInt8]) -> String { "'\(escaped(bytes))'" }
