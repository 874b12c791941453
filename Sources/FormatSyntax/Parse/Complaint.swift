/// What CPython says of a format that it rejects: the fixed part of the exception's text.
///
/// The texts are those of Python/getargs.c and Python/modsupport.c.
public enum Complaint: String, Hashable, Sendable, CaseIterable {
  // MARK: While an argument is converted, or passed over

  case badFormatCharacter = "impossible<bad format char>"
  case unknownMarkerCombination = "unknown parser marker combination"
  case invalidWritableUnit = "invalid use of 'w' format character"
  case unmatchedRightParenthesis = "Unmatched right paren in format string"
  /// A TypeError: CPython expects another number of items than the group has.
  case itemsMiscounted = "of length"

  // MARK: Before or behind the units

  case badFormatString = "bad format string"
  case optionalMarkerTwice = "Invalid format string (| specified twice)"
  case keywordOnlyMarkerTwice = "Invalid format string ($ specified twice)"
  case keywordOnlyBeforeOptional = "Invalid format string ($ before |)"
  case moreUnitsThanNames = "more argument specifiers than keyword list entries"
  case newFeatures = "old style getargs format uses new features"
  /// A TypeError: `PyArg_Parse` finds no unit, and expects a null pointer in place of an object.
  case takesNoArguments = "takes no arguments"

  // MARK: Py_BuildValue

  /// The group is not counted to its end.
  case unmatchedParenthesisBefore = "unmatched paren in format"
  /// Behind the last item there is something else than the end of the group or of the format.
  case unmatchedParenthesisBehind = "Unmatched paren in format"
  case badBuildCharacter = "bad format char passed to Py_BuildValue"
  case badDict = "Bad dict format"

  /// Whether the exception is a TypeError; all others are SystemErrors.
  public var isTypeError: Bool { self == .itemsMiscounted || self == .takesNoArguments }
}

extension SyntaxErrorKind {
  /// What CPython may say of a format with this finding, if it rejects it and comes to no other finding before.
  public func complaints(in family: ParseFamily) -> [Complaint] {
    switch self {
    case .unknownUnit: [.badFormatCharacter]
    case .writableBufferWithoutStar:
      family == .keyword ? [.invalidWritableUnit, .badFormatCharacter] : [.invalidWritableUnit]
    case .incompleteEncodedUnit: [.unknownMarkerCombination] + atGap(family)
    case .unexpectedBytes, .misplacedModifier, .separatorInParseFormat, .markerInsideGroup: atGap(family)
    case .unmatchedRightParenthesis: atGap(family) + [.unmatchedRightParenthesis]
    case .repeatedOptionalMarker:
      family == .keyword ? [.optionalMarkerTwice, .badFormatCharacter] : [.badFormatCharacter]
    case .repeatedKeywordOnlyMarker: [.keywordOnlyMarkerTwice, .badFormatCharacter]
    case .optionalMarkerBehindKeywordOnly: [.keywordOnlyBeforeOptional, .badFormatCharacter]
    case .keywordOnlyMarkerWithoutKeywords: atGap(family)
    case .optionalMarkerInSingle: [.newFeatures, .badFormatCharacter]
    case .unitCountInSingle(0): [.takesNoArguments]
    case .unitCountInSingle: [.newFeatures]
    case .encodedUnitInGroup: [.itemsMiscounted]
    case .unmatchedLeftParenthesis: [.moreUnitsThanNames]
    case .neverRead, .bytesBehindNUL, .nestingTooDeep, .messageHiddenByName,
      .tooManyCleanups, .unmatchedClosingBracket, .unclosedBracket, .wrongClosingBracket, .oddDict,
      .separatorBeforeEnd, .nestingBeyondArgot:
      []
    }
  }

  /// Bytes that are no unit stand where one is converted, or behind the last.
  private func atGap(_ family: ParseFamily) -> [Complaint] {
    switch family {
    case .positional: [.badFormatCharacter, .badFormatString]
    case .keyword: [.badFormatCharacter, .moreUnitsThanNames]
    case .single: [.badFormatCharacter]
    }
  }

  /// What CPython may say of a build format with this finding, if it rejects it and comes to no other finding before.
  public var buildComplaints: [Complaint] {
    switch self {
    case .unknownUnit, .unexpectedBytes: [.badBuildCharacter]
    case .misplacedModifier: [.unmatchedParenthesisBehind, .badBuildCharacter]
    case .unmatchedClosingBracket: [.unmatchedParenthesisBehind, .badBuildCharacter]
    case .separatorBeforeEnd: [.unmatchedParenthesisBehind]
    case .wrongClosingBracket:
      [.unmatchedParenthesisBehind, .unmatchedParenthesisBefore, .badDict, .badBuildCharacter]
    case .unclosedBracket: [.unmatchedParenthesisBefore]
    case .oddDict: [.badDict]
    default: []
    }
  }
}
