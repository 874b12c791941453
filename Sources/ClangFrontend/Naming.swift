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
