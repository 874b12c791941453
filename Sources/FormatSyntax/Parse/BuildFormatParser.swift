import FormatDiagnostics
import FormatUnits

// The build language:
//
//     format     = items ;
//     items      = { separator | item } ;
//     item       = scalar | container ;
//     container  = "(" , items , ")" | "[" , items , "]" | "{" , items , "}" ;
//     separator  = " " | TAB | "," | ":" ;
//     scalar     = (* the longest spelling in the catalogue, such as "s#" *) ;
//
// CPython counts the items first. With none it reads nothing, with one Py_BuildValue reads that one and not what
// follows; everything else is read to its end (Python/modsupport.c, va_build_value).

/// Parses a format string of the build language.
///
/// - Parameters:
///   - bytes: The format without the quotes and without the terminating NUL, escapes already replaced.
///   - family: The family of the function that reads it.
/// - Returns: A tree over all bytes, and everything that is wrong with them. Never fails.
public func buildFormat(_ bytes: [UInt8], family: BuildFamily) -> ParseResult<BuildFormat> {
  var parser = BuildFormatParser(bytes, family: family)
  return parser.parse()
}

struct BuildFormatParser {
  /// CPython has no limit but the C stack; this one keeps every recursive walk over the tree within its own.
  static let depthLimit = 100

  let bytes: [UInt8]
  let family: BuildFamily
  /// Where the C string ends.
  let end: Int

  var position = 0
  var errors: [SyntaxError] = []

  init(_ bytes: [UInt8], family: BuildFamily) {
    self.bytes = bytes
    self.family = family
    end = bytes.endOfCString
  }

  /// `format = items ;`
  mutating func parse() -> ParseResult<BuildFormat> {
    var nodes: [BuildNode]
    switch (countItems(), family) {
    case (0, _): nodes = parseUnread()
    case (1, .value):
      nodes = parseSeparators()
      nodes.append(parseItem(depth: 0))
      nodes += parseUnread()
    default:
      nodes = parseItems(until: nil, depth: 0)
      checkSeparatorBeforeEnd(nodes)
    }
    if end < bytes.count { nodes.append(ignore(.bytesBehindNUL, from: end, to: bytes.count)) }
    return ParseResult(tree: BuildFormat(family: family, bytes: bytes, nodes: nodes), errors: errors)
  }

  /// The number of items as CPython counts them: all brackets are alike. Nil if an opening bracket is left over.
  private func countItems() -> Int? {
    var depth = 0
    var items = 0
    for byte in bytes[..<end] {
      if byte.isOpeningBracket {
        if depth == 0 { items += 1 }
        depth += 1
      } else if byte.isClosingBracket {
        depth -= 1
      } else if depth == 0 && !byte.isBuildSeparator && !byte.isBuildModifier {
        items += 1
      }
    }
    return depth > 0 ? nil : items
  }

  /// `items = { separator | item } ;` up to a closing bracket, inside brackets of any kind, or to the end.
  mutating func parseItems(until closing: UInt8?, depth: Int) -> [BuildNode] {
    var nodes: [BuildNode] = []
    while true {
      nodes += parseSeparators()
      if position == end || (closing != nil && bytes[position].isClosingBracket) { return nodes }
      nodes.append(parseItem(depth: depth))
    }
  }

  /// `separator`, as many as there are.
  private mutating func parseSeparators() -> [BuildNode] {
    let length = bytes[position..<end].prefix { $0.isBuildSeparator }.count
    return length == 0 ? [] : [BuildNode(.separator, take(length))]
  }

  /// `item = scalar | container ;`
  private mutating func parseItem(depth: Int) -> BuildNode {
    if bytes[position].isOpeningBracket { return parseContainer(depth: depth + 1) }
    let known = bytes.longestSpelling(at: position, before: end, upTo: 2) { FormatUnit.build($0) != nil }
    guard let known else { return parseMistake() }
    return BuildNode(.unit(known), take(known.utf8.count))
  }

  /// What stands behind the last item that CPython reads.
  private mutating func parseUnread() -> [BuildNode] {
    var nodes = parseSeparators()
    if position < end { nodes.append(ignore(.neverRead, from: position, to: end)) }
    return nodes
  }

  // MARK: Moving on

  /// Takes the next `length` bytes.
  mutating func take(_ length: Int) -> ByteRange {
    defer { position += length }
    return ByteRange(position, position + length)
  }

  private mutating func ignore(_ kind: SyntaxErrorKind, from start: Int, to limit: Int) -> BuildNode {
    position = limit
    errors.append(SyntaxError(kind, ByteRange(start, limit), .accepts))
    return BuildNode(.invalid, ByteRange(start, limit))
  }
}
