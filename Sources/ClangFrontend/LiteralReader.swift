import CLibclang
import FormatSema

/// Reads string constants: their bytes from the compiler, their places from the source text.
struct LiteralReader {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let hasRawStrings: Bool

  private var types: TypeReader { TypeReader(library: unit.library) }

  // MARK: Bytes

  /// The bytes of a string literal behind parentheses and casts, without its final NUL.
  func literal(_ expression: CXCursor) -> [UInt8]? {
    let inner = unit.withoutCasts(expression)
    return inner.kind == CursorKind.stringLiteral ? unit.bytes(ofLiteral: inner) : nil
  }

  /// The bytes that initialise the constant variable which an expression names, with the variable's definition.
  func constant(_ expression: CXCursor) -> (bytes: [UInt8], variable: CXCursor)? {
    let reference = unit.withoutCasts(expression)
    guard reference.kind == CursorKind.declarationReference, let target = unit.referenced(reference),
      target.kind == CursorKind.variableDeclaration
    else { return nil }
    let variable = unit.library.functions.getCursorDefinition(target)
    guard !unit.isNull(variable) else { return nil }
    let type = unit.library.functions.getCursorType(variable)
    if types.array(type) != nil {
      guard types.isConstantArray(type) else { return nil }
    } else {
      guard types.isConstant(type), types.pointee(type) != nil else { return nil }
    }
    guard var initializer = unit.children(of: variable).last(where: { CursorKind.expressions.contains($0.kind) })
    else { return nil }
    if initializer.kind == CursorKind.initializerList {
      let elements = unit.children(of: initializer)
      guard elements.count == 1 else { return nil }
      initializer = elements[0]
    }
    guard let found = literal(initializer) else { return nil }
    // An array that the literal fills has no NUL at its end.
    if let array = types.array(type), array.count >= 0, array.count <= found.count { return nil }
    if let text = initializerText(of: variable), dependsOnCompilation(text.range, in: text.file) { return nil }
    return (found, variable)
  }

  /// Whether source text names a macro whose value may be another one when the file is compiled for good.
  func dependsOnCompilation(_ text: Range<Int>, in file: CXFile) -> Bool {
    var seen: Set<String> = []
    return dependsOnCompilation(unit.source(file), text, seen: &seen)
  }

  private static let changingMacros: Set<String> = [
    "__FILE__", "__FILE_NAME__", "__BASE_FILE__", "__DATE__", "__TIME__", "__TIMESTAMP__", "__VERSION__",
  ]

  private func dependsOnCompilation(_ source: SourceFile, _ text: Range<Int>, seen: inout Set<String>) -> Bool {
    var lexer = SourceLexer(source.bytes, range: text, hasRawStrings: hasRawStrings)
    while let token = lexer.next() {
      guard token.kind == .identifier else { continue }
      let name = source.text(token.start..<token.end)
      if Self.changingMacros.contains(name) { return true }
      guard record.isMacro(name), seen.insert(name).inserted else { continue }
      for definition in record.definitions(of: name) {
        if dependsOnCompilation(definition.source, definition.body, seen: &seen) { return true }
      }
    }
    return false
  }

  /// The format that a literal holds, up to its first NUL.
  ///
  /// - Parameter text: Where the literal is written; nil if that is not known.
  func format(_ literal: [UInt8], text: (file: CXFile, range: Range<Int>)?) -> Format {
    let bytes = Array(literal.prefix { $0 != 0 })
    let positions = text.map { self.positions(of: bytes, in: $0.file, text: $0.range) }
    return Format(bytes: bytes, positions: positions ?? [SourcePosition?](repeating: nil, count: bytes.count))
  }

  // MARK: Places

  /// The places of `bytes`, which hold no NUL, in the source text; nil where the text does not decode to them.
  func positions(of bytes: [UInt8], in file: CXFile, text: Range<Int>) -> [SourcePosition?] {
    let pieces = pieces(in: file, range: text)
    let unknown = [SourcePosition?](repeating: nil, count: bytes.count)
    guard let gap = pieces.firstIndex(where: { $0.byte == nil }) else {
      let decoded = pieces.prefix { $0.byte != 0 }
      return decoded.compactMap(\.byte) == bytes ? decoded.map(\.position) : unknown
    }
    // One macro whose replacement is not understood stands for what its neighbours leave.
    let (before, after) = (pieces[..<gap], pieces[(gap + 1)...])
    let known = before.count + after.count
    guard after.allSatisfy({ $0.byte != nil }), known <= bytes.count,
      before.compactMap(\.byte) == Array(bytes.prefix(before.count)),
      after.compactMap(\.byte) == Array(bytes.suffix(after.count))
    else { return unknown }
    let middle = [SourcePosition?](repeating: pieces[gap].position, count: bytes.count - known)
    return before.map(\.position) + middle + after.map(\.position)
  }

  /// The text of a variable's initialiser.
  func initializerText(of variable: CXCursor) -> (file: CXFile, range: Range<Int>)? {
    let name = unit.place(of: variable)
    guard let (file, extent) = unit.extent(of: variable), file == name.file, extent.contains(name.offset)
    else { return nil }
    var lexer = SourceLexer(
      unit.source(file).bytes, range: name.offset..<extent.upperBound, hasRawStrings: hasRawStrings)
    while let token = lexer.next() {
      if token.isPunctuator("=") || token.isPunctuator("{") { return (file, token.end..<extent.upperBound) }
    }
    return nil
  }

  /// A byte of a literal and its place, or a macro use that is not understood.
  private struct Piece {
    let byte: UInt8?
    let position: SourcePosition
  }

  private func pieces(in file: CXFile, range: Range<Int>) -> [Piece] {
    var found: [Piece] = []
    append(to: &found, in: file, range: range, sequence: nil, depth: 0)
    return found
  }

  /// `sequence` is the place in the record's order of the macro use whose replacement is read, nil outside of macros.
  private func append(to found: inout [Piece], in file: CXFile, range: Range<Int>, sequence: Int?, depth: Int) {
    let source = unit.source(file)
    var lexer = SourceLexer(source.bytes, range: range, hasRawStrings: hasRawStrings)
    var skippedTo = range.lowerBound
    while let token = lexer.next() {
      guard token.start >= skippedTo else { continue }
      if token.kind == .string {
        guard let decoded = LiteralDecoder.decode(source.bytes, range: token.start..<token.end) else {
          found.append(Piece(byte: nil, position: source.position(at: token.start, isWrittenLiterally: false)))
          continue
        }
        found += decoded.map {
          Piece(
            byte: $0.value,
            position: source.position(at: $0.offset, isWrittenLiterally: $0.isWrittenLiterally))
        }
      } else if token.kind == .identifier {
        let name = source.text(token.start..<token.end)
        let use = sequence == nil ? record.use(at: token.start, in: file) : nil
        guard let order = sequence ?? use?.sequence, record.isMacro(name) else { continue }
        if let definition = record.definition(of: name, before: order), !definition.isFunctionLike,
          depth < Self.deepestMacro
        {
          append(to: &found, in: definition.file, range: definition.body, sequence: order, depth: depth + 1)
        } else {
          found.append(Piece(byte: nil, position: source.position(at: token.start, isWrittenLiterally: false)))
          let call = CallText(source.bytes, name: token.start..<token.end, hasRawStrings: hasRawStrings)
          skippedTo = use?.range.upperBound ?? call?.end ?? token.end
        }
      }
    }
  }

  private static let deepestMacro = 16
}
