import CLibclang

/// Tells what the code around a call does with its result.
struct ResultUseReader {
  let unit: TranslationUnit

  private enum Statement {
    static let label: Int32 = 201
    static let compound: Int32 = 202
    static let cases: ClosedRange<Int32> = 203...204
    static let conditions: ClosedRange<Int32> = 205...207
    static let doLoop: Int32 = 208
    static let forLoop: Int32 = 209
  }

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
      case Statement.compound, Statement.label: return .ignored
      case Statement.cases:
        // The value of a case comes first.
        return unit.children(of: outer).last?.isSame(as: inner) == true ? .ignored : .used
      case Statement.conditions:
        return unit.children(of: outer).first?.isSame(as: inner) == true ? .used : .ignored
      case Statement.doLoop:
        return unit.children(of: outer).first?.isSame(as: inner) == true ? .ignored : .used
      case Statement.forLoop:
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
