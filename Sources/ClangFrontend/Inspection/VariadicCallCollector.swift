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

  init(unit: TranslationUnit, functions: VariadicFunctions) {
    self.unit = unit
    self.functions = functions
  }

  func collect(from declaration: CXCursor) {
    ancestors = [declaration]
    _ = unit.library.functions.visitChildren(
      declaration,
      { child, parent, collector in
        let collector = Unmanaged<VariadicCallCollector>.fromOpaque(collector!).takeUnretainedValue()
        collector.visit(child, in: parent)
        return Int32(ARGOT_VISIT_RECURSE.rawValue)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func visit(_ cursor: CXCursor, in parent: CXCursor) {
    while ancestors.count > 1, !ancestors[ancestors.count - 1].isSame(as: parent) { ancestors.removeLast() }
    if cursor.kind == CursorKind.call, let call = call(cursor) { calls.append(call) }
    ancestors.append(cursor)
  }

  private func call(_ cursor: CXCursor) -> Call? {
    guard let target = target(of: cursor), target.kind == CursorKind.functionDeclaration else { return nil }
    let name = unit.spelling(target)
    guard let function = functions[name] else { return nil }
    return Call(
      cursor: cursor, function: function, declaredName: name,
      enclosingFunction: ancestors.last { CursorKind.functions.contains($0.kind) }, ancestors: ancestors)
  }

  /// The function that a call names. libclang itself does not look through parentheses, `*` and `&`.
  private func target(of call: CXCursor) -> CXCursor? {
    if let found = unit.referenced(call) { return found }
    return unit.children(of: call).first.map(unit.calleeName).flatMap(unit.referenced)
  }
}
