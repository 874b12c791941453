import CLibclang
import FormatSema

/// Tells what a function does with a parameter.
struct ParameterUseReader {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let hasRawStrings: Bool
  let isProjectFile: (String) -> Bool

  private var macros: MacroArguments {
    MacroArguments(unit: unit, record: record, hasRawStrings: hasRawStrings)
  }

  private static let tupleReaders: Set<String> = [
    "PyTuple_Size", "PyTuple_GET_SIZE", "PyTuple_GetItem", "PyTuple_GET_ITEM",
  ]

  /// The uses of a parameter, each place once.
  func uses(_ references: [ReferenceCollector.Reference], name: String) -> [ParameterUse] {
    var found: [ParameterUse] = []
    var places: [SourceToken: Int] = [:]
    for reference in references {
      let use = use(reference, name: name)
      guard let token = use.token else {
        found.append(use)
        continue
      }
      // A macro can repeat its argument.
      if let index = places[token] {
        if found[index].kind != use.kind { found[index] = ParameterUse(kind: .other, line: use.line, token: token) }
      } else {
        places[token] = found.count
        found.append(use)
      }
    }
    return found.sorted { ($0.token?.offset ?? 0) < ($1.token?.offset ?? 0) }
  }

  private func use(_ reference: ReferenceCollector.Reference, name: String) -> ParameterUse {
    let place = unit.place(of: reference.cursor)
    guard let file = place.file, unit.source(file).holdsIdentifier(name, at: place.offset),
      record.use(at: place.offset, in: file) == nil
    else { return ParameterUse(kind: .other, line: place.line, token: nil) }
    let source = unit.source(file)
    let range = place.offset..<place.offset + name.utf8.count
    let token = source.token(range)
    let isInLambda = reference.ancestors.contains { [CursorKind.lambda, CursorKind.block].contains($0.kind) }
    guard reference.cursor.kind == CursorKind.declarationReference, !isInLambda else {
      return ParameterUse(kind: .other, line: place.line, token: token)
    }
    if let read = macroRead(around: range, in: file) {
      return ParameterUse(kind: read, line: place.line, token: token)
    }
    var kind = kind(reference)
    var whole = range
    if case .tupleRead(let name) = kind {
      if let known = readText(name: name.offset..<name.offset + name.text.utf8.count, operand: range, in: file) {
        whole = known
      } else {
        kind = .other
      }
    }
    if mayBeStringified(whole, in: file) { kind = .other }
    return ParameterUse(kind: kind, line: place.line, token: token)
  }

  /// The macros that read a tuple hand their arguments to `assert` in builds with assertions: only the text of a failed
  /// assertion would tell.
  private func mayBeStringified(_ text: Range<Int>, in file: CXFile) -> Bool {
    macros.mayBeStringified(call: text, in: file, ignored: Self.tupleReaders)
  }

  /// What the expression around the name is, as the compiler sees it.
  private func kind(_ reference: ReferenceCollector.Reference) -> ParameterUse.Kind {
    var inner = reference.cursor
    for outer in reference.ancestors.reversed() {
      switch outer.kind {
      case CursorKind.cStyleCast, CursorKind.namedCasts:
        if TypeReader(library: unit.library).type(of: outer) == .void { return .discarded }
        inner = outer
      case CursorKind.unexposedExpression, CursorKind.parentheses:
        inner = outer
      case CursorKind.call:
        return argument(inner, of: outer)
      default:
        return .other
      }
    }
    return .other
  }

  private func argument(_ expression: CXCursor, of call: CXCursor) -> ParameterUse.Kind {
    let arguments = unit.arguments(of: call)
    guard let index = arguments.firstIndex(where: { $0.isSame(as: expression) }),
      let callee = unit.children(of: call).first.map(unit.calleeName), let target = unit.referenced(callee),
      target.kind == CursorKind.functionDeclaration
    else { return .other }
    let place = unit.place(of: callee)
    guard let file = place.file else { return .other }
    let name = unit.spelling(target)
    if let function = APIFunction(declaredName: name) {
      let isNull =
        function == .parseTupleAndKeywords && arguments.count > 1 && unit.isNullPointer(arguments[1])
      return .argument(
        index: index, file: unit.source(file).name, offset: place.offset, hasNullKeywords: isNull)
    }
    guard index == 0, Self.tupleReaders.contains(name), isFromCPython(target),
      unit.source(file).holdsIdentifier(name, at: place.offset)
    else { return .other }
    return .tupleRead(unit.source(file).token(place.offset..<place.offset + name.utf8.count))
  }

  private func isFromCPython(_ function: CXCursor) -> Bool {
    unit.place(of: function).file.map { !isProjectFile(unit.source($0).name) } ?? false
  }

  // MARK: Reads that are macros

  /// A macro of CPython's that reads a tuple, if the name in `operand` is its first argument.
  private func macroRead(around operand: Range<Int>, in file: CXFile) -> ParameterUse.Kind? {
    let source = unit.source(file)
    let use = record.uses(around: operand.lowerBound, in: file)
      .filter { Self.tupleReaders.contains($0.name) }.max { $0.range.lowerBound < $1.range.lowerBound }
    guard let use, source.holdsIdentifier(use.name, at: use.range.lowerBound),
      let definition = record.definition(of: use.name, before: use.sequence),
      !isProjectFile(definition.source.name)
    else { return nil }
    let name = use.range.lowerBound..<use.range.lowerBound + use.name.utf8.count
    guard let text = CallText(source.bytes, name: name, hasRawStrings: hasRawStrings),
      let first = text.argument(0), first.contains(operand.lowerBound), isJust(operand, in: first, of: source)
    else { return nil }
    guard let whole = readText(name: name, operand: operand, in: file),
      !mayBeStringified(whole, in: file)
    else { return .other }
    return .tupleRead(source.token(name))
  }

  /// Whether an argument's text is a name, perhaps in parentheses or cast to a Python object.
  private func isJust(_ name: Range<Int>, in argument: Range<Int>, of source: SourceFile) -> Bool {
    var lexer = SourceLexer(source.bytes, range: argument, hasRawStrings: hasRawStrings)
    var last: SourceLexer.Token?
    while let token = lexer.next() {
      switch token.kind {
      case .punctuator:
        guard ["(", ")", "*"].contains(where: { token.isPunctuator($0) }) else { return false }
      case .identifier where token.start == name.lowerBound: break
      case .identifier:
        guard ["PyObject", "PyTupleObject", "const"].contains(source.text(token.start..<token.end)) else {
          return false
        }
      default: return false
      }
      if token.start > name.lowerBound, !token.isPunctuator(")") { return false }
      last = token
    }
    return last != nil
  }

  /// The text of a read, nil if what it gives is stored to or has its address taken: the vector's elements are
  /// constant.
  private func readText(name: Range<Int>, operand: Range<Int>, in file: CXFile) -> Range<Int>? {
    let source = unit.source(file)
    guard let text = CallText(source.bytes, name: name, hasRawStrings: hasRawStrings), !text.hasDirective,
      text.arguments.contains(where: { $0.contains(operand.lowerBound) })
    else { return nil }
    let whole = name.lowerBound..<text.end
    let before = source.bytes[..<name.lowerBound].reversed().drop { $0 <= 32 || $0 == UInt8(ascii: "(") }.prefix(2)
    if before.first == UInt8(ascii: "&"), before.dropFirst().first != UInt8(ascii: "&") { return nil }
    var lexer = SourceLexer(source.bytes, range: text.end..<source.bytes.count, hasRawStrings: hasRawStrings)
    if let next = lexer.next(), next.isPunctuator("="), source.bytes[next.end] != UInt8(ascii: "=") { return nil }
    return whole
  }
}
