import CLibclang
import FormatSema

/// Describes the arguments of calls.
struct ArgumentReader {
  let unit: TranslationUnit
  let literals: LiteralReader

  private var types: TypeReader { TypeReader(library: unit.library) }
  private var functions: argot_libclang { unit.library.functions }

  func argument(_ cursor: CXCursor) -> InspectedArgument {
    let written = withoutConversions(cursor)
    let isNull = unit.isNullPointer(cursor) && isPointerConstant(cursor)
    let type: CType = isNull ? .pointer(.void) : types.type(of: cursor)
    return InspectedArgument(
      description: CallDescription.Argument(
        type: type, uncast: isNull ? type : types.type(of: unit.withoutCasts(cursor)),
        literal: literals.literal(cursor)),
      spelling: unit.library.string(functions.getTypeSpelling(functions.getCursorType(written))),
      unpromoted: isNull ? type : types.type(of: written), span: unit.span(of: cursor),
      value: unit.evaluatedInteger(cursor), isNull: isNull, form: form(of: written))
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
    let gnuNull: Int32 = 123
    if unit.withoutCasts(cursor).kind == gnuNull { return true }
    if case .pointer = types.type(of: cursor) { return true }
    return false
  }

  private func form(of cursor: CXCursor) -> ArgumentForm {
    let literals: [Int32] = [106, 107, 109, 110, 130]  // integer, floating, string, character, bool
    if literals.contains(cursor.kind) { return .literal }
    switch cursor.kind {
    case CursorKind.call:
      return unit.referenced(cursor).map { .call(unit.spelling($0)) } ?? .other
    case CursorKind.declarationReference:
      let variables = [CursorKind.variableDeclaration, CursorKind.parameterDeclaration]
      return unit.referenced(cursor).map { variables.contains($0.kind) } == true ? .variable : .other
    case CursorKind.unaryOperator:
      // Of the unary operators only `&` makes a pointer of what is none, or one more of what is one.
      guard let operand = unit.children(of: cursor).first,
        let pointee = types.pointee(functions.getCursorType(cursor)),
        functions.getCanonicalType(pointee).data.0 == functions.getCanonicalType(functions.getCursorType(operand)).data.0
      else { return .other }
      return .address
    default: return .other
    }
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
