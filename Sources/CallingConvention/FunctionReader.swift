import ClangFrontend
import FormatSema

/// CPython's numbers of the flags of a method; they are part of the stable ABI.
enum MethodFlags {
  static let varargs = 0x01
  static let keywords = 0x02
  /// `METH_CLASS`, `METH_STATIC` and `METH_COEXIST`, which do not change how the function is called.
  static let bindings = 0x70
}

/// The calls that parse arguments, by their places.
struct ParseCalls {
  struct Place: Hashable {
    let file: String
    let offset: Int
  }

  private var sites: [Place: CallSite] = [:]

  init(_ sites: [CallSite]) {
    for site in sites where site.function == .parseTuple || site.function == .parseTupleAndKeywords {
      self.sites[Place(file: site.file, offset: site.offset)] = site
    }
  }

  func site(_ file: String, _ offset: Int) -> CallSite? { sites[Place(file: file, offset: offset)] }

  /// The calls that parse a function's second parameter.
  func sites(of function: MethodFunction) -> [CallSite] {
    guard function.parameters.count > 1 else { return [] }
    return function.parameters[1].uses.compactMap { use in
      guard case .argument(0, let file, let offset, _) = use.kind else { return nil }
      return site(file, offset)
    }
  }
}

/// Tells whether the body of a function can be left as it is when a vector takes the tuple's place.
struct FunctionReader {
  struct Obstacle: Error {
    let reason: String
  }

  let function: MethodFunction
  /// All entries that name the function.
  let entries: [MethodEntry]
  let calls: ParseCalls
  /// The calls that are going to be compiled.
  let compiled: Set<CallSite>

  func convert() -> Result<ConvertedFunction, Obstacle> {
    Result { () throws(Obstacle) in try converted() }
  }

  private var file: String { function.definition?.file ?? "" }

  private func refuse(_ reason: String) -> Obstacle { Obstacle(reason: reason) }

  private func converted() throws(Obstacle) -> ConvertedFunction {
    try checkFunction()
    let hasKeywords = try hasKeywords()
    let parameters = function.parameters
    guard parameters.count == 2 || (parameters.count == 3 && hasKeywords) else {
      throw refuse("the function has \(parameters.count) parameters, which the flags do not say")
    }
    let tuple = parameters[1]
    let dictionary = parameters.count == 3 ? parameters[2] : nil
    for parameter in parameters.dropFirst() { try check(parameter) }
    let found = try callsWithTuple(tuple, dictionary, hasKeywords: hasKeywords)
    if let dictionary { try check(dictionary, in: found) }
    let reads = tuple.uses.compactMap { use -> SourceToken? in
      guard case .tupleRead(let token) = use.kind else { return nil }
      return token
    }
    return ConvertedFunction(
      qualifiedName: function.qualifiedName, parameterCount: parameters.count, hasKeywords: hasKeywords,
      parameters: parameters.dropFirst().compactMap(renamed), calls: found, tupleReads: reads,
      entries: entries.compactMap(edited))
  }

  // MARK: The function

  private func checkFunction() throws(Obstacle) {
    if let obstacle = function.obstacle { throw refuse(obstacle) }
    if let use = function.otherUses.first {
      throw refuse("the function is also used in \(use.place(seenFrom: file))")
    }
    if function.hasExternalLinkage { throw refuse("the function is not static, so that other files can call it") }
    if let mutator = function.mutators.first { throw refuse("the function can reach \(mutator)") }
  }

  private func hasKeywords() throws(Obstacle) -> Bool {
    let flags = Set(entries.map { $0.flags.map { $0 & ~MethodFlags.bindings } })
    guard flags.count == 1, let flags = flags.first ?? nil else {
      throw refuse("the function's entries have different flags")
    }
    switch flags {
    case MethodFlags.varargs: return false
    case MethodFlags.varargs | MethodFlags.keywords: return true
    default: throw refuse("the entry has flags that do not go with METH_FASTCALL")
    }
  }

  // MARK: Parameters

  private func check(_ parameter: MethodParameter) throws(Obstacle) {
    if !parameter.isPointer { throw refuse("a parameter of the function is not a pointer") }
    if parameter.name.isEmpty { return }
    guard let token = parameter.token, token.file == file else {
      throw refuse("a macro makes the parameter \(parameter.name)")
    }
    if parameter.hasNamesake {
      throw refuse("the parameter \(parameter.name) has the name of something else in the file")
    }
    if let line = parameter.uses.first(where: { $0.token == nil })?.line {
      throw refuse("a macro uses \(parameter.name) in line \(line)")
    }
    if let other = parameter.uses.first(where: { $0.token?.file != file }) {
      throw refuse("\(parameter.name) is used in line \(other.line) of another file")
    }
  }

  private func renamed(_ parameter: MethodParameter) -> ConvertedFunction.Parameter? {
    parameter.token.map {
      ConvertedFunction.Parameter(name: parameter.name, tokens: [$0] + parameter.uses.compactMap(\.token))
    }
  }

  private func otherUse(_ parameter: MethodParameter, _ use: ParameterUse) -> Obstacle {
    refuse("\(parameter.name) is also used in line \(use.line)")
  }

  /// The calls that take the tuple. All are going to be compiled.
  private func callsWithTuple(
    _ tuple: MethodParameter, _ dictionary: MethodParameter?, hasKeywords: Bool
  ) throws(Obstacle) -> [ConvertedFunction.Call] {
    var found: [ConvertedFunction.Call] = []
    for use in tuple.uses {
      switch use.kind {
      case .tupleRead, .discarded: break
      case .other: throw otherUse(tuple, use)
      case .argument(let index, let file, let offset, let hasNullKeywords):
        guard index == 0, let site = calls.site(file, offset) else { throw otherUse(tuple, use) }
        if site.function == .parseTupleAndKeywords {
          if hasKeywords, hasNullKeywords { throw refuse("the call in line \(use.line) does not get the keywords") }
          if !hasNullKeywords, !(dictionary.map { takes($0, file, offset) } ?? false) {
            throw refuse("the keywords of the call in line \(use.line) are not the method's")
          }
        }
        guard compiled.contains(site) else { throw refuse("the call in line \(site.line) is not compiled") }
        found.append(ConvertedFunction.Call(file: file, offset: offset))
      }
    }
    return found
  }

  /// Whether a call's kwargs is the parameter.
  private func takes(_ dictionary: MethodParameter, _ file: String, _ offset: Int) -> Bool {
    dictionary.uses.contains { use in
      guard case .argument(1, file, offset, _) = use.kind else { return false }
      return true
    }
  }

  private func check(_ dictionary: MethodParameter, in served: [ConvertedFunction.Call]) throws(Obstacle) {
    for use in dictionary.uses {
      switch use.kind {
      case .discarded: break
      case .argument(1, let file, let offset, _)
      where served.contains(ConvertedFunction.Call(file: file, offset: offset))
        && calls.site(file, offset)?.function == .parseTupleAndKeywords:
        break
      default: throw otherUse(dictionary, use)
      }
    }
  }

  // MARK: Entries

  private func edited(_ entry: MethodEntry) -> ConvertedFunction.Entry? {
    guard case .spelled(let function) = entry.functionToken, case .spelled(let flag) = entry.flagToken
    else { return nil }
    return ConvertedFunction.Entry(function: function, flag: flag)
  }
}
