import CLibclang

/// Walks the declarations of the project files for everything that names one of a few functions, variables and
/// parameters, and remembers what stands around each such name.
final class ReferenceCollector {
  struct Reference {
    let cursor: CXCursor
    /// What the name is part of, from a declaration at the outside to the innermost expression or statement.
    let ancestors: [CXCursor]
  }

  /// Where a declaration has its name.
  struct Place: Hashable {
    let file: CXFile
    let offset: Int
  }

  private let unit: TranslationUnit
  private let targets: Set<UnsafeRawPointer>
  /// The targets' names. In a template, a name can be known without what it will mean.
  private let names: Set<String>
  private var chain: [CXCursor] = []

  /// By the identity of what is named.
  private(set) var references: [UnsafeRawPointer: [Reference]] = [:]
  /// Names in templates that may become references.
  private(set) var unresolved: [String: [Reference]] = [:]
  /// The declarations of the targets.
  private(set) var declarations: [UnsafeRawPointer: [CXCursor]] = [:]
  /// All functions, whether or not they are targets, that have their name in one place.
  private(set) var functions: [Place: Set<UnsafeRawPointer>] = [:]
  /// All functions, variables and enumerators that are declared outside of functions, by name.
  private(set) var named: [String: Set<UnsafeRawPointer>] = [:]
  /// The declarations outside of functions that have a text which can run or hold addresses.
  private(set) var bodies: [CXCursor] = []

  /// - Parameter targets: The identities of what is looked for, as `TranslationUnit.identity` gives them.
  init(unit: TranslationUnit, targets: Set<UnsafeRawPointer>, names: Set<String>) {
    self.unit = unit
    self.targets = targets
    self.names = names
  }

  func collect(from declaration: CXCursor) {
    chain = []
    visit(declaration)
    chain = [declaration]
    _ = unit.library.functions.visitChildren(
      declaration,
      { child, parent, collector in
        let collector = Unmanaged<ReferenceCollector>.fromOpaque(collector!).takeUnretainedValue()
        while let last = collector.chain.last, !last.isSame(as: parent) { collector.chain.removeLast() }
        collector.visit(child)
        collector.chain.append(child)
        return Int32(ARGOT_VISIT_RECURSE.rawValue)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func visit(_ cursor: CXCursor) {
    switch cursor.kind {
    case CursorKind.declarationReference, CursorKind.memberReference, CursorKind.variableReference:
      guard let target = unit.referenced(cursor), let identity = unit.identity(target), targets.contains(identity)
      else { return }
      references[identity, default: []].append(Reference(cursor: cursor, ancestors: chain))
    case CursorKind.overloadedReference:
      let name = unit.spelling(cursor)
      if names.contains(name) {
        unresolved[name, default: []].append(Reference(cursor: cursor, ancestors: chain))
      }
    case CursorKind.enumeratorDeclaration, CursorKind.variableDeclaration:
      declare(cursor)
    case _ where CursorKind.functions.contains(cursor.kind):
      declare(cursor)
      let place = unit.place(of: cursor)
      if let file = place.file, let identity = unit.identity(cursor) {
        functions[Place(file: file, offset: place.offset), default: []].insert(identity)
      }
    case CursorKind.structDeclaration, CursorKind.classDeclaration, CursorKind.classTemplate:
      if !isInsideFunction { bodies.append(cursor) }
    default: break
    }
  }

  private var isInsideFunction: Bool { chain.contains { CursorKind.functions.contains($0.kind) } }

  private func declare(_ cursor: CXCursor) {
    guard let identity = unit.identity(cursor) else { return }
    if targets.contains(identity) { declarations[identity, default: []].append(cursor) }
    guard !isInsideFunction else { return }
    named[unit.spelling(cursor), default: []].insert(identity)
    bodies.append(cursor)
  }
}
