import CLibclang
import FormatSema

/// Turns the collected calls into call sites.
struct CallSiteReader {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let isCPlusPlus: Bool
  let isProjectFile: (String) -> Bool
  private let literals: LiteralReader
  private let keywordLists: KeywordListReader
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
    types = TypeReader(library: unit.library)
  }

  /// The sites of all calls in project files, each place once.
  func sites(of collector: CallCollector) -> [CallSite] {
    let keywordArguments = collector.calls.map { call in
      call.function.keywordListIndex.flatMap { index in
        let arguments = unit.arguments(of: call.cursor)
        return index < arguments.count ? keywordLists.read(arguments[index]) : nil
      }
    }
    var usesAsKeywords: [UnsafeRawPointer: Int] = [:]
    for reading in keywordArguments {
      guard let variable = reading?.variable, let identity = unit.identity(variable)
      else { continue }
      usesAsKeywords[identity, default: 0] += 1
    }
    var merged = MergedSites()
    for (call, reading) in zip(collector.calls, keywordArguments) {
      let keywords = reading.map { reading in
        var isStable = reading.isConstant
        if !isStable, !reading.isShared, let variable = reading.variable,
          let identity = unit.identity(variable)
        {
          isStable = collector.arrayUses[identity] == usesAsKeywords[identity]
        }
        return KeywordList(names: reading.names, isTerminated: reading.isTerminated, isStable: isStable)
      }
      if let (site, isSpelledOut) = site(of: call, keywords: keywords) { merged.add(site, isSpelledOut: isSpelledOut) }
    }
    return merged.sites
  }

  /// The site of a call in a project file, and whether the callee's name stands there.
  private func site(of call: CallCollector.Call, keywords: KeywordList?) -> (CallSite, isSpelledOut: Bool)? {
    let callee = unit.children(of: call.cursor).first.map(unit.calleeName) ?? call.cursor
    let place = unit.place(of: callee)
    guard let file = place.file, isProjectFile(unit.source(file).name) else { return nil }
    let source = unit.source(file)
    let name = place.offset..<place.offset + call.function.rawValue.utf8.count
    let isSpelledOut = source.holds(call.function.rawValue, at: place.offset)
    let text = isSpelledOut ? CallText(source.bytes, name: name, hasRawStrings: isCPlusPlus) : nil
    let arguments = unit.arguments(of: call.cursor)
    let variadic = arguments.dropFirst(call.function.firstVariadicIndex)

    var obstacle = obstacle(of: call, name: name, text: text, in: file)
    if obstacle == nil, arguments.count < call.function.firstVariadicIndex {
      obstacle = "the call has too few arguments"
    }
    if obstacle == nil, let text, text.arguments.count != arguments.count {
      obstacle = "a macro could not tell the arguments apart"
    }
    if obstacle == nil, dependsOnTemplate(call, arguments: variadic) {
      obstacle = "the call depends on a template parameter"
    }
    var format: Format?
    if call.function.formatIndex < arguments.count {
      let index = call.function.formatIndex
      let found = read(format: arguments[index], of: call.function, text: text?.argument(index), in: file)
      format = found.format
      obstacle = obstacle ?? found.obstacle
    }
    let described = variadic.indices.map { index in
      CallDescription.Argument(
        type: types.type(of: arguments[index]), uncast: types.type(of: unit.withoutCasts(arguments[index])),
        literal: literal(arguments[index], text: text?.argument(index), in: file))
    }
    let site = CallSite(
      function: call.function, file: source.name, line: place.line, column: place.column, offset: place.offset,
      enclosingFunction: call.enclosingFunction.map(unit.qualifiedName) ?? "", format: format, keywords: keywords,
      arguments: described, obstacle: obstacle)
    return (site, isSpelledOut)
  }

  // MARK: The format

  private func read(
    format argument: CXCursor, of function: APIFunction, text: Range<Int>?, in file: CXFile
  ) -> (format: Format?, obstacle: String?) {
    if let bytes = literal(argument, text: text, in: file) {
      return (literals.format(bytes, text: text.map { (file, $0) }), nil)
    }
    if let constant = literals.constant(argument) {
      return (literals.format(constant.bytes, text: literals.initializerText(of: constant.variable)), nil)
    }
    // The functions that call something take NULL for a format without units.
    if case .build(.call) = function.language, unit.isNullPointer(argument) {
      return (Format(bytes: [], positions: []), nil)
    }
    let isChoice = unit.withoutCasts(argument).kind == CursorKind.conditional
    return (nil, isChoice ? "the format is not one literal" : "the format is not a literal")
  }

  private func literal(_ argument: CXCursor, text: Range<Int>?, in file: CXFile) -> [UInt8]? {
    guard let bytes = literals.literal(argument) else { return nil }
    if let text, literals.dependsOnCompilation(text, in: file) { return nil }
    return bytes
  }

  // MARK: Obstacles

  private func obstacle(
    of call: CallCollector.Call, name: Range<Int>, text: CallText?, in file: CXFile
  ) -> String? {
    let source = unit.source(file)
    guard source.holds(call.function.rawValue, at: name.lowerBound) else {
      return source.holds(call.function.cleanName, at: name.lowerBound)
        ? "the callee is not called by its public name" : "the call is written inside a macro"
    }
    guard let text else { return "the callee's name is not followed by its arguments" }
    if let macro = record.use(at: name.lowerBound, in: file),
      let definition = record.definition(of: macro.name, before: macro.sequence),
      definition.isFunctionLike || isProjectFile(definition.source.name)
    {
      return "the callee's name is a macro of the project"
    }
    if source.isQualified(at: name.lowerBound) { return "the callee's name is qualified" }
    if text.hasDirective { return "the argument list contains a preprocessor directive" }
    let macros = MacroArguments(unit: unit, record: record, hasRawStrings: isCPlusPlus)
    if macros.mayBeStringified(call: name.lowerBound..<text.end, in: file) {
      return "a macro around the call stringifies or pastes its argument"
    }
    return nil
  }

  private func dependsOnTemplate(_ call: CallCollector.Call, arguments: ArraySlice<CXCursor>) -> Bool {
    call.isUnresolved
      || arguments.contains {
        types.isDependent(unit.library.functions.getCursorType($0), isCPlusPlus: isCPlusPlus)
      }
  }
}
