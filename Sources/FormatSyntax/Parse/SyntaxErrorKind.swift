import FormatUnits

/// Everything that can be wrong with a format, as far as its syntax goes.
///
/// What CPython does about it depends on the family and on the place; `SyntaxError.effect` says so.
public enum SyntaxErrorKind: Hashable, Sendable {
  // MARK: Both languages

  /// `iq`: a letter that no version has as a unit of the language.
  case unknownUnit(UInt8, FormatUnit.Language)
  /// `i1`, `i?`: bytes that are no unit, modifier, marker or bracket.
  case unexpectedBytes([UInt8], FormatUnit.Language)
  /// `i#`, `s**`: `* # ! &` behind something that takes no such modifier; nil behind nothing at all.
  case misplacedModifier(UInt8, after: String?)
  /// `i|,`, `i)x` in `Py_BuildValue`: bytes behind the place where CPython stops reading.
  case neverRead
  /// `i\0i`: for CPython the format ends at the first NUL byte.
  case bytesBehindNUL

  // MARK: Parse language

  /// `i, i`: whitespace and commas separate nothing in this language.
  case separatorInParseFormat
  /// `w`, `w#`: only `w*` exists.
  case writableBufferWithoutStar
  /// `e`, `ei`: `e` is the first half of `es` or `et`.
  case incompleteEncodedUnit
  /// `i)`
  case unmatchedRightParenthesis
  /// `(i`, `(i:f)`: so many `)` are missing.
  case unmatchedLeftParenthesis(missing: Int)
  /// More than `limit` parentheses inside each other.
  case nestingTooDeep(limit: Int)
  /// `(i|i)`, `(i$i)`
  case markerInsideGroup(UInt8)
  /// `i|i|i`
  case repeatedOptionalMarker
  /// `i$i$i`
  case repeatedKeywordOnlyMarker
  /// `i$|i`
  case optionalMarkerBehindKeywordOnly
  /// `i$i` without a keyword list.
  case keywordOnlyMarkerWithoutKeywords
  /// `|i` in `PyArg_Parse`.
  case optionalMarkerInSingle
  /// Not exactly one unit in `PyArg_Parse`.
  case unitCountInSingle(Int)
  /// `i;a:b` with keywords: the function name is `b`, and there is no message.
  case messageHiddenByName
  /// `(es)`
  case encodedUnitInGroup(String)
  /// More units that need a cleanup, such as `s*`, than CPython has places to note.
  case tooManyCleanups(Int, places: Int)

  // MARK: Build language

  /// `i)`: a closing bracket with nothing to close.
  case unmatchedClosingBracket(UInt8)
  /// `(i`: an opening bracket that is never closed.
  case unclosedBracket(UInt8)
  /// `(i]`
  case wrongClosingBracket(UInt8, expected: UInt8)
  /// `{i}`: a dict of so many items.
  case oddDict(Int)
  /// `(i,)`, `ii `: separators in front of a closing bracket or the end.
  case separatorBeforeEnd
  /// More than `limit` brackets inside each other: the only limit that is Argot's own.
  case nestingBeyondArgot(limit: Int)

  /// Stable identifier; never reused for another meaning.
  public var id: String {
    switch self {
    case .unknownUnit: "unknown-unit"
    case .unexpectedBytes: "unexpected-bytes"
    case .misplacedModifier: "misplaced-modifier"
    case .neverRead: "never-read"
    case .bytesBehindNUL: "bytes-behind-nul"
    case .separatorInParseFormat: "separator-in-parse-format"
    case .writableBufferWithoutStar: "writable-buffer-without-star"
    case .incompleteEncodedUnit: "incomplete-encoded-unit"
    case .unmatchedRightParenthesis: "unmatched-right-parenthesis"
    case .unmatchedLeftParenthesis: "unmatched-left-parenthesis"
    case .nestingTooDeep: "nesting-too-deep"
    case .markerInsideGroup: "marker-inside-group"
    case .repeatedOptionalMarker: "repeated-optional-marker"
    case .repeatedKeywordOnlyMarker: "repeated-keyword-only-marker"
    case .optionalMarkerBehindKeywordOnly: "optional-marker-behind-keyword-only"
    case .keywordOnlyMarkerWithoutKeywords: "keyword-only-marker-without-keywords"
    case .optionalMarkerInSingle: "optional-marker-in-single"
    case .unitCountInSingle: "unit-count-in-single"
    case .messageHiddenByName: "message-hidden-by-name"
    case .encodedUnitInGroup: "encoded-unit-in-group"
    case .tooManyCleanups: "too-many-cleanups"
    case .unmatchedClosingBracket: "unmatched-closing-bracket"
    case .unclosedBracket: "unclosed-bracket"
    case .wrongClosingBracket: "wrong-closing-bracket"
    case .oddDict: "odd-dict"
    case .separatorBeforeEnd: "separator-before-end"
    case .nestingBeyondArgot: "nesting-beyond-argot"
    }
  }
}
