import CLibclang
import FormatSema

/// Follows the statements of a function.
final class FlowGraphBuilder {
  let unit: TranslationUnit
  let record: PreprocessingRecord
  let functions: VariadicFunctions
  let hasRawStrings: Bool
  var types: TypeReader { TypeReader(library: unit.library) }
  var library: argot_libclang { unit.library.functions }

  private(set) var blocks: [FlowGraph.Block] = [FlowGraph.Block()]
  private(set) var variables: [Int: FlowGraph.Variable] = [:]
  /// The block that is being filled. Behind a jump it is one to which nothing leads.
  private var current = 0
  private var breaks: [Int] = []
  private var continues: [Int] = []
  private var labels: [String: Int] = [:]
  /// The blocks of the labels of each `switch` around, and whether one of them is `default`.
  private var cases: [(blocks: [Int], hasDefault: Bool)] = []
  /// Whether something was found that is not followed.
  private var isLost = false
  /// Whether what is followed is the condition of an `assert`.
  var isAsserting = false

  init(unit: TranslationUnit, record: PreprocessingRecord, functions: VariadicFunctions, hasRawStrings: Bool) {
    self.unit = unit
    self.record = record
    self.functions = functions
    self.hasRawStrings = hasRawStrings
  }

  /// Nil for a function without a body, and for one whose order is not known.
  func graph(of function: CXCursor) -> FlowGraph? {
    guard let body = unit.children(of: function).last, body.kind == StatementKind.compound,
      let identity = unit.functionIdentity(function), let file = unit.place(of: function).file,
      let (bodyFile, range) = unit.extent(of: body), file == bodyFile
    else { return nil }
    for parameter in unit.parameters(of: function) { declare(parameter, isParameter: true) }
    follow(body)
    let source = unit.source(file)
    leave(at: SourceSpan(start: source.position(at: max(range.upperBound - 1, 0)), length: 1))
    guard !isLost else { return nil }
    return FlowGraph(function: identity, variables: variables, blocks: blocks)
  }

  // MARK: Blocks

  func newBlock() -> Int {
    blocks.append(FlowGraph.Block())
    return blocks.count - 1
  }

  /// Ends the current block and fills another one.
  func end(_ end: FlowGraph.End, continueIn block: Int) {
    blocks[current].end = end
    current = block
  }

  /// Fills another block; the current one has its end.
  func resume(in block: Int) { current = block }

  func append(_ event: FlowGraph.Event) { blocks[current].events.append(event) }

  /// Ends the current block where control does not come back.
  func stop() { end(.stop, continueIn: newBlock()) }

  private func leave(at place: SourceSpan) { end(.leave(place), continueIn: newBlock()) }

  func loseTrack() { isLost = true }

  // MARK: Statements

  func follow(_ statement: CXCursor) {
    let parts = unit.children(of: statement)
    switch statement.kind {
    case StatementKind.compound, StatementKind.unexposed: for part in parts { follow(part) }
    case StatementKind.null: break
    case StatementKind.declarations: for part in parts { followDeclaration(part) }
    case StatementKind.ifElse: followIf(parts)
    case StatementKind.whileLoop: followWhile(parts)
    case StatementKind.doLoop: followDo(parts)
    case StatementKind.forLoop: followFor(statement, parts)
    case StatementKind.switchCase: followSwitch(parts)
    case StatementKind.caseLabel, StatementKind.defaultLabel: followCase(statement, parts)
    case StatementKind.label:
      let block = label(unit.spelling(statement))
      end(.next(block), continueIn: block)
      for part in parts { follow(part) }
    case StatementKind.goTo:
      guard let name = parts.first.map(unit.spelling) else { return loseTrack() }
      end(.next(label(name)), continueIn: newBlock())
    case StatementKind.breakOut: jump(to: breaks.last)
    case StatementKind.continueLoop: jump(to: continues.last)
    case StatementKind.returnStatement:
      if let value = parts.first { evaluate(value, as: .returned) }
      leave(at: unit.span(of: statement) ?? SourceSpan(start: unit.position(of: statement), length: 0))
    case CursorKind.expressions: evaluate(statement, as: .ignored)
    default: loseTrack()
    }
  }

  private func label(_ name: String) -> Int {
    if let known = labels[name] { return known }
    let block = newBlock()
    labels[name] = block
    return block
  }

  private func jump(to block: Int?) {
    guard let block else { return loseTrack() }
    end(.next(block), continueIn: newBlock())
  }

  /// if-statement = "if" "(" condition ")" statement ["else" statement]
  private func followIf(_ parts: [CXCursor]) {
    guard 2...3 ~= parts.count, isExpression(parts[0]) else { return loseTrack() }
    let (yes, no, behind) = (newBlock(), newBlock(), newBlock())
    branch(on: parts[0], yes: yes, no: no)
    current = yes
    follow(parts[1])
    end(.next(behind), continueIn: no)
    if parts.count == 3 { follow(parts[2]) }
    end(.next(behind), continueIn: behind)
  }

  private func followWhile(_ parts: [CXCursor]) {
    guard parts.count == 2, isExpression(parts[0]) else { return loseTrack() }
    let (test, body, behind) = (newBlock(), newBlock(), newBlock())
    end(.next(test), continueIn: test)
    branch(on: parts[0], yes: body, no: behind)
    current = body
    followBody(parts[1], breakingTo: behind, continuingAt: test)
    end(.next(test), continueIn: behind)
  }

  private func followDo(_ parts: [CXCursor]) {
    guard parts.count == 2, isExpression(parts[1]) else { return loseTrack() }
    let (body, test, behind) = (newBlock(), newBlock(), newBlock())
    end(.next(body), continueIn: body)
    followBody(parts[0], breakingTo: behind, continuingAt: test)
    end(.next(test), continueIn: test)
    branch(on: parts[1], yes: body, no: behind)
    current = behind
  }

  /// for-statement = "for" "(" [first] ";" [condition] ";" [step] ")" statement
  private func followFor(_ statement: CXCursor, _ parts: [CXCursor]) {
    guard let body = parts.last, let header = ForHeader(statement, parts.dropLast(), in: unit, hasRawStrings) else {
      return loseTrack()
    }
    if let first = header.first { follow(first) }
    let (test, inner, step, behind) = (newBlock(), newBlock(), newBlock(), newBlock())
    end(.next(test), continueIn: test)
    if let condition = header.condition {
      branch(on: condition, yes: inner, no: behind)
    } else {
      end(.next(inner), continueIn: inner)
    }
    current = inner
    followBody(body, breakingTo: behind, continuingAt: step)
    end(.next(step), continueIn: step)
    if let last = header.step { evaluate(last, as: .ignored) }
    end(.next(test), continueIn: behind)
  }

  private func followBody(_ body: CXCursor, breakingTo behind: Int, continuingAt next: Int) {
    breaks.append(behind)
    continues.append(next)
    follow(body)
    breaks.removeLast()
    continues.removeLast()
  }

  private func followSwitch(_ parts: [CXCursor]) {
    guard parts.count == 2, isExpression(parts[0]) else { return loseTrack() }
    evaluate(parts[0], as: .read)
    let (head, behind) = (current, newBlock())
    current = newBlock()
    cases.append((blocks: [], hasDefault: false))
    breaks.append(behind)
    follow(parts[1])
    breaks.removeLast()
    end(.next(behind), continueIn: behind)
    let found = cases.removeLast()
    blocks[head].end = .choice(
      found.blocks + (found.hasDefault ? [] : [behind]), condition(parts[0], .other))
  }

  private func followCase(_ statement: CXCursor, _ parts: [CXCursor]) {
    guard !cases.isEmpty, let inner = parts.last else { return loseTrack() }
    let block = newBlock()
    cases[cases.count - 1].blocks.append(block)
    if statement.kind == StatementKind.defaultLabel { cases[cases.count - 1].hasDefault = true }
    end(.next(block), continueIn: block)
    follow(inner)
  }

  private func followDeclaration(_ declaration: CXCursor) {
    guard declaration.kind == CursorKind.variableDeclaration else { return }
    let type = library.getCursorType(declaration)
    let value = types.array(type) == nil ? initializer(of: declaration) : nil
    let assigned = value.map { evaluate($0, as: .copied) }
    // The elements of an array and the variables of the whole program are not followed.
    guard types.array(type) == nil, isAutomatic(declaration) else {
      for part in unit.children(of: declaration) where isExpression(part) && value == nil {
        evaluate(part, as: .copied)
      }
      return
    }
    guard let identity = declare(declaration, isParameter: false) else { return }
    let kind: FlowGraph.Event.Kind = assigned.map { .assigned($0) } ?? .declared
    append(FlowGraph.Event(variable: identity, kind: kind, place: name(of: declaration)))
  }

  private func initializer(of declaration: CXCursor) -> CXCursor? {
    unit.children(of: declaration).last(where: isExpression)
  }

  // MARK: Variables

  @discardableResult
  private func declare(_ declaration: CXCursor, isParameter: Bool) -> Int? {
    guard let identity = unit.identity(declaration).map({ Int(bitPattern: $0) }) else { return nil }
    variables[identity] = FlowGraph.Variable(
      name: unit.spelling(declaration), declaration: name(of: declaration), isParameter: isParameter,
      isPointer: types.pointee(library.getCursorType(declaration)) != nil)
    return identity
  }

  private func name(of declaration: CXCursor) -> SourceSpan {
    SourceSpan(start: unit.position(of: declaration), length: unit.spelling(declaration).utf8.count)
  }

  private func isAutomatic(_ variable: CXCursor) -> Bool {
    let automatic: Set<Int32> = [1, 6, 7]  // none, auto, register
    return automatic.contains(library.Cursor_getStorageClass(variable))
  }

  private func isExpression(_ cursor: CXCursor) -> Bool { CursorKind.expressions.contains(cursor.kind) }

  /// The variable that an expression names, behind parentheses and casts.
  func variable(_ expression: CXCursor) -> Int? {
    let inner = unit.withoutCasts(expression)
    guard inner.kind == CursorKind.declarationReference, let target = unit.referenced(inner),
      let identity = unit.identity(target).map({ Int(bitPattern: $0) }), variables[identity] != nil
    else { return nil }
    return identity
  }

  /// All variables that an expression names.
  func mentioned(in expression: CXCursor) -> Set<Int> {
    if let one = variable(expression) { return [one] }
    return unit.children(of: expression).reduce(into: []) { $0.formUnion(mentioned(in: $1)) }
  }
}
