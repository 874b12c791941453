import CLibclang

/// Reads the entries of method tables from their initialisers.
struct MethodTableReader {
  /// An entry, and the cursors behind it.
  struct Entry {
    let position: SourcePosition
    let methodName: [UInt8]?
    let flags: Int?
    /// The declaration that the entry's function has where the entry stands.
    let function: CXCursor?
    /// The expression that names the function.
    let reference: CXCursor?
    let functionToken: EntryToken
    let flagToken: EntryToken
  }

  let unit: TranslationUnit
  let record: PreprocessingRecord
  let literals: LiteralReader
  let hasRawStrings: Bool
  let isProjectFile: (String) -> Bool

  private var macros: MacroArguments {
    MacroArguments(unit: unit, record: record, hasRawStrings: hasRawStrings)
  }

  /// The entries up to the one without a name that ends the table.
  func entries(of variable: CXCursor) -> [Entry] {
    let isArray = TypeReader(library: unit.library).array(unit.library.functions.getCursorType(variable)) != nil
    guard let list = initializer(unit.children(of: variable)) else { return [] }
    return isArray ? unit.children(of: list).compactMap(entry) : [entry(list)].compactMap { $0 }
  }

  /// The list among the parts of a definition. A list that holds a lambda comes inside another expression.
  private func initializer(_ parts: [CXCursor]) -> CXCursor? {
    guard let last = parts.last else { return nil }
    if last.kind == CursorKind.initializerList { return last }
    return last.kind == CursorKind.unexposedExpression ? initializer(unit.children(of: last)) : nil
  }

  private enum Field: Int { case name, function, flags, documentation }

  private func entry(_ element: CXCursor) -> Entry? {
    // Behind a designator such as `[0] =` stands the element itself.
    let list =
      element.kind == CursorKind.unexposedExpression
      ? unit.children(of: element).last { $0.kind == CursorKind.initializerList } ?? element : element
    let place = unit.place(of: element)
    guard let file = place.file else { return nil }
    let source = unit.source(file)
    let position = SourcePosition(file: source.name, line: place.line, column: place.column, offset: place.offset)
    guard list.kind == CursorKind.initializerList else {
      return reference(in: element).map { unread($0, position, "the entry is not written in braces") }
    }
    let values = fields(of: list)
    guard let method = values[.function]?.cursor else { return nil }
    let name = unit.calleeName(method)
    let candidates = candidates(name)
    let simple = functionNamed(by: name)
    let reference = simple == nil ? reference(in: method) : name
    let function =
      simple ?? reference.flatMap(functionNamed) ?? candidates.max { parameterCount($0) < parameterCount($1) }
    let text = unit.extent(of: list).flatMap {
      $0.file == file ? EntryText(source.bytes, range: $0.range, hasRawStrings: hasRawStrings) : nil
    }
    let flags = values[.flags].flatMap { unit.evaluatedInteger($0.cursor) } ?? (values[.flags] == nil ? 0 : nil)
    let isLambda = name.kind == CursorKind.lambda || unit.children(of: name).contains { holdsLambda($0) }
    var functionToken = EntryToken.absent(
      reason: isLambda
        ? "the method is a lambda"
        : candidates.isEmpty
          ? "the entry does not just name a function"
          : candidates.count > 1 ? "the function is overloaded" : "the function is a template")
    var flagToken: EntryToken
    let elements = unit.children(of: list).count
    if let text, text.fields.count == elements, !text.hasDirective {
      if simple != nil, let index = values[.function]?.index {
        functionToken = self.functionToken(name, in: method, file: file, field: text.fields[index])
      }
      flagToken = values[.flags].map { self.flagToken(in: file, field: text.fields[$0.index]) } ?? .absent(reason: "")
    } else {
      let reason =
        text?.hasDirective == true
        ? "the entry contains a preprocessor directive" : "the entry is written inside a macro"
      if simple != nil { functionToken = .absent(reason: reason) }
      flagToken = .absent(reason: reason)
    }
    return Entry(
      position: position, methodName: values[.name].flatMap { literals.literal($0.cursor) }, flags: flags,
      function: function, reference: reference, functionToken: functionToken, flagToken: flagToken)
  }

  private func unread(_ name: CXCursor, _ position: SourcePosition, _ reason: String) -> Entry {
    Entry(
      position: position, methodName: nil, flags: nil, function: functionNamed(by: name), reference: name,
      functionToken: .absent(reason: reason), flagToken: .absent(reason: reason))
  }

  /// The values of an element's fields, with their places among those that are written.
  private func fields(of list: CXCursor) -> [Field: (cursor: CXCursor, index: Int)] {
    var found: [Field: (cursor: CXCursor, index: Int)] = [:]
    var next = 0
    for (index, child) in unit.children(of: list).enumerated() {
      var value = child
      let parts = unit.children(of: child)
      if child.kind == CursorKind.unexposedExpression, let member = parts.first,
        member.kind == CursorKind.memberName, let last = parts.last
      {
        let names = ["ml_name", "ml_meth", "ml_flags", "ml_doc"]
        guard let named = names.firstIndex(of: unit.spelling(member)) else { return [:] }
        next = named
        value = last
      }
      guard let field = Field(rawValue: next) else { return [:] }
      found[field] = (value, index)
      next += 1
    }
    return found
  }

  private func holdsLambda(_ expression: CXCursor) -> Bool {
    expression.kind == CursorKind.lambda || unit.children(of: expression).contains(where: holdsLambda)
  }

  /// Any function's name in an expression, but for what runs only when a lambda is called.
  private func reference(in expression: CXCursor) -> CXCursor? {
    if functionNamed(by: expression) != nil { return expression }
    if expression.kind == CursorKind.lambda { return nil }
    return unit.children(of: expression).lazy.compactMap(reference).first
  }

  /// The functions that a name in an initialiser can mean: libclang shows it as it was before one was chosen.
  private func candidates(_ name: CXCursor) -> [CXCursor] {
    guard name.kind == CursorKind.declarationReference,
      let overloads = unit.children(of: name).first(where: { $0.kind == CursorKind.overloadedReference })
    else { return [] }
    let count = unit.library.functions.getNumOverloadedDecls(overloads)
    return (0..<count).map { unit.library.functions.getOverloadedDecl(overloads, $0) }
  }

  private func parameterCount(_ function: CXCursor) -> Int { unit.parameters(of: function).count }

  private func functionNamed(by name: CXCursor) -> CXCursor? {
    guard name.kind == CursorKind.declarationReference || name.kind == CursorKind.memberReference,
      let target = unit.referenced(name), CursorKind.functions.contains(target.kind)
    else { return nil }
    return unit.pattern(of: target)
  }

  // MARK: The places to edit

  private func functionToken(
    _ name: CXCursor, in value: CXCursor, file: CXFile, field: Range<Int>
  ) -> EntryToken {
    let source = unit.source(file)
    let macro = EntryToken.absent(reason: "the function's name in the entry comes from a macro")
    let place = unit.place(of: name)
    let spelling = unit.spelling(name)
    guard place.file == file, field.contains(place.offset), source.holdsIdentifier(spelling, at: place.offset),
      let extent = unit.extent(of: name), extent.file == file, extent.range.lowerBound <= place.offset,
      field.contains(extent.range.lowerBound)
    else { return macro }
    var range = extent.range.lowerBound..<place.offset + spelling.utf8.count
    if record.use(at: place.offset, in: file) != nil { return macro }
    if takesAddress(value) {
      var start = range.lowerBound
      while start > field.lowerBound, source.bytes[start - 1] <= 32 { start -= 1 }
      guard start > field.lowerBound, source.bytes[start - 1] == UInt8(ascii: "&") else {
        return .absent(reason: "the & in the entry does not stand before the function's name")
      }
      range = start - 1..<range.upperBound
    }
    if macros.mayBeStringified(call: range, in: file) {
      return .absent(reason: "a macro around the function's name stringifies or pastes it")
    }
    return .spelled(source.token(range))
  }

  /// Whether an `&` stands among the casts and parentheses around a name.
  private func takesAddress(_ value: CXCursor) -> Bool {
    let types = TypeReader(library: unit.library)
    var inner = unit.withoutCasts(value)
    while inner.kind == CursorKind.unaryOperator, let operand = unit.children(of: inner).first {
      // `*` before a function gives the function again, `&` a pointer.
      if types.pointee(unit.library.functions.getCursorType(inner)) != nil { return true }
      inner = unit.withoutCasts(operand)
    }
    return false
  }

  private func flagToken(in file: CXFile, field: Range<Int>) -> EntryToken {
    let source = unit.source(file)
    let other = EntryToken.absent(reason: "the flags are not written as METH_VARARGS with other flags of CPython")
    var found: Range<Int>?
    var lexer = SourceLexer(source.bytes, range: field, hasRawStrings: hasRawStrings)
    while let token = lexer.next() {
      if token.start == field.lowerBound, token.isPunctuator(".") {
        while let part = lexer.next(), !part.isPunctuator("=") {}
        continue
      }
      if token.kind == .punctuator, ["(", ")", "|"].contains(where: { token.isPunctuator($0) }) { continue }
      guard token.kind == .identifier else { return other }
      let name = source.text(token.start..<token.end)
      guard name.hasPrefix("METH_"), let use = record.use(at: token.start, in: file),
        record.definition(of: name, before: use.sequence).map({ !isProjectFile($0.source.name) }) == true
      else { return other }
      if name == "METH_VARARGS" {
        guard found == nil else { return other }
        found = token.start..<token.end
      }
    }
    guard let found else { return other }
    if macros.mayBeStringified(call: found, in: file) {
      return .absent(reason: "a macro around METH_VARARGS stringifies or pastes it")
    }
    return .spelled(source.token(found))
  }
}
