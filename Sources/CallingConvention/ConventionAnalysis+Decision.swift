import ClangFrontend
import FormatSema
import FormatUnits

extension ConventionAnalysis {
  /// - Parameters:
  ///   - target: What the generated code is made for, which may be more than what `analysis` was compiled against.
  ///   - fileObstacle: Why nothing in a file, by its path, can be edited; nil if it can.
  ///   - isCompiled: Whether a call is going to be compiled.
  public init(
    _ analysis: TranslationUnitAnalysis, target: CompileTarget, fileObstacle: (String) -> String? = { _ in nil },
    isCompiled: (CallSite) -> Bool
  ) {
    let calls = ParseCalls(analysis.callSites)
    let functions = analysis.methodFunctions
    let sites = functions.map { calls.sites(of: $0) }
    var named: [[NamedEntry]] = functions.map { _ in [] }
    for table in analysis.methodTables {
      for entry in table.entries {
        if let function = entry.function { named[function].append(NamedEntry(table: table, entry: entry)) }
      }
    }
    let texts = Dictionary(grouping: named.joined().compactMap(\.functionToken)) { $0 }
    let entryObstacles = named.map { entries in
      entries.map { entry in
        entry.obstacle ?? fileObstacle(entry.entry.position.file)
          ?? (entry.functionToken.flatMap { texts[$0]?.count } ?? 1 > 1
            ? "the entry's text is compiled more than once" : nil)
      }
    }

    var outcomes: [Result<ConvertedFunction, FunctionReader.Obstacle>?] = functions.map { _ in nil }
    for index in functions.indices where !sites[index].isEmpty {
      if let reason = Self.obstacle(of: target) ?? functions[index].definition.flatMap({ fileObstacle($0.file) }) {
        outcomes[index] = .failure(FunctionReader.Obstacle(reason: reason))
        continue
      }
      let reader = FunctionReader(
        function: functions[index], entries: named[index].map(\.entry), calls: calls,
        compiled: Set(sites[index].filter(isCompiled)))
      outcomes[index] = reader.convert()
    }

    var decisions: [EntryDecision] = []
    var seen: [Int: Int] = [:]
    for table in analysis.methodTables {
      for entry in table.entries {
        guard let function = entry.function else {
          if let decision = table.decision(onUnnamed: entry) { decisions.append(decision) }
          continue
        }
        let place = seen[function, default: 0]
        seen[function] = place + 1
        guard let outcome = outcomes[function], entry.isPositional else { continue }
        var reason = entryObstacles[function][place]
        if reason == nil, case .failure(let obstacle) = outcome { reason = obstacle.reason }
        if reason == nil, entryObstacles[function].contains(where: { $0 != nil }) {
          reason = "another entry with the function has to stay as it is"
        }
        decisions.append(
          EntryDecision(
            table: table.name, methodName: entry.methodName.map { String(decoding: $0, as: UTF8.self) } ?? "",
            function: functions[function].qualifiedName, position: entry.position,
            decision: reason.map { .varargs(reason: $0) } ?? .fastcall))
      }
    }
    entries = decisions
    self.functions = functions.indices.compactMap { index in
      guard case .success(let function) = outcomes[index], entryObstacles[index].allSatisfy({ $0 == nil })
      else { return nil }
      return function
    }
  }

  /// The stable ABI has `METH_FASTCALL` from 3.10 on.
  private static func obstacle(of target: CompileTarget) -> String? {
    guard let limited = target.limitedAPI, limited < PythonVersion(3, 10) else { return nil }
    return "METH_FASTCALL is not in the limited API before 3.10"
  }
}

/// An entry that names a function, with its table.
private struct NamedEntry {
  let table: MethodTable
  let entry: MethodEntry

  var functionToken: SourceToken? {
    guard case .spelled(let token) = entry.functionToken else { return nil }
    return token
  }

  /// Why the entry must stay as it is.
  var obstacle: String? {
    if table.isConstantExpression { return "the table is constexpr or constinit" }
    if table.hasExternalLinkage, table.isDeclaredElsewhere { return "the table is declared in another file, too" }
    if let use = table.otherUses.first {
      return "the table is also used in \(use.place(seenFrom: entry.position.file))"
    }
    if case .absent(let reason) = entry.functionToken { return reason }
    if case .absent(let reason) = entry.flagToken { return reason }
    if entry.flags == nil { return "the flags are not known while compiling" }
    return nil
  }
}

extension MethodTable {
  /// The decision on an entry that names no function, nil if there is nothing to decide.
  fileprivate func decision(onUnnamed entry: MethodEntry) -> EntryDecision? {
    guard entry.flags.map({ $0 & MethodFlags.varargs != 0 }) == true,
      case .absent(let reason) = entry.functionToken
    else { return nil }
    return EntryDecision(
      table: name, methodName: entry.methodName.map { String(decoding: $0, as: UTF8.self) } ?? "", function: "",
      position: entry.position, decision: .varargs(reason: reason))
  }
}

extension MethodEntry {
  /// Whether the function takes its arguments as a tuple, as far as is known.
  fileprivate var isPositional: Bool { flags.map { $0 & MethodFlags.varargs != 0 } ?? true }
}

extension SourcePosition {
  /// The line, with the file if it is another one.
  func place(seenFrom file: String) -> String {
    guard self.file != file else { return "line \(line)" }
    return "line \(line) of \(self.file.split(separator: "/").last ?? "")"
  }
}
