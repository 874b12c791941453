import CLibclang
import FormatSema

/// Reads method tables as rules look at them.
struct InspectedTableReader {
  let unit: TranslationUnit
  let entries: MethodTableReader

  private var types: TypeReader { TypeReader(library: unit.library) }
  private var functions: argot_libclang { unit.library.functions }

  /// - Parameters:
  ///   - variables: the declarations of tables.
  ///   - handedOver: the identities of those that are part of an initialiser.
  func tables(_ variables: [CXCursor], handedOver: Set<UnsafeRawPointer>) -> [InspectedTable] {
    var seen: Set<UnsafeRawPointer> = []
    return variables.compactMap { variable in
      let definition = functions.getCursorDefinition(variable)
      guard !unit.isNull(definition), let identity = unit.identity(definition), seen.insert(identity).inserted,
        let array = types.array(functions.getCursorType(definition)),
        let list = unit.children(of: definition).last, list.kind == CursorKind.initializerList
      else { return nil }
      let elements = unit.children(of: list)
      return InspectedTable(
        name: unit.spelling(definition), position: unit.position(of: definition),
        methods: entries.entries(of: definition).compactMap(method),
        isTerminated: elements.count < array.count || elements.last.map(isEnd) ?? true,
        isHandedOver: handedOver.contains(identity))
    }
  }

  /// Whether an element has no name.
  private func isEnd(_ element: CXCursor) -> Bool {
    guard element.kind == CursorKind.initializerList else { return true }
    guard let name = unit.children(of: element).first else { return true }
    return name.kind == CursorKind.unexposedExpression && unit.children(of: name).first?.kind == CursorKind.memberName
      || unit.isNullPointer(name)
  }

  private func method(_ entry: MethodTableReader.Entry) -> InspectedMethod? {
    guard let function = entry.function else { return nil }
    let type = functions.getCursorType(function)
    // Without a prototype, nothing is known of the parameters.
    let unprototyped: Int32 = 110
    let isKnown = functions.getCanonicalType(type).kind != unprototyped
    return InspectedMethod(
      name: entry.methodName, place: SourceSpan(start: entry.position, length: 0), flags: entry.flags,
      function: unit.functionIdentity(function),
      parameters: isKnown ? unit.arguments(of: function).map(types.type) : nil,
      result: types.type(functions.getCursorResultType(function)), declaration: unit.position(of: function))
  }
}

extension TranslationUnit {
  func functionIdentity(_ function: CXCursor) -> FunctionIdentity? {
    identity(function).map { FunctionIdentity(name: qualifiedName(function), identity: Int(bitPattern: $0)) }
  }
}
