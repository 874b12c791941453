import CLibclang

/// Describes the functions that method tables name.
struct MethodFunctionReader {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let isCPlusPlus: Bool
  let project: ProjectFiles
  let references: ReferenceCollector
  let outside: OutsideNames
  /// The expressions by which the tables' entries name functions.
  let inEntries: Set<UnsafeRawPointer>

  private var types: TypeReader { TypeReader(library: unit.library) }

  func function(_ cursor: CXCursor, mutators: [String]) -> MethodFunction {
    let name = unit.spelling(cursor)
    let identity = unit.identity(cursor)
    let place = unit.place(of: cursor)
    let isDefined =
      unit.library.functions.getCursorDefinition(cursor).isSame(as: cursor)
      && place.file.map { project.contains(unit.source($0).name) } == true
    let found = identity.flatMap { references.references[$0] } ?? []
    let uses = found.filter { $0.cursor.data.1.map { !inEntries.contains($0) } ?? true }
    let unresolved = references.unresolved[name] ?? []
    let declared =
      (identity.flatMap { references.declarations[$0] } ?? []) + [
        unit.library.functions.getCanonicalCursor(cursor)
      ]
    let parameters = unit.parameters(of: cursor)
    let isDeclaredElsewhere = declared.contains { unit.place(of: $0).file != place.file }
    return MethodFunction(
      qualifiedName: unit.qualifiedName(cursor), definition: isDefined ? unit.position(of: cursor) : nil,
      hasExternalLinkage: isVisibleElsewhere(cursor, isDeclaredElsewhere: isDeclaredElsewhere),
      isDeclaredElsewhere: isDeclaredElsewhere, obstacle: isDefined ? obstacle(cursor) : nil,
      otherUses: (uses + unresolved).map { unit.position(of: $0.cursor) },
      parameters: isDefined ? parameters.map { parameter($0) } : [], mutators: mutators)
  }

  /// A static member can be named where its class is known.
  private func isVisibleElsewhere(_ function: CXCursor, isDeclaredElsewhere: Bool) -> Bool {
    let externalLinkage: Int32 = 4
    guard unit.library.functions.getCursorLinkage(function) == externalLinkage else { return false }
    guard function.kind == CursorKind.method, !isDeclaredElsewhere, let file = unit.place(of: function).file
    else { return true }
    return unit.source(file).name != project.mainFile
  }

  // MARK: Obstacles

  private func obstacle(_ function: CXCursor) -> String? {
    let library = unit.library.functions
    let type = library.getCursorType(function)
    if function.kind == CursorKind.functionTemplate { return "the function is a template" }
    if let reason = scopeObstacle(function) { return reason }
    if isCPlusPlus, isOverloaded(function) { return "the function is overloaded" }
    if isDefinedWithoutPrototype(function) { return "the function is defined without a prototype" }
    if library.isFunctionTypeVariadic(type) != 0 { return "the function is variadic" }
    if types.pointee(library.getCursorResultType(function)) == nil { return "the function does not return a pointer" }
    let place = unit.place(of: function)
    if let file = place.file,
      let same = references.functions[ReferenceCollector.Place(file: file, offset: place.offset)], same.count > 1
    {
      return "the function's text is compiled more than once"
    }
    return nil
  }

  /// Whether the parameters are declared behind the parentheses. libclang's type has a prototype nevertheless.
  private func isDefinedWithoutPrototype(_ function: CXCursor) -> Bool {
    guard let last = unit.parameters(of: function).last, let extent = unit.extent(of: function) else { return false }
    let place = unit.place(of: last)
    guard place.file == extent.file, extent.range.contains(place.offset) else { return false }
    var lexer = SourceLexer(
      unit.source(extent.file).bytes, range: place.offset..<extent.range.upperBound, hasRawStrings: isCPlusPlus)
    while let token = lexer.next(), !token.isPunctuator("{") {
      if token.isPunctuator(";") { return true }
    }
    return false
  }

  /// What stands between the function and text behind it that calls it by its qualified name.
  private func scopeObstacle(_ function: CXCursor) -> String? {
    let library = unit.library.functions
    let publicAccess: Int32 = 1
    if function.kind == CursorKind.method, library.CXXMethod_isStatic(function) == 0 {
      return "the function is a member that is not static"
    }
    var inner = function
    while true {
      let scope = library.getCursorSemanticParent(inner)
      switch scope.kind {
      case CursorKind.structDeclaration, CursorKind.classDeclaration, CursorKind.unionDeclaration:
        if library.getCXXAccessSpecifier(inner) != publicAccess { return "the function is not a public member" }
        if !unit.isNull(library.getSpecializedCursorTemplate(scope)) { return "the function is a template's member" }
        if unit.spelling(scope).isEmpty { return "the function's class has no name" }
      case CursorKind.classTemplate, CursorKind.partialSpecialization: return "the function is a template's member"
      case CursorKind.namespace: break
      case _ where CursorKind.functions.contains(scope.kind): return "the function is a member of a local class"
      default: return nil
      }
      inner = scope
    }
  }

  private func isOverloaded(_ function: CXCursor) -> Bool {
    let name = unit.spelling(function)
    return (references.named[name]?.count ?? 0) > 1 || outside.contains(name)
  }

  // MARK: Parameters

  private func parameter(_ cursor: CXCursor) -> MethodParameter {
    var name = unit.spelling(cursor)
    let token = token(of: cursor, name: &name)
    let identity = unit.identity(cursor)
    let reader = ParameterUseReader(
      unit: unit, record: record, hasRawStrings: isCPlusPlus, isProjectFile: project.contains)
    return MethodParameter(
      name: name, token: token, isPointer: types.pointee(unit.library.functions.getCursorType(cursor)) != nil,
      uses: reader.uses(identity.flatMap { references.references[$0] } ?? [], name: name),
      hasNamesake: record.isMacro(name) || references.named[name] != nil || outside.contains(name))
  }

  /// `Py_UNUSED(name)` makes another name of `name`, which stays unique.
  private func token(of parameter: CXCursor, name: inout String) -> SourceToken? {
    guard !name.isEmpty else { return nil }
    let place = unit.place(of: parameter)
    guard let file = place.file else { return nil }
    let source = unit.source(file)
    var range = place.offset..<place.offset + name.utf8.count
    let unused = "_unused_"
    if name.hasPrefix(unused), source.holdsIdentifier("Py_UNUSED", at: place.offset) {
      let macro = place.offset..<place.offset + "Py_UNUSED".utf8.count
      guard let use = record.use(at: place.offset, in: file),
        let definition = record.definition(of: use.name, before: use.sequence),
        !project.contains(definition.source.name),
        let text = CallText(source.bytes, name: macro, hasRawStrings: isCPlusPlus), let argument = text.argument(0)
      else { return nil }
      var lexer = SourceLexer(source.bytes, range: argument, hasRawStrings: isCPlusPlus)
      guard let word = lexer.next(), lexer.next() == nil else { return nil }
      name = String(name.dropFirst(unused.count))
      range = word.start..<word.end
      return source.text(range) == name ? source.token(range) : nil
    }
    guard source.holdsIdentifier(name, at: place.offset) else { return nil }
    let macros = MacroArguments(unit: unit, record: record, hasRawStrings: isCPlusPlus)
    return macros.mayBeStringified(call: range, in: file) ? nil : source.token(range)
  }
}
