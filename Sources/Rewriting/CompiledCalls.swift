import ClangFrontend
import CodeEmission
import FormatDiagnostics
import FormatSema

/// What became of every call of a translation unit, and what it takes to make it so.
struct CompiledCalls {
  struct Call {
    let site: CallSite
    let outcome: TranslationUnitEmitter.Outcome
  }

  private(set) var calls: [Call] = []
  /// The changes of each file, by its key in the include graph.
  private(set) var edits: [String: [SourceEdit]] = [:]
  /// What is included behind Python.h; empty if nothing was compiled.
  private(set) var generated = ""

  /// - Parameters:
  ///   - isPortable: whether the result is to serve every supported Python, not just the one of the headers.
  ///   - obstacle: why calls in a file, by its path, must stay as they are; nil if they need not.
  init(
    _ analysis: TranslationUnitAnalysis, _ graph: IncludeGraph, isPortable: Bool, obstacle: (String) -> String?
  ) {
    guard let found = analysis.target else {
      calls = analysis.callSites.map { Call(site: $0, outcome: .left(reason: "Python.h is not included")) }
      return
    }
    let target = CompileTarget(
      headers: found.headers, limitedAPI: found.limitedAPI, isSizeClean: found.isSizeClean, isPortable: isPortable)
    var emitter = TranslationUnitEmitter(target: target)
    for site in analysis.callSites {
      let outcome = Self.compile(site, &emitter, graph, obstacle)
      calls.append(Call(site: site, outcome: outcome))
      if case .compiled(let token, _) = outcome {
        let edit = SourceEdit(at: site.offset, replacing: site.function.rawValue, by: token)
        edits[graph.key(site.file), default: []].append(edit)
      }
    }
    if !edits.isEmpty { generated = emitter.text }
  }

  private static func compile(
    _ site: CallSite, _ emitter: inout TranslationUnitEmitter, _ graph: IncludeGraph, _ obstacle: (String) -> String?
  ) -> TranslationUnitEmitter.Outcome {
    if let reason = site.obstacle { return .left(reason: reason) }
    guard let format = site.format else { return .left(reason: "the format is not known while compiling") }
    let name = site.function.rawValue.utf8
    guard let bytes = graph.file(site.file)?.bytes, bytes.dropFirst(site.offset).starts(with: name) else {
      return .left(reason: "the file has changed since it was analysed")
    }
    if let reason = obstacle(site.file) { return .left(reason: reason) }
    if let keywords = site.keywords {
      if !keywords.isTerminated { return .left(reason: "the keyword list does not end with NULL") }
      if !keywords.isStable { return .left(reason: "the keyword list can change while the program runs") }
    }
    return emitter.compile(
      CallDescription(
        function: site.function, format: format.bytes, keywords: site.keywords?.names, arguments: site.arguments))
  }
}
