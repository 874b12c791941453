import CLibclang
import FormatSema

/// Walks the declarations of the project files and collects the calls of API functions, and every use of an array
/// variable, which decides whether a keyword list can change.
final class CallCollector {
  struct Call {
    let cursor: CXCursor
    let function: APIFunction
    let declaredName: String
    /// Nil outside of all functions.
    let enclosingFunction: CXCursor?
    /// The callee depends on a template's parameters.
    let isUnresolved: Bool
  }

  private let unit: TranslationUnit
  private var enclosing: CXCursor?
  private(set) var calls: [Call] = []
  /// How often each variable of array type is named, by the address of its declaration.
  private(set) var arrayUses: [UnsafeRawPointer: Int] = [:]
  /// The declarations of variables whose type is `PyMethodDef` or an array of it.
  private(set) var methodTables: [CXCursor] = []

  init(unit: TranslationUnit) {
    self.unit = unit
  }

  func collect(from declaration: CXCursor) {
    if visit(declaration) { descend(into: declaration) }
  }

  private func descend(into cursor: CXCursor) {
    _ = unit.library.functions.visitChildren(
      cursor,
      { child, _, collector in
        let collector = Unmanaged<CallCollector>.fromOpaque(collector!).takeUnretainedValue()
        return Int32(collector.visit(child) ? ARGOT_VISIT_RECURSE.rawValue : ARGOT_VISIT_CONTINUE.rawValue)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Whether the cursor's children are still to be visited.
  private func visit(_ cursor: CXCursor) -> Bool {
    switch cursor.kind {
    case CursorKind.call:
      if let call = call(cursor) { calls.append(call) }
    case CursorKind.declarationReference:
      countArray(cursor)
    case CursorKind.variableDeclaration:
      if isMethodTable(cursor) { methodTables.append(cursor) }
    case _ where CursorKind.functions.contains(cursor.kind):
      let outer = enclosing
      enclosing = cursor
      descend(into: cursor)
      enclosing = outer
      return false
    default: break
    }
    return true
  }

  private func call(_ cursor: CXCursor) -> Call? {
    let target = unit.target(of: cursor)
    let isUnresolved = target?.kind == CursorKind.overloadedReference
    guard let target, isUnresolved || target.kind == CursorKind.functionDeclaration else { return nil }
    let name = unit.spelling(target)
    guard let function = APIFunction(declaredName: name), isUnresolved || isFromCPython(target) else { return nil }
    return Call(
      cursor: cursor, function: function, declaredName: name, enclosingFunction: enclosing,
      isUnresolved: isUnresolved)
  }

  /// Whether a function of an API name can be CPython's: visible to the linker and not defined in this unit.
  private func isFromCPython(_ function: CXCursor) -> Bool {
    let externalLinkage: Int32 = 4
    return unit.library.functions.getCursorLinkage(function) == externalLinkage
      && unit.isNull(unit.library.functions.getCursorDefinition(function))
      && unit.library.functions.getCursorSemanticParent(function).kind != CursorKind.namespace
  }

  private func countArray(_ reference: CXCursor) {
    let type = unit.library.functions.getCursorType(reference)
    guard TypeReader(library: unit.library).array(type) != nil, let target = unit.referenced(reference),
      target.kind == CursorKind.variableDeclaration, let identity = unit.identity(target)
    else { return }
    arrayUses[identity, default: 0] += 1
  }

  private func isMethodTable(_ variable: CXCursor) -> Bool {
    let type = unit.library.functions.getCursorType(variable)
    return unit.isMethodRecord(TypeReader(library: unit.library).array(type)?.element ?? type)
  }
}
