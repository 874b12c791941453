import CLibclang

extension TranslationUnit {
  /// The name by which a function is called, behind parentheses, `*` and `&`.
  func calleeName(_ expression: CXCursor) -> CXCursor {
    var inner = withoutCasts(expression)
    while inner.kind == CursorKind.unaryOperator, let operand = children(of: inner).first {
      inner = withoutCasts(operand)
    }
    return inner
  }

  /// What a call names: a function, a variable, or the candidates of a name that is still to be looked up when a
  /// template is instantiated. libclang itself does not look through parentheses, `*` and `&`.
  func target(of call: CXCursor) -> CXCursor? {
    if let found = referenced(call) { return found }
    guard let callee = children(of: call).first.map(calleeName) else { return nil }
    return children(of: callee).first { $0.kind == CursorKind.overloadedReference } ?? referenced(callee)
  }

  /// What stands between the two operands of a binary operator, nil where a macro leaves that open.
  func operatorText(of expression: CXCursor) -> String? {
    let operands = children(of: expression)
    guard operands.count == 2, let (file, left) = extent(of: operands[0]),
      let (other, right) = extent(of: operands[1]), file == other, left.upperBound <= right.lowerBound
    else { return nil }
    return source(file).text(left.upperBound..<right.lowerBound).filter { !$0.isWhitespace && !"()\\".contains($0) }
  }

  /// A declaration's name with the namespaces and classes around it.
  func qualifiedName(_ declaration: CXCursor) -> String {
    let scopes: Set<Int32> = [
      CursorKind.namespace, CursorKind.structDeclaration, CursorKind.unionDeclaration, CursorKind.classDeclaration,
      CursorKind.classTemplate, CursorKind.partialSpecialization,
    ]
    var names = [spelling(declaration)]
    var parent = library.functions.getCursorSemanticParent(declaration)
    while scopes.contains(parent.kind) {
      let name = spelling(parent)
      if !name.isEmpty { names.append(name) }
      parent = library.functions.getCursorSemanticParent(parent)
    }
    return names.reversed().joined(separator: "::")
  }
}

extension SourceFile {
  /// Whether `::`, `.` or `->` stands before the name at `offset`.
  func isQualified(at offset: Int) -> Bool {
    let before = bytes[..<offset].reversed().drop { $0 <= 32 }.prefix(2)
    guard let last = before.first else { return false }
    let previous = before.dropFirst().first
    return switch last {
    case UInt8(ascii: ":"): previous == UInt8(ascii: ":")
    case UInt8(ascii: ">"): previous == UInt8(ascii: "-")
    default: last == UInt8(ascii: ".")
    }
  }
}
