import CLibclang

/// Tells whether a use of a method table only hands it to CPython.
struct TableUseReader {
  let unit: TranslationUnit
  let isProjectFile: (String) -> Bool

  private var types: TypeReader { TypeReader(library: unit.library) }

  /// The functions that keep a pointer to a `PyMethodDef` and use it as CPython does.
  private static let keepers: Set<String> = [
    "PyModule_AddFunctions", "PyCFunction_New", "PyCFunction_NewEx", "PyCMethod_New", "PyDescr_NewMethod",
    "PyDescr_NewClassMethod",
  ]

  func handsToCPython(_ reference: ReferenceCollector.Reference) -> Bool {
    var inner = reference.cursor
    guard inner.kind == CursorKind.declarationReference else { return false }
    for outer in reference.ancestors.reversed() {
      switch outer.kind {
      case CursorKind.cStyleCast where types.type(of: outer) == .void:
        return true
      case CursorKind.unexposedExpression where isDesignator(outer):
        break
      case CursorKind.unexposedExpression, CursorKind.parentheses, CursorKind.cStyleCast, CursorKind.namedCasts:
        inner = outer
      case CursorKind.unaryOperator, CursorKind.arraySubscript:
        // `&table[i]` and `&method`; what else these can be is no pointer, and no place below takes it.
        guard isBase(inner, of: outer) else { return false }
        inner = outer
      case CursorKind.call: return isPointer(inner) && isKeeper(outer, argument: inner)
      case CursorKind.initializerList: return isPointer(inner) && isKept(inner, in: outer)
      case CursorKind.binaryOperator: return isPointer(inner) && isKept(inner, assignedIn: outer)
      default: return false
      }
    }
    return false
  }

  private func isPointer(_ expression: CXCursor) -> Bool {
    guard let pointee = types.pointee(unit.library.functions.getCursorType(expression)) else {
      // An array that an initialiser or a call takes becomes a pointer.
      return types.array(unit.library.functions.getCursorType(expression)) != nil
    }
    switch types.type(pointee) {
    case .record("PyMethodDef", _), .void: return true
    default: return false
    }
  }

  private func isBase(_ operand: CXCursor, of outer: CXCursor) -> Bool {
    let operands = unit.children(of: outer).filter { CursorKind.expressions.contains($0.kind) }
    return operands.first.map { $0.isSame(as: operand) } ?? false
  }

  private func isDesignator(_ expression: CXCursor) -> Bool {
    unit.children(of: expression).first?.kind == CursorKind.memberName
  }

  private func isKeeper(_ call: CXCursor, argument: CXCursor) -> Bool {
    guard let callee = unit.children(of: call).first.map(unit.calleeName), let target = unit.referenced(callee),
      Self.keepers.contains(unit.spelling(target)), let file = unit.place(of: target).file
    else { return false }
    return !isProjectFile(unit.source(file).name)
      && unit.arguments(of: call).contains { $0.isSame(as: argument) }
  }

  /// Only one field of a module or a type is a pointer to methods.
  private func isKept(_ value: CXCursor, in list: CXCursor) -> Bool {
    guard case .record(let name, _) = types.type(of: list) else { return false }
    switch name {
    case "PyModuleDef", "_typeobject", "PyTypeObject": return true
    case "PyType_Slot":
      let methods = 64  // Py_tp_methods, in the stable ABI
      let values = unit.children(of: list).compactMap { isDesignator($0) ? unit.children(of: $0).last : $0 }
      return values.contains { !$0.isSame(as: value) && unit.evaluatedInteger($0) == methods }
    default: return false
    }
  }

  private func isKept(_ value: CXCursor, assignedIn assignment: CXCursor) -> Bool {
    let operands = unit.children(of: assignment)
    guard operands.count == 2, operands[1].isSame(as: value) else { return false }
    let field = unit.withoutCasts(operands[0])
    guard field.kind == CursorKind.memberReference, let target = unit.referenced(field),
      ["m_methods", "tp_methods"].contains(unit.spelling(target)), isAssignment(operands[0], value)
    else { return false }
    guard let file = unit.place(of: target).file else { return false }
    return !isProjectFile(unit.source(file).name)
  }

  /// Whether `=` stands between two operands; a comparison would stand there too.
  private func isAssignment(_ left: CXCursor, _ right: CXCursor) -> Bool {
    guard let left = unit.extent(of: left), let right = unit.extent(of: right), left.file == right.file,
      left.range.upperBound <= right.range.lowerBound
    else { return false }
    var lexer = SourceLexer(
      unit.source(left.file).bytes, range: left.range.upperBound..<right.range.lowerBound, hasRawStrings: false)
    guard let sign = lexer.next(), sign.isPunctuator("=") else { return false }
    return lexer.next().map { !$0.isPunctuator("=") || $0.start > sign.end } ?? true
  }
}
