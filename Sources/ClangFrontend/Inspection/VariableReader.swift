import CLibclang
import FormatSema

/// Tells what functions do with the local variables to which they have a parse call store something.
struct VariableReader {
  let unit: TranslationUnit
  let functions: VariadicFunctions

  private var types: TypeReader { TypeReader(library: unit.library) }
  private var library: argot_libclang { unit.library.functions }

  private enum Statement {
    static let label: Int32 = 201
    static let ifStatement: Int32 = 205
    static let whileLoop: Int32 = 207
    static let switchStatement: Int32 = 206
    static let conditionFirst: Set<Int32> = [ifStatement, switchStatement, whileLoop]
    static let loopsAndCases: Set<Int32> = [203, 204, 208, 209, 225]  // case, default, do, for, range-based for
    static let exits: ClosedRange<Int32> = 210...214  // goto, computed goto, continue, break, return
    static let returnStatement: Int32 = 214
    static let assembler: Int32 = 215
  }

  /// - Parameter calls: the parse calls of the unit.
  func variables(of calls: [VariadicCallCollector.Call]) -> [InspectedVariable] {
    var wanted: [UnsafeRawPointer: [UnsafeRawPointer: CXCursor]] = [:]
    var bodies: [UnsafeRawPointer: CXCursor] = [:]
    for call in calls {
      guard case .parse = call.function.shape, let function = call.enclosingFunction,
        let body = unit.identity(function)
      else { continue }
      bodies[body] = function
      for argument in unit.arguments(of: call.cursor) {
        guard let variable = addressed(argument), let identity = unit.identity(variable) else { continue }
        wanted[body, default: [:]][identity] = variable
      }
    }
    return wanted.flatMap { body, variables in self.variables(variables, in: bodies[body]!) }
      .sorted { $0.identity < $1.identity }
  }

  /// The local variable whose address an argument is.
  private func addressed(_ argument: CXCursor) -> CXCursor? {
    let inner = unit.withoutCasts(argument)
    guard inner.kind == CursorKind.unaryOperator, let operand = unit.children(of: inner).first else { return nil }
    let name = unit.withoutCasts(operand)
    guard name.kind == CursorKind.declarationReference, let target = unit.referenced(name),
      target.kind == CursorKind.variableDeclaration, isLocal(target)
    else { return nil }
    return target
  }

  /// Whether a variable begins to exist at each call of the function around it.
  private func isLocal(_ variable: CXCursor) -> Bool {
    let automatic: Set<Int32> = [1, 6, 7]  // none, auto, register
    let parent = library.getCursorSemanticParent(variable)
    return CursorKind.functions.contains(parent.kind) && automatic.contains(library.Cursor_getStorageClass(variable))
  }

  private func variables(
    _ variables: [UnsafeRawPointer: CXCursor], in function: CXCursor
  ) -> [InspectedVariable] {
    let collector = ReferenceCollector(unit: unit, targets: Set(variables.keys), names: [])
    collector.collect(from: function)
    let jumps = Jumps(in: function, of: unit)
    return variables.compactMap { identity, variable in
      let references = collector.references[identity] ?? []
      guard let file = unit.place(of: variable).file,
        references.allSatisfy({ unit.place(of: $0.cursor).file == file })
      else { return nil }
      let uses = references.compactMap(use).sorted { $0.place.start.offset < $1.place.start.offset }
      return InspectedVariable(
        identity: Int(bitPattern: identity), name: unit.spelling(variable), declaration: unit.position(of: variable),
        initializer: initializer(of: variable), uses: uses, exits: jumps.exits, hasLabels: jumps.hasLabels)
    }
  }

  private func initializer(of variable: CXCursor) -> InspectedVariable.Initializer {
    guard let value = unit.children(of: variable).last(where: { CursorKind.expressions.contains($0.kind) })
    else { return .none }
    return unit.isNullPointer(value) ? .null : .other
  }

  // MARK: Uses

  private func use(_ reference: ReferenceCollector.Reference) -> VariableUse? {
    guard let kind = kind(reference) else { return nil }
    let position = unit.position(of: reference.cursor)
    return VariableUse(
      kind: kind, place: SourceSpan(start: position, length: unit.spelling(reference.cursor).utf8.count),
      isUnconditional: isUnconditional(reference))
  }

  /// Nil for a name that is not evaluated.
  private func kind(_ reference: ReferenceCollector.Reference) -> VariableUse.Kind? {
    let sizes: Int32 = 136
    var inner = reference.cursor
    var isAddress = false
    for outer in reference.ancestors.reversed() {
      switch outer.kind {
      case CursorKind.unexposedExpression, CursorKind.parentheses, CursorKind.cStyleCast, CursorKind.namedCasts: break
      case sizes: return nil
      case CursorKind.unaryOperator:
        if isAddress { return .addressTaken }
        guard isAddressOf(outer, inner) else { return isWrite(outer, inner) ? .written : .accessed }
        isAddress = true
      case CursorKind.call:
        let name = calledName(outer, argument: inner)
        return isAddress ? .addressPassed(to: name) : .passed(to: name)
      case CursorKind.memberReference, CursorKind.arraySubscript: return isAddress ? .addressTaken : .accessed
      case CursorKind.binaryOperator where isAssignment(outer):
        let isTarget = unit.children(of: outer).first?.isSame(as: inner) == true
        return isAddress ? .addressTaken : isTarget ? .written : .copied
      case CursorKind.variableDeclaration, CursorKind.initializerList, Statement.returnStatement, Statement.assembler:
        return isAddress ? .addressTaken : .copied
      default: return isAddress ? .addressTaken : .read
      }
      inner = outer
    }
    return .addressTaken
  }

  private func isAddressOf(_ expression: CXCursor, _ operand: CXCursor) -> Bool {
    guard let pointee = types.pointee(library.getCursorType(expression)) else { return false }
    return types.type(pointee) == types.type(of: operand)
  }

  /// `++x`, `x--`; `!x`, `-x` and `*x` are none.
  private func isWrite(_ expression: CXCursor, _ operand: CXCursor) -> Bool {
    guard let (file, range) = unit.extent(of: expression) else { return true }
    let text = unit.source(file).text(range)
    return text.hasPrefix("++") || text.hasPrefix("--") || text.hasSuffix("++") || text.hasSuffix("--")
  }

  private func isAssignment(_ expression: CXCursor) -> Bool {
    unit.operatorText(of: expression) == "="
  }

  /// The called function's public name, empty for a call of the variable itself or through a pointer.
  private func calledName(_ call: CXCursor, argument: CXCursor) -> String {
    guard unit.arguments(of: call).contains(where: { $0.isSame(as: argument) }),
      let target = unit.target(of: call),
      target.kind == CursorKind.functionDeclaration
    else { return "" }
    let name = unit.spelling(target)
    return functions[name]?.name ?? name
  }

  // MARK: Ways through the function

  private func isUnconditional(_ reference: ReferenceCollector.Reference) -> Bool {
    var inner = reference.cursor
    for outer in reference.ancestors.reversed() {
      let conditional: Int32 = 116
      switch outer.kind {
      case Statement.conditionFirst, conditional:
        if unit.children(of: outer).first?.isSame(as: inner) != true { return false }
      case Statement.loopsAndCases, CursorKind.lambda, CursorKind.block: return false
      case CursorKind.binaryOperator:
        let isRight = unit.children(of: outer).last?.isSame(as: inner) == true
        if isRight, unit.operatorText(of: outer).map({ ["&&", "||"].contains($0) }) ?? true { return false }
      default: break
      }
      inner = outer
    }
    return true
  }
}

/// Where control leaves the order of a function's text, and where it can come in.
private final class Jumps {
  private(set) var exits: [Range<Int>] = []
  private(set) var hasLabels = false
  private let unit: TranslationUnit

  init(in function: CXCursor, of unit: TranslationUnit) {
    self.unit = unit
    _ = unit.library.functions.visitChildren(
      function,
      { child, _, jumps in
        Unmanaged<Jumps>.fromOpaque(jumps!).takeUnretainedValue().visit(child)
        return Int32(ARGOT_VISIT_RECURSE.rawValue)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func visit(_ cursor: CXCursor) {
    let label: Int32 = 201
    let leaving: ClosedRange<Int32> = 210...214
    if cursor.kind == label { hasLabels = true }
    guard leaving.contains(cursor.kind) else { return }
    let start = unit.place(of: cursor).offset
    exits.append(start..<(unit.extent(of: cursor)?.range.upperBound ?? start))
  }
}

private func ~= (set: Set<Int32>, kind: Int32) -> Bool { set.contains(kind) }
