import CLibclang
import FormatSema

/// Walks declarations and collects the calls of functions with variadic arguments, with what stands around each.
final class VariadicCallCollector {
  struct Call {
    let cursor: CXCursor
    let function: VariadicFunction
    let declaredName: String
    /// Nil outside of all functions.
    let enclosingFunction: CXCursor?
    /// What the call stands in, from the outermost cursor to its parent.
    let ancestors: [CXCursor]
  }

  private let unit: TranslationUnit
  private let functions: VariadicFunctions
  private var ancestors: [CXCursor] = []
  private(set) var calls: [Call] = []
  /// The definitions of functions, without those of templates.
  private(set) var definitions: [CXCursor] = []
  /// The declarations of arrays of `PyMethodDef`.
  private(set) var tables: [CXCursor] = []
  /// The identities of those of them that an initialiser names as a whole.
  private(set) var tablesInInitializers: Set<UnsafeRawPointer> = []

  init(unit: TranslationUnit, functions: VariadicFunctions) {
    self.unit = unit
    self.functions = functions
  }

  func collect(from declaration: CXCursor) {
    ancestors = []
    visit(declaration)
    ancestors = [declaration]
    _ = unit.library.functions.visitChildren(
      declaration,
      { child, parent, collector in
        let collector = Unmanaged<VariadicCallCollector>.fromOpaque(collector!).takeUnretainedValue()
        collector.leave(upTo: parent)
        collector.visit(child)
        collector.ancestors.append(child)
        return Int32(ARGOT_VISIT_RECURSE.rawValue)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func leave(upTo parent: CXCursor) {
    while ancestors.count > 1, !ancestors[ancestors.count - 1].isSame(as: parent) { ancestors.removeLast() }
  }

  private func visit(_ cursor: CXCursor) {
    switch cursor.kind {
    case CursorKind.call:
      if let call = call(cursor) { calls.append(call) }
    case CursorKind.variableDeclaration:
      if isTable(cursor) { tables.append(cursor) }
    case CursorKind.declarationReference:
      noteTable(cursor)
    case _ where CursorKind.functions.contains(cursor.kind):
      if isDefinition(cursor) { definitions.append(cursor) }
    default: break
    }
  }

  private func isDefinition(_ function: CXCursor) -> Bool {
    let templates: Set<Int32> = [CursorKind.classTemplate, CursorKind.partialSpecialization]
    return function.kind != CursorKind.functionTemplate && unit.library.functions.isCursorDefinition(function) != 0
      && !templates.contains(unit.library.functions.getCursorSemanticParent(function).kind)
  }

  private func call(_ cursor: CXCursor) -> Call? {
    guard let target = unit.target(of: cursor), target.kind == CursorKind.functionDeclaration else { return nil }
    let name = unit.spelling(target)
    guard let function = functions[name] else { return nil }
    return Call(
      cursor: cursor, function: function, declaredName: name,
      enclosingFunction: ancestors.last { CursorKind.functions.contains($0.kind) }, ancestors: ancestors)
  }

  /// Notes a table that stands, perhaps cast, among the values of an initialiser.
  private func noteTable(_ reference: CXCursor) {
    let passed: Set<Int32> = [CursorKind.unexposedExpression, CursorKind.parentheses, CursorKind.cStyleCast]
    guard let outer = ancestors.last(where: { !passed.contains($0.kind) }), outer.kind == CursorKind.initializerList,
      isTable(reference), let target = unit.referenced(reference), let identity = unit.identity(target)
    else { return }
    tablesInInitializers.insert(identity)
  }

  /// Whether the type of a variable, or of what names it, is an array of `PyMethodDef`.
  private func isTable(_ cursor: CXCursor) -> Bool {
    TypeReader(library: unit.library).array(unit.library.functions.getCursorType(cursor)).map {
      unit.isMethodRecord($0.element)
    } ?? false
  }
}
