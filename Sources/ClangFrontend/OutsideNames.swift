import CLibclang

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Which of a few names files outside of the project declare at file scope, enumerators included.
struct OutsideNames {
  private var found: Set<String> = []

  init(unit: TranslationUnit, declarations: [CXCursor], wanted: Set<String>) {
    let lengths = Set(wanted.map(\.utf8.count))
    for declaration in declarations { look(at: declaration, unit, wanted, lengths) }
  }

  func contains(_ name: String) -> Bool { found.contains(name) }

  private mutating func look(at cursor: CXCursor, _ unit: TranslationUnit, _ wanted: Set<String>, _ lengths: Set<Int>) {
    switch cursor.kind {
    case CursorKind.enumDeclaration, CursorKind.linkageSpecification, CursorKind.structDeclaration,
      CursorKind.unionDeclaration:
      for child in unit.children(of: cursor) where child.kind != CursorKind.fieldDeclaration {
        look(at: child, unit, wanted, lengths)
      }
    case CursorKind.functionDeclaration, CursorKind.variableDeclaration, CursorKind.enumeratorDeclaration,
      CursorKind.functionTemplate:
      let text = unit.library.functions.getCursorSpelling(cursor)
      defer { unit.library.functions.disposeString(text) }
      guard let characters = unit.library.functions.getCString(text), lengths.contains(strlen(characters))
      else { return }
      let name = String(cString: characters)
      if wanted.contains(name) { found.insert(name) }
    default: break
    }
  }
}
