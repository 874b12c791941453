import CLibclang

/// Gathers what is told of a unit's method tables and of the functions in them.
struct MethodFacts {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let isCPlusPlus: Bool
  let project: ProjectFiles
  let declarations: TopLevel

  private(set) var tables: [MethodTable] = []
  private(set) var functions: [MethodFunction] = []

  /// - Parameter variables: The declarations of the tables that the project files contain.
  init(
    unit: TranslationUnit, record: PreprocessingRecord, isCPlusPlus: Bool, project: ProjectFiles,
    declarations: TopLevel, variables: [CXCursor]
  ) {
    self.unit = unit
    self.record = record
    self.isCPlusPlus = isCPlusPlus
    self.project = project
    self.declarations = declarations
    guard !variables.isEmpty, mentions("METH_VARARGS") else { return }
    read(definitions(of: variables))
  }

  private func mentions(_ word: String) -> Bool {
    projectSources.contains { $0.bytes.contains(word.utf8) }
  }

  private var projectSources: [SourceFile] {
    project.names.compactMap { name in
      name.withCString { unit.library.functions.getFile(unit.handle, $0) }.map { unit.source($0) }
    }
  }

  /// Each table once.
  private func definitions(of variables: [CXCursor]) -> [CXCursor] {
    var seen: Set<UnsafeRawPointer> = []
    return variables.compactMap { variable in
      let definition = unit.library.functions.getCursorDefinition(variable)
      guard !unit.isNull(definition), let identity = unit.identity(definition), seen.insert(identity).inserted
      else { return nil }
      return definition
    }
  }

  private mutating func read(_ variables: [CXCursor]) {
    let literals = LiteralReader(unit: unit, record: record, hasRawStrings: isCPlusPlus)
    let reader = MethodTableReader(
      unit: unit, record: record, literals: literals, hasRawStrings: isCPlusPlus, isProjectFile: project.contains)
    let entries = variables.map(reader.entries)

    // The functions in the order in which the tables name them.
    var functionCursors: [CXCursor] = []
    var indices: [UnsafeRawPointer: Int] = [:]
    var inEntries: Set<UnsafeRawPointer> = []
    for entry in entries.joined() {
      guard let function = entry.function, let identity = unit.identity(function) else { continue }
      if let expression = entry.reference?.data.1 { inEntries.insert(expression) }
      guard indices[identity] == nil else { continue }
      indices[identity] = functionCursors.count
      let definition = unit.library.functions.getCursorDefinition(function)
      functionCursors.append(unit.isNull(definition) ? function : definition)
    }
    let parameters = functionCursors.map(unit.parameters)
    let fields = calledFields(of: variables[0])
    let targets = (variables + functionCursors + parameters.joined() + fields).compactMap(unit.identity)
    let references = ReferenceCollector(
      unit: unit, targets: Set(targets), names: Set(functionCursors.map(unit.spelling)))
    for declaration in declarations.project { references.collect(from: declaration) }
    let own = (variables + functionCursors).map(unit.library.functions.getCanonicalCursor).filter(isOwn)
    for declaration in declarations.other(behind: own, in: unit) { references.collect(from: declaration) }

    let accesses = fields.compactMap(unit.identity).flatMap { references.references[$0] ?? [] }
    tables = zip(variables, entries).map { variable, entries in
      table(variable, entries, references, accesses: accesses) { $0.flatMap(unit.identity).flatMap { indices[$0] } }
    }
    let names = Set(parameters.joined().map(unit.spelling)).union(functionCursors.map(unit.spelling))
    let outside = OutsideNames(unit: unit, declarations: declarations.other, wanted: names)
    let describer = MethodFunctionReader(
      unit: unit, record: record, isCPlusPlus: isCPlusPlus, project: project, references: references,
      outside: outside, inEntries: inEntries)
    let reachable = ReachableNames(unit: unit, record: record, project: project, sources: projectSources, references)
    functions = functionCursors.map { describer.function($0, mutators: reachable.mutators(from: $0)) }
  }

  /// Whether a table or function is first declared in a project file, where other translation units do not see it.
  /// The others keep their convention.
  private func isOwn(_ declaration: CXCursor) -> Bool {
    let externalLinkage: Int32 = 4
    return unit.place(of: declaration).file.map { project.contains(unit.source($0).name) } == true
      && (unit.library.functions.getCursorLinkage(declaration) != externalLinkage
        || declaration.kind != CursorKind.functionDeclaration)
  }

  /// The fields by which code calls a method itself, or changes how it is called.
  private func calledFields(of variable: CXCursor) -> [CXCursor] {
    let functions = unit.library.functions
    let type = functions.getCursorType(variable)
    let element = TypeReader(library: unit.library).array(type)?.element ?? type
    let record = functions.getTypeDeclaration(functions.getCanonicalType(element))
    return unit.children(of: functions.getCursorDefinition(record)).filter {
      $0.kind == CursorKind.fieldDeclaration && ["ml_meth", "ml_flags"].contains(unit.spelling($0))
    }
  }

  private func table(
    _ variable: CXCursor, _ entries: [MethodTableReader.Entry], _ references: ReferenceCollector,
    accesses: [ReferenceCollector.Reference], index: (CXCursor?) -> Int?
  ) -> MethodTable {
    let place = unit.place(of: variable)
    let uses = TableUseReader(unit: unit, isProjectFile: project.contains)
    let identity = unit.identity(variable)
    let found = identity.flatMap { references.references[$0] } ?? []
    let declared =
      (identity.flatMap { references.declarations[$0] } ?? []) + [
        unit.library.functions.getCanonicalCursor(variable)
      ]
    let externalLinkage: Int32 = 4
    return MethodTable(
      name: unit.spelling(variable), position: unit.position(of: variable),
      isConstantExpression: isConstantExpression(variable),
      hasExternalLinkage: unit.library.functions.getCursorLinkage(variable) == externalLinkage,
      isDeclaredElsewhere: declared.contains { unit.place(of: $0).file != place.file },
      otherUses: (found.filter { !uses.handsToCPython($0) } + accesses).map { unit.position(of: $0.cursor) },
      entries: entries.compactMap { entry in
        MethodEntry(
          position: entry.position, methodName: entry.methodName, flags: entry.flags, function: index(entry.function),
          functionToken: entry.functionToken, flagToken: entry.flagToken)
      })
  }

  /// Whether the declaration's specifiers, or a macro among them, hold `constexpr` or `constinit`.
  private func isConstantExpression(_ variable: CXCursor) -> Bool {
    let name = unit.place(of: variable)
    guard let (file, range) = unit.extent(of: variable), file == name.file, range.lowerBound <= name.offset
    else { return true }
    var seen: Set<String> = []
    return holdsConstant(unit.source(file), range.lowerBound..<name.offset, &seen)
  }

  private func holdsConstant(_ source: SourceFile, _ text: Range<Int>, _ seen: inout Set<String>) -> Bool {
    var lexer = SourceLexer(source.bytes, range: text, hasRawStrings: isCPlusPlus)
    while let token = lexer.next() {
      guard token.kind == .identifier else { continue }
      let name = source.text(token.start..<token.end)
      if name == "constexpr" || name == "constinit" { return true }
      guard record.isMacro(name), seen.insert(name).inserted else { continue }
      for definition in record.definitions(of: name) where holdsConstant(definition.source, definition.body, &seen) {
        return true
      }
    }
    return false
  }
}

extension TranslationUnit {
  /// The place of a cursor; that of the macro's use for one that a macro makes.
  func position(of cursor: CXCursor) -> SourcePosition {
    let place = place(of: cursor)
    return SourcePosition(
      file: place.file.map { source($0).name } ?? "", line: place.line, column: place.column, offset: place.offset)
  }
}
