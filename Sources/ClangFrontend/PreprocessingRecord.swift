import CLibclang
import FormatDiagnostics

/// What the preprocessor did: inclusions, macro definitions and macro uses in the order in which they happened.
final class PreprocessingRecord {
  struct MacroUse {
    /// The use with its arguments.
    let range: Range<Int>
    let name: String
    /// Its place in the order of the record.
    let sequence: Int
    let cursor: CXCursor
  }

  private let unit: TranslationUnit
  private let cursors: [CXCursor]
  private(set) lazy var inclusions: [Inclusion] = readInclusions()

  /// The definitions of each name with their places in the record's order. Made when first asked for: most units
  /// never need it, and the system's headers define thousands of macros.
  private lazy var definitions: [String: [(sequence: Int, cursor: CXCursor)]] = {
    var found: [String: [(sequence: Int, cursor: CXCursor)]] = [:]
    for (sequence, cursor) in cursors.enumerated() where cursor.kind == CursorKind.macroDefinition {
      found[unit.spelling(cursor), default: []].append((sequence, cursor))
    }
    return found
  }()

  /// The macro uses of one file. There are thousands, and each is asked for by its place.
  private struct FileUses {
    var uses: [MacroUse] = []
    var ranges: [Range<Int>] = []
    var firstAt: [Int: Int] = [:]

    mutating func append(_ use: MacroUse) {
      if firstAt[use.range.lowerBound] == nil { firstAt[use.range.lowerBound] = uses.count }
      uses.append(use)
      ranges.append(use.range)
    }
  }

  private lazy var uses: [CXFile: FileUses] = {
    var found: [CXFile: FileUses] = [:]
    for (sequence, cursor) in cursors.enumerated() where cursor.kind == CursorKind.macroExpansion {
      guard let (file, range) = unit.extent(of: cursor) else { continue }
      let use = MacroUse(range: range, name: unit.spelling(cursor), sequence: sequence, cursor: cursor)
      found[file, default: FileUses()].append(use)
    }
    return found
  }()

  /// `cursors` are the preprocessing cursors of the unit in libclang's order.
  init(unit: TranslationUnit, cursors: [CXCursor]) {
    self.unit = unit
    self.cursors = cursors
  }

  func isMacro(_ name: String) -> Bool { definitions[name] != nil }

  /// The uses whose text holds `offset`, without one that starts there.
  func uses(around offset: Int, in file: CXFile) -> [MacroUse] {
    guard let known = uses[file] else { return [] }
    return known.ranges.indices.lazy
      .filter { known.ranges[$0].lowerBound < offset && offset < known.ranges[$0].upperBound }
      .map { known.uses[$0] }
  }

  func use(at offset: Int, in file: CXFile) -> MacroUse? {
    uses[file].flatMap { known in known.firstAt[offset].map { known.uses[$0] } }
  }

  /// The definition of a name that was in force at a place of the record's order.
  func definition(of name: String, before sequence: Int) -> MacroDefinition? {
    guard let found = definitions[name]?.last(where: { $0.sequence < sequence }) else { return nil }
    return MacroDefinition(unit: unit, cursor: found.cursor)
  }

  func definitions(of name: String) -> [MacroDefinition] {
    (definitions[name] ?? []).compactMap { MacroDefinition(unit: unit, cursor: $0.cursor) }
  }

  private func readInclusions() -> [Inclusion] {
    cursors.compactMap { cursor in
      guard cursor.kind == CursorKind.inclusionDirective,
        let included = unit.library.functions.getIncludedFile(cursor)
      else { return nil }
      let place = unit.place(of: cursor)
      guard let file = place.file else { return nil }
      let includer = unit.source(file)
      guard let name = IncludedName(includer.bytes, directive: place.offset) else { return nil }
      let start = unit.library.functions.getLocationForOffset(unit.handle, included, 0)
      return Inclusion(
        includer: includer.name, directive: name.range, line: place.line, isQuoted: name.isQuoted,
        isComputed: name.isComputed, resolved: unit.library.string(unit.library.functions.getFileName(included)),
        isSystemHeader: unit.library.functions.Location_isInSystemHeader(start) != 0)
    }
  }
}

/// The part of an `#include` line that names the file.
private struct IncludedName {
  let range: ByteRange
  let isQuoted: Bool
  let isComputed: Bool

  init?(_ bytes: UnsafeRawBufferPointer, directive: Int) {
    var lexer = SourceLexer(bytes, range: directive..<bytes.count, hasRawStrings: false)
    guard let hash = lexer.next(), hash.first == UInt8(ascii: "#"), lexer.next()?.kind == .identifier,
      let name = lexer.next()
    else { return nil }
    isQuoted = name.kind == .string
    isComputed = name.kind == .identifier
    if name.isPunctuator("<") {
      guard let close = bytes[name.start...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      range = ByteRange(name.start, close + 1)
    } else {
      range = ByteRange(name.start, name.end)
    }
  }
}
