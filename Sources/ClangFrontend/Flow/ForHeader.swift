import CLibclang

/// The three parts of a `for` statement's header, any of which may be missing: libclang does not tell which.
struct ForHeader {
  private(set) var first: CXCursor?
  private(set) var condition: CXCursor?
  private(set) var step: CXCursor?

  /// - Parameter parts: Those that are there.
  ///
  /// Nil where the text does not show it, because a macro makes the header.
  init?(_ statement: CXCursor, _ parts: ArraySlice<CXCursor>, in unit: TranslationUnit, _ hasRawStrings: Bool) {
    guard let (file, range) = unit.extent(of: statement) else { return nil }
    var lexer = SourceLexer(unit.source(file).bytes, range: range, hasRawStrings: hasRawStrings)
    guard let word = lexer.next(), word.kind == .identifier, unit.source(file).text(word.start..<word.end) == "for"
    else { return nil }
    var depth = 0
    var semicolons: [Int] = []
    scan: while let token = lexer.next() {
      guard token.kind == .punctuator else { continue }
      switch token.first {
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { break scan }
      case UInt8(ascii: ";") where depth == 1: semicolons.append(token.start)
      default: break
      }
    }
    guard semicolons.count == 2 else { return nil }
    for part in parts {
      let place = unit.place(of: part)
      guard let (partFile, extent) = unit.extent(of: part), partFile == file, place.file == file else { return nil }
      switch extent.lowerBound {
      case ..<semicolons[0]: first = part
      case ..<semicolons[1]: condition = part
      default: step = part
      }
    }
    guard [first, condition, step].compactMap(\.self).count == parts.count else { return nil }
  }
}
