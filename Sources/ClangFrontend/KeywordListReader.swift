import CLibclang
import FormatSema

/// Reads keyword lists from the initialisers of the arrays that calls name.
struct KeywordListReader {
  /// A keyword list's names, and the array whose uses decide whether they stay.
  struct Reading {
    let names: [[UInt8]]
    /// The initialisers that the names come from.
    let elements: [CXCursor]
    let isTerminated: Bool
    /// Nil for an array that has no name.
    let variable: CXCursor?
    /// Whether nothing can change the array: it is constant, or a temporary of the call itself.
    let isConstant: Bool
    /// Whether other translation units can reach the array by its name.
    let isShared: Bool
  }

  let unit: TranslationUnit
  let literals: LiteralReader

  private var types: TypeReader { TypeReader(library: unit.library) }

  /// Nil if the list's content is not known.
  func read(_ argument: CXCursor) -> Reading? {
    let expression = unit.withoutCasts(argument)
    if expression.kind == CursorKind.compoundLiteral {
      return reading(of: expression, type: unit.library.functions.getCursorType(expression), variable: nil)
    }
    guard expression.kind == CursorKind.declarationReference, let target = unit.referenced(expression),
      target.kind == CursorKind.variableDeclaration
    else { return nil }
    let definition = unit.library.functions.getCursorDefinition(target)
    guard !unit.isNull(definition) else { return nil }
    return reading(of: definition, type: unit.library.functions.getCursorType(definition), variable: definition)
  }

  private func reading(of holder: CXCursor, type: CXType, variable: CXCursor?) -> Reading? {
    guard let array = types.array(type), types.pointee(array.element) != nil,
      let list = unit.children(of: holder).last(where: { $0.kind == CursorKind.initializerList })
    else { return nil }
    let elements = unit.children(of: list)
    var names: [[UInt8]] = []
    var isTerminated = elements.count < array.count
    for element in elements {
      if let name = name(element) {
        names.append(name)
      } else if unit.isNullPointer(element) {
        isTerminated = true
        break
      } else {
        return nil
      }
    }
    let externalLinkage: Int32 = 4
    return Reading(
      names: names, elements: Array(elements.prefix(names.count)), isTerminated: isTerminated, variable: variable,
      isConstant: variable == nil || types.isConstantArray(type),
      isShared: variable.map { unit.library.functions.getCursorLinkage($0) == externalLinkage } ?? false)
  }

  private func name(_ element: CXCursor) -> [UInt8]? {
    guard let bytes = literals.literal(element) ?? literals.constant(element)?.bytes else { return nil }
    return Array(bytes.prefix { $0 != 0 })
  }
}
