import FormatDiagnostics
import FormatUnits

// The parse language:
//
//     format    = params , [ trailer ] ;
//     trailer   = ":" , function-name | ";" , message ;
//     params    = { unit } , [ "|" , { unit } ]                         (* positional family *)
//               | { unit } , [ "|" , { unit } ] , [ "$" , { unit } ]    (* keyword family *)
//               | unit ;                                                (* PyArg_Parse *)
//     unit      = scalar | group ;
//     group     = "(" , { unit } , ")" ;
//     scalar    = (* the longest spelling in the catalogue, such as "s#" *) ;
//
// Formats outside the grammar are read as CPython reads them: it counts the units first and then converts as many as
// it counted, so that some strange bytes are never looked at, and others only in some calls.

/// Parses a format string of the parse language.
///
/// - Parameters:
///   - bytes: The format without the quotes and without the terminating NUL, escapes already replaced.
///   - family: The family of the function that reads it.
/// - Returns: A tree over all bytes, and everything that is wrong with them. Never fails.
public func parseFormat(_ bytes: [UInt8], family: ParseFamily) -> ParseResult<ParseFormat> {
  var parser = ParseFormatParser(bytes, family: family)
  return parser.parse()
}

struct ParseFormatParser {
  let bytes: [UInt8]
  let family: ParseFamily
  /// Where the C string ends.
  let end: Int
  /// Where the units end: at the first `:` or `;`, even inside parentheses.
  let stop: Int
  let count: UnitCount

  var position = 0
  var nodes: [ParseNode] = []
  var findings = ParseFindings()
  /// Units seen outside parentheses, counted as CPython counts them.
  var unitsDone = 0
  var endOfLastUnit = 0
  /// What is wrong behind the last item so far of the groups that are open, as long as no further item comes.
  var edge: [(kind: SyntaxErrorKind, range: ByteRange)] = []
  /// Where CPython reads on behind the last unit.
  var readsOnAt = 0
  /// Whether a group ended with bytes too many, so that CPython does not read on where the group ends.
  var isOutOfStep = false
  var optionalMarker: ByteRange?
  var keywordOnlyMarker: ByteRange?
  /// Units in front of the `|` that CPython's keyword loop takes.
  var unitsBeforeOptional: Int?

  init(_ bytes: [UInt8], family: ParseFamily) {
    self.bytes = bytes
    self.family = family
    end = bytes.endOfCString
    stop = bytes[..<end].firstIndex { $0 == .colon || $0 == .semicolon } ?? end
    count = UnitCount(bytes[..<stop])
  }

  /// `format = params , [ trailer ] ;`
  mutating func parse() -> ParseResult<ParseFormat> {
    checkSingle()
    while position < stop && unitsDone < count.total { parseTopLevel() }
    if position < stop { parseTail() }
    checkCleanups()
    let trailer = parseTrailer()
    if end < bytes.count { ignore(.bytesBehindNUL, ByteRange(end, bytes.count)) }
    let required =
      switch family {
      case .positional: count.required
      case .keyword: unitsBeforeOptional ?? count.total
      case .single: Int.max
      }
    return ParseResult(
      tree: ParseFormat(family: family, bytes: bytes, nodes: nodes, trailer: trailer),
      errors: findings.resolved(required: required))
  }

  /// `params`, one step: a unit, a marker, or something that should not be there.
  private mutating func parseTopLevel() {
    switch bytes[position] {
    case .optionalMark: parseOptionalMarker()
    case .keywordOnlyMark: parseKeywordOnlyMarker()
    case .rightParenthesis: rejectRightParenthesis()
    default:
      let start = position
      let unit = bytes[start] == .leftParenthesis ? parseOutermostGroup() : parseScalar(inGroup: false)
      let node = unit ?? parseMistake(inGroup: false)
      nodes.append(node)
      if countsAsUnit(start) {
        unitsDone += 1
        endOfLastUnit = position
        if bytes[start] != .leftParenthesis { readsOnAt = position }
      }
    }
  }

  /// Whether the node that starts at `start` holds what CPython counted as a unit.
  private func countsAsUnit(_ start: Int) -> Bool {
    bytes[start] == .leftParenthesis || bytes[start..<position].contains(where: \.countsAsUnit)
  }

  /// `scalar`: the longest spelling in the catalogue.
  mutating func parseScalar(inGroup: Bool) -> ParseNode? {
    let known = bytes.longestSpelling(at: position, before: stop, upTo: 3) { FormatUnit.parse($0) != nil }
    guard let known else { return nil }
    leaveEdge()
    let range = take(known.utf8.count)
    if inGroup && bytes[range.start] == .encodedUnitStart {
      findings.add(.encodedUnitInGroup(known), range, .rejects(.withEncodedUnitsMiscounted))
    }
    return ParseNode(.unit(known), range)
  }

  // MARK: Moving on

  /// Takes the next `length` bytes.
  mutating func take(_ length: Int) -> ByteRange {
    defer { position += length }
    return ByteRange(position, position + length)
  }

  /// A node of bytes that mean nothing to CPython, and the finding that says so.
  mutating func ignore(_ kind: SyntaxErrorKind, _ range: ByteRange) {
    findings.add(kind, range, .accepts)
    nodes.append(ParseNode(.invalid, range))
  }
}
