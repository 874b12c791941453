import CLibclang
import FormatDiagnostics
import FormatSema

/// Turns collected calls into what rules look at.
struct InspectionReader {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let isCPlusPlus: Bool
  let isProjectFile: (String) -> Bool
  private let literals: LiteralReader
  private let keywordLists: KeywordListReader
  private let arguments: ArgumentReader
  private let types: TypeReader

  init(
    unit: TranslationUnit, record: PreprocessingRecord, isCPlusPlus: Bool, isProjectFile: @escaping (String) -> Bool
  ) {
    self.unit = unit
    self.record = record
    self.isCPlusPlus = isCPlusPlus
    self.isProjectFile = isProjectFile
    literals = LiteralReader(unit: unit, record: record, hasRawStrings: isCPlusPlus)
    keywordLists = KeywordListReader(unit: unit, literals: literals)
    arguments = ArgumentReader(unit: unit, literals: literals)
    types = TypeReader(library: unit.library)
  }

  /// The calls in project files whose types are known, each once: a file may be included twice.
  func calls(_ collected: [VariadicCallCollector.Call]) -> [InspectedCall] {
    var seen: Set<InspectedCall> = []
    return collected.compactMap { call in
      guard let inspected = inspected(call), seen.insert(inspected).inserted else { return nil }
      return inspected
    }
  }

  func tables(_ variables: [CXCursor], handedOver: Set<UnsafeRawPointer>) -> [InspectedTable] {
    let entries = MethodTableReader(
      unit: unit, record: record, literals: literals, hasRawStrings: isCPlusPlus, isProjectFile: isProjectFile)
    return InspectedTableReader(unit: unit, entries: entries).tables(variables, handedOver: handedOver)
  }

  private func inspected(_ call: VariadicCallCollector.Call) -> InspectedCall? {
    let callee = unit.children(of: call.cursor).first.map(unit.calleeName) ?? call.cursor
    let place = unit.place(of: callee)
    guard let file = place.file, isProjectFile(unit.source(file).name) else { return nil }
    let source = unit.source(file)
    let cursors = unit.arguments(of: call.cursor)
    // Until a template is instantiated, nothing is certain.
    guard !cursors.contains(where: { isDependent($0) }) else { return nil }
    let spelled = [call.function.name, call.declaredName].first { source.holdsIdentifier($0, at: place.offset) }
    let text = spelled.flatMap { name in
      CallText(source.bytes, name: place.offset..<place.offset + name.utf8.count, hasRawStrings: isCPlusPlus)
    }
    // A macro that brings several arguments leaves no telling which text is whose.
    let isCut = text?.arguments.count == cursors.count && text?.hasDirective == false
    var formats: [Format] = []
    if let index = call.function.formatIndex, index < cursors.count {
      formats = self.formats(cursors[index], text: isCut ? text?.argument(index) : nil, in: file)
    }
    return InspectedCall(
      function: call.function, declaredName: call.declaredName,
      callee: SourceSpan(start: source.position(at: place.offset), length: spelled?.utf8.count ?? 0),
      enclosingFunction: call.enclosingFunction.flatMap(unit.functionIdentity), isInTupleTest: isInTupleTest(call),
      formats: formats,
      keywords: keywords(of: call, cursors),
      arguments: cursors.enumerated().map { index, cursor in
        let own = isCut ? text.flatMap { ownText(of: index, in: $0, name: place.offset, file: file) } : nil
        return arguments.argument(cursor, text: own, in: call.enclosingFunction)
      },
      resultUse: ResultUseReader(unit: unit).use(of: call.cursor, in: call.ancestors))
  }

  /// The text of an argument without the space around it, unless a macro could use it twice or make a string of it.
  private func ownText(of index: Int, in call: CallText, name: Int, file: CXFile) -> ByteRange? {
    let macros = MacroArguments(unit: unit, record: record, hasRawStrings: isCPlusPlus)
    guard let range = call.argument(index), !macros.mayBeStringified(call: name..<call.end, in: file) else {
      return nil
    }
    var lexer = SourceLexer(unit.source(file).bytes, range: range, hasRawStrings: isCPlusPlus)
    guard let first = lexer.next() else { return nil }
    var end = first.end
    while let token = lexer.next() { end = token.end }
    return ByteRange(first.start, end)
  }

  private func isInTupleTest(_ call: VariadicCallCollector.Call) -> Bool {
    guard let function = call.enclosingFunction, let (file, range) = unit.extent(of: function) else { return true }
    return UnsafeRawBufferPointer(rebasing: unit.source(file).bytes[range]).contains("PyTuple_Check".utf8)
  }

  private func isDependent(_ cursor: CXCursor) -> Bool {
    types.isDependent(unit.library.functions.getCursorType(cursor), isCPlusPlus: isCPlusPlus)
  }

  // MARK: Formats

  private func formats(_ argument: CXCursor, text: Range<Int>?, in file: CXFile) -> [Format] {
    let inner = unit.withoutCasts(argument)
    if inner.kind == CursorKind.conditional {
      let parts = unit.children(of: inner).filter { CursorKind.expressions.contains($0.kind) }
      guard parts.count == 3 else { return [] }
      let arms = parts.dropFirst().map { formats($0, text: nil, in: file) }
      // Both arms or none: a rule that knows one of them only would take it for the format.
      return arms.contains(where: \.isEmpty) ? [] : arms.flatMap(\.self)
    }
    if let bytes = literals.literal(argument) {
      var place = text.map { (file: file, range: $0) }
      if place == nil, let extent = unit.extent(of: inner) { place = (extent.file, extent.range) }
      return [literals.format(bytes, text: place)]
    }
    if let constant = literals.constant(argument) {
      return [literals.format(constant.bytes, text: literals.initializerText(of: constant.variable))]
    }
    return []
  }

  // MARK: Keyword lists

  private func keywords(of call: VariadicCallCollector.Call, _ cursors: [CXCursor]) -> InspectedKeywords? {
    guard let index = call.function.keywordListIndex, index < cursors.count,
      let reading = keywordLists.read(cursors[index])
    else { return nil }
    let list = KeywordList(names: reading.names, isTerminated: reading.isTerminated, isStable: reading.isConstant)
    return InspectedKeywords(
      list: list, positions: reading.elements.map(literalSpan), definition: reading.variable.map(unit.position))
  }

  /// Where a name stands as a literal, outside of macros.
  private func literalSpan(_ name: CXCursor) -> SourceSpan? {
    guard let (file, range) = unit.extent(of: name), record.uses(around: range.lowerBound, in: file).isEmpty,
      unit.source(file).bytes[range.lowerBound] == UInt8(ascii: "\"")
    else { return nil }
    return unit.span(of: name)
  }
}
