import CLibclang

/// Tells what the code around a call does with its result.
struct ResultUseReader {
  let unit: TranslationUnit

  /// - Parameters:
  ///   - call: the call.
  ///   - ancestors: what it stands in, from the outermost cursor to its parent.
  func use(of call: CXCursor, in ancestors: [CXCursor]) -> ResultUse {
    var inner = call
    for outer in ancestors.reversed() {
      switch outer.kind {
      case CursorKind.unexposedExpression, CursorKind.parentheses: break
      case CursorKind.cStyleCast:
        let void: Int32 = 2
        return unit.library.functions.getCursorType(outer).kind == void ? .discarded : .used
      case StatementKind.compound, StatementKind.label: return .ignored
      case StatementKind.caseLabel, StatementKind.defaultLabel:
        // The value of a case comes first.
        return unit.children(of: outer).last?.isSame(as: inner) == true ? .ignored : .used
      case StatementKind.ifElse, StatementKind.switchCase, StatementKind.whileLoop:
        return unit.children(of: outer).first?.isSame(as: inner) == true ? .used : .ignored
      case StatementKind.doLoop:
        return unit.children(of: outer).first?.isSame(as: inner) == true ? .ignored : .used
      case StatementKind.forLoop:
        return unit.children(of: outer).last?.isSame(as: inner) == true ? .ignored : .used
      case CursorKind.binaryOperator: return comparison(outer, of: inner) ?? .used
      default: return .used
      }
      inner = outer
    }
    return .used
  }

  /// `call < 0`: a comparison with a constant on the right.
  private func comparison(_ expression: CXCursor, of call: CXCursor) -> ResultUse? {
    let operands = unit.children(of: expression)
    let comparisons = ["<", "<=", ">", ">=", "==", "!="]
    guard operands.count == 2, operands[0].isSame(as: call), let value = unit.evaluatedInteger(operands[1]),
      let text = unit.operatorText(of: expression), comparisons.contains(text)
    else { return nil }
    return .compared(operator: text, with: value)
  }
}
