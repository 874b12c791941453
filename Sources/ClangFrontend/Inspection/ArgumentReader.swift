import CLibclang
import FormatDiagnostics
import FormatSema

/// Describes the arguments of calls.
struct ArgumentReader {
  let unit: TranslationUnit
  let literals: LiteralReader

  private var types: TypeReader { TypeReader(library: unit.library) }
  private var functions: argot_libclang { unit.library.functions }

  /// - Parameters:
  ///   - text: The argument's own text, nil where macros leave that open.
  ///   - function: The function around the call.
  func argument(_ cursor: CXCursor, text: ByteRange?, in function: CXCursor?) -> InspectedArgument {
    let written = withoutConversions(cursor)
    let isNull = unit.isNullPointer(cursor) && isPointerConstant(cursor)
    let type: CType = isNull ? .pointer(.void) : types.type(of: cursor)
    return InspectedArgument(
      description: CallDescription.Argument(
        type: type, uncast: isNull ? type : types.type(of: unit.withoutCasts(cursor)),
        literal: literals.literal(cursor)),
      spelling: unit.library.string(functions.getTypeSpelling(functions.getCursorType(written))),
      unpromoted: isNull ? type : types.type(of: written), span: unit.span(of: cursor),
      text: text, value: unit.evaluatedInteger(cursor), isNull: isNull,
      form: form(of: unit.withoutCasts(cursor), in: function),
      prototype: types.prototype(functions.getCursorType(unit.withoutCasts(cursor))))
  }

  /// What is inside the conversions that the compiler adds, and inside parentheses.
  private func withoutConversions(_ cursor: CXCursor) -> CXCursor {
    var inner = cursor
    while inner.kind == CursorKind.unexposedExpression || inner.kind == CursorKind.parentheses {
      let operands = unit.children(of: inner).filter { CursorKind.expressions.contains($0.kind) }
      guard operands.count == 1 else { break }
      inner = operands[0]
    }
    return inner
  }

  /// Whether the constant is a pointer, or GNU's `__null`, which has an integer's type and a pointer's width.
  private func isPointerConstant(_ cursor: CXCursor) -> Bool {
    if unit.withoutCasts(cursor).kind == CursorKind.gnuNull { return true }
    if case .pointer = types.type(of: cursor) { return true }
    return false
  }

  private func form(of cursor: CXCursor, in function: CXCursor?) -> ArgumentForm {
    let literals: [Int32] = [106, 107, 109, 110, 130]  // integer, floating, string, character, bool
    if literals.contains(cursor.kind) { return .literal }
    switch cursor.kind {
    case CursorKind.call:
      return unit.referenced(cursor).map { .call(unit.spelling($0)) } ?? .other
    case CursorKind.declarationReference:
      return variable(cursor, in: function).map { .variable($0) } ?? .other
    case CursorKind.unaryOperator:
      // Of the unary operators only `&` makes a pointer to what its operand is.
      guard let operand = unit.children(of: cursor).first,
        let pointee = types.pointee(functions.getCursorType(cursor)),
        types.type(pointee) == types.type(of: operand), let named = variable(unit.withoutCasts(operand), in: function)
      else { return .other }
      return .address(of: named)
    default: return .other
    }
  }

  private func variable(_ reference: CXCursor, in function: CXCursor?) -> Variable? {
    guard reference.kind == CursorKind.declarationReference, let target = unit.referenced(reference),
      [CursorKind.variableDeclaration, CursorKind.parameterDeclaration].contains(target.kind),
      let identity = unit.identity(target)
    else { return nil }
    let parameter = function.flatMap { unit.parameters(of: $0).firstIndex { unit.identity($0) == identity } }
    return Variable(name: unit.spelling(target), parameter: parameter, identity: Int(bitPattern: identity))
  }
}

extension TranslationUnit {
  /// Where a cursor is written; for one that a macro makes, where the macro is used.
  func span(of cursor: CXCursor) -> SourceSpan? {
    if let (file, range) = extent(of: cursor) {
      return SourceSpan(start: source(file).position(at: range.lowerBound), length: range.count)
    }
    let start = place(library.functions.getRangeStart(library.functions.getCursorExtent(cursor)))
    guard let file = start.file else { return nil }
    return SourceSpan(start: source(file).position(at: start.offset), length: 0)
  }
}
