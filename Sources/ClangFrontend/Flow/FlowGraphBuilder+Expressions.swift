import CLibclang
import FormatSema

extension FlowGraphBuilder {
  /// What becomes of an expression's value.
  enum Use {
    case ignored
    case read
    case accessed
    case copied
    case returned
    case passed(to: String, FlowGraph.CallMark, index: Int)
  }

  private enum Expression {
    static let integerLiteral: Int32 = 106
    static let literals: ClosedRange<Int32> = 106...110
    static let compoundAssignment: Int32 = 115
    static let statement: Int32 = 121
    static let booleanLiteral: Int32 = 130
    static let size: Int32 = 136
  }

  /// Functions that do not come back.
  private static let ends: Set<String> = [
    "abort", "exit", "_exit", "Py_Exit", "Py_FatalError", "_Py_FatalErrorFunc", "_Py_FatalErrorFormat", "__assert_fail",
    "__builtin_unreachable", "__builtin_trap", "longjmp", "siglongjmp",
  ]

  /// Follows an expression in the order in which it is evaluated.
  @discardableResult
  func evaluate(_ expression: CXCursor, as use: Use) -> FlowGraph.Value {
    let parts = operands(of: expression)
    switch expression.kind {
    case CursorKind.unexposedExpression, CursorKind.parentheses, CursorKind.cStyleCast, CursorKind.namedCasts:
      guard parts.count == 1 else { return evaluateAll(parts, as: .copied) }
      return evaluate(parts[0], as: use)
    case Expression.literals, Expression.booleanLiteral, CursorKind.gnuNull, CursorKind.nullPointer:
      return unit.isNullPointer(expression) ? .null : .nonzero
    case Expression.size: return .other
    case CursorKind.declarationReference:
      note(expression, use)
      return .other
    case CursorKind.unaryOperator: return evaluateUnary(expression, parts, as: use)
    case CursorKind.binaryOperator: return evaluateBinary(expression, parts, as: use)
    case Expression.compoundAssignment:
      guard parts.count == 2 else { return evaluateAll(parts, as: .copied) }
      evaluate(parts[1], as: .read)
      assign(parts[0], .other)
      return .other
    case CursorKind.conditional:
      guard parts.count == 3 else { return evaluateAll(parts, as: .copied) }
      let (yes, no, behind) = (newBlock(), newBlock(), newBlock())
      branch(on: parts[0], yes: yes, no: no)
      resume(in: yes)
      evaluate(parts[1], as: use)
      end(.next(behind), continueIn: no)
      evaluate(parts[2], as: use)
      end(.next(behind), continueIn: behind)
      return .other
    case CursorKind.call: return evaluateCall(expression)
    case CursorKind.memberReference:
      evaluateAll(parts, as: .accessed)
      return .other
    case CursorKind.arraySubscript:
      guard parts.count == 2 else { return evaluateAll(parts, as: .copied) }
      evaluate(parts[0], as: .accessed)
      evaluate(parts[1], as: .read)
      return .other
    case Expression.statement:
      for statement in unit.children(of: expression) { follow(statement) }
      return .other
    case CursorKind.lambda, CursorKind.block:
      escape(everythingIn: expression)
      return .other
    default: return evaluateAll(parts, as: .copied)
    }
  }

  private func operands(of expression: CXCursor) -> [CXCursor] {
    unit.children(of: expression).filter { CursorKind.expressions.contains($0.kind) }
  }

  @discardableResult
  private func evaluateAll(_ parts: [CXCursor], as use: Use) -> FlowGraph.Value {
    for part in parts { evaluate(part, as: use) }
    return .other
  }

  // MARK: Operators

  private func evaluateUnary(_ expression: CXCursor, _ parts: [CXCursor], as use: Use) -> FlowGraph.Value {
    guard let operand = parts.first else { return .other }
    let (type, inner) = (types.type(of: expression), types.type(of: operand))
    if let pointee = types.pointee(library.getCursorType(expression)), types.type(pointee) == inner {
      if let named = variable(operand) {
        if case .passed(let function, let mark, _) = use {
          append(named, .addressPassed(to: function, mark), at: operand)
        } else {
          append(named, .addressTaken, at: operand)
        }
      } else {
        evaluate(operand, as: .copied)
      }
      return .other
    }
    if let pointee = types.pointee(library.getCursorType(operand)), types.type(pointee) == type {
      return evaluate(operand, as: .accessed)
    }
    switch unaryOperator(expression) {
    case "++", "--": assign(operand, .other)
    case "-", "+": return evaluate(operand, as: .read)
    case "!", "~": evaluate(operand, as: .read)
    default: evaluate(operand, as: .copied)
    }
    return .other
  }

  /// The operator in front of an operand, or behind it; empty where a macro makes it.
  private func unaryOperator(_ expression: CXCursor) -> String {
    guard let (file, range) = unit.extent(of: expression) else { return "" }
    let text = unit.source(file).text(range)
    if let step = ["++", "--"].first(where: { text.hasPrefix($0) || text.hasSuffix($0) }) { return step }
    return text.first.map { "!-~+".contains($0) ? String($0) : "" } ?? ""
  }

  private func evaluateBinary(_ expression: CXCursor, _ parts: [CXCursor], as use: Use) -> FlowGraph.Value {
    guard parts.count == 2 else { return evaluateAll(parts, as: .copied) }
    switch operatorText(of: expression) {
    case "=":
      let value = evaluate(parts[1], as: .copied)
      assign(parts[0], value)
      // A variable that is set has its value in two places where that goes on to another one.
      if variable(parts[0]) != nil { note(parts[0], use) }
      if case .copied = use, case .call = value { return .other }
      return value
    case "&&", "||":
      let behind = newBlock()
      branch(on: expression, yes: behind, no: behind)
      resume(in: behind)
      return .other
    case ",":
      evaluate(parts[0], as: .ignored)
      return evaluate(parts[1], as: use)
    case let text?:
      // Adding to a pointer gives another way to reach the same thing.
      let isPointer = types.pointee(library.getCursorType(expression)) != nil
      return evaluateAll(parts, as: isPointer || text.isEmpty ? .copied : .read)
    case nil where isAssertion(expression):
      let isInside = isAsserting
      isAsserting = true
      defer { isAsserting = isInside }
      return evaluateAll(parts, as: .read)
    case nil:
      escape(everythingIn: expression)
      return .other
    }
  }

  /// Whether `assert` makes an expression: that only looks at things.
  private func isAssertion(_ expression: CXCursor) -> Bool {
    guard let (file, range) = unit.extent(of: expression) else { return false }
    return record.use(at: range.lowerBound, in: file)?.name == "assert"
  }

  /// As the unit's; nil for a comma that may part the arguments of a macro.
  private func operatorText(of expression: CXCursor) -> String? {
    let text = unit.operatorText(of: expression)
    guard text == ",", let (file, range) = unit.extent(of: expression) else { return text }
    return record.uses(around: range.lowerBound + 1, in: file).isEmpty ? text : nil
  }

  /// Gives what an expression names a value.
  private func assign(_ target: CXCursor, _ value: FlowGraph.Value) {
    if let named = variable(target) {
      append(named, .assigned(value), at: target)
    } else {
      evaluate(target, as: .accessed)
    }
  }

  // MARK: Calls

  private func evaluateCall(_ call: CXCursor) -> FlowGraph.Value {
    let arguments = unit.arguments(of: call)
    let target = unit.target(of: call)
    let isNamed = target?.kind == CursorKind.functionDeclaration
    let declared = isNamed ? target.map(unit.spelling) ?? "" : ""
    let name = functions[declared]?.name ?? declared
    let mark = unit.place(of: unit.children(of: call).first.map(unit.calleeName) ?? call).offset
    if !isNamed, let callee = unit.children(of: call).first, !arguments.contains(where: { $0.isSame(as: callee) }) {
      evaluate(callee, as: .accessed)
    }
    for (index, argument) in arguments.enumerated() {
      evaluate(argument, as: .passed(to: name, mark, index: index))
    }
    if Self.ends.contains(name) { stop() }
    return .call(name, mark, arguments: arguments.map(variable))
  }

  // MARK: Variables

  private func note(_ reference: CXCursor, _ use: Use) {
    guard let named = variable(reference) else { return }
    switch use {
    case .ignored: break
    case .read: append(named, .read, at: reference)
    case .accessed: append(named, .accessed, at: reference)
    case .copied: append(named, .copied, at: reference)
    case .returned: append(named, .returned, at: reference)
    case .passed(let function, let mark, let index):
      append(named, .passed(to: function, mark, index: index), at: reference)
    }
  }

  private func append(_ variable: Int, _ kind: FlowGraph.Event.Kind, at reference: CXCursor) {
    let name = unit.withoutCasts(reference)
    let place = SourceSpan(start: unit.position(of: name), length: unit.spelling(name).utf8.count)
    append(FlowGraph.Event(variable: variable, kind: kind, place: place))
  }

  private func escape(everythingIn expression: CXCursor) {
    if let named = variable(expression) { return append(named, .addressTaken, at: expression) }
    for part in unit.children(of: expression) { escape(everythingIn: part) }
  }

  // MARK: Conditions

  /// Follows a condition to one of two blocks.
  func branch(on condition: CXCursor, yes: Int, no: Int) {
    let parts = operands(of: condition)
    switch condition.kind {
    case CursorKind.unexposedExpression, CursorKind.parentheses, CursorKind.cStyleCast, CursorKind.namedCasts:
      guard parts.count == 1 else { break }
      return branch(on: parts[0], yes: yes, no: no)
    case CursorKind.unaryOperator:
      guard unaryOperator(condition) == "!", parts.count == 1 else { break }
      return branch(on: parts[0], yes: no, no: yes)
    case CursorKind.binaryOperator:
      guard parts.count == 2 else { break }
      switch operatorText(of: condition) {
      case "&&":
        let right = newBlock()
        branch(on: parts[0], yes: right, no: no)
        resume(in: right)
        return branch(on: parts[1], yes: yes, no: no)
      case "||":
        let right = newBlock()
        branch(on: parts[0], yes: yes, no: right)
        resume(in: right)
        return branch(on: parts[1], yes: yes, no: no)
      case ",":
        evaluate(parts[0], as: .ignored)
        return branch(on: parts[1], yes: yes, no: no)
      case let text? where text == "==" || text == "!=":
        guard let subject = comparedWithZero(parts) else { break }
        return branch(on: subject, yes: text == "==" ? no : yes, no: text == "==" ? yes : no)
      default: break
      }
    case Expression.integerLiteral, Expression.booleanLiteral:
      guard let value = unit.evaluatedInteger(condition) else { break }
      return end(.next(value == 0 ? no : yes), continueIn: value == 0 ? no : yes)
    case CursorKind.call where unit.target(of: condition).map(unit.spelling) == "__builtin_expect":
      guard let first = unit.arguments(of: condition).first else { break }
      return branch(on: first, yes: yes, no: no)
    default: break
    }
    let value = evaluate(condition, as: .read)
    end(.branch(self.condition(condition, value), yes: yes, no: no), continueIn: yes)
  }

  /// What is compared with a constant 0 or NULL.
  private func comparedWithZero(_ parts: [CXCursor]) -> CXCursor? {
    if isZero(parts[1]) { return parts[0] }
    return isZero(parts[0]) ? parts[1] : nil
  }

  private func isZero(_ expression: CXCursor) -> Bool {
    let inner = unit.withoutCasts(expression)
    return [CursorKind.gnuNull, CursorKind.nullPointer].contains(inner.kind)
      || Expression.literals.contains(inner.kind)
        && unit.isNullPointer(expression)
  }

  func condition(_ expression: CXCursor, _ value: FlowGraph.Value) -> FlowGraph.Condition {
    let mentioned = mentioned(in: expression)
    if let named = variable(expression) {
      return FlowGraph.Condition(subject: .variable(named), variables: mentioned)
    }
    // `(x = f())`
    if expression.kind == CursorKind.binaryOperator, operatorText(of: expression) == "=",
      let target = operands(of: expression).first.flatMap(variable)
    {
      return FlowGraph.Condition(subject: .variable(target), variables: mentioned)
    }
    if case .call(let name, let mark, _) = value, expression.kind == CursorKind.call {
      return FlowGraph.Condition(subject: .call(name, mark), variables: mentioned)
    }
    // What is asserted holds, and says nothing of other conditions.
    if isAsserting { return FlowGraph.Condition(subject: .other(""), variables: []) }
    return FlowGraph.Condition(subject: .other(text(of: expression)), variables: mentioned)
  }

  private func text(of expression: CXCursor) -> String {
    guard let (file, range) = unit.extent(of: expression) else { return "" }
    return unit.source(file).text(range).filter { !$0.isWhitespace }
  }
}
