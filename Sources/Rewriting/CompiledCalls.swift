import CallingConvention
import ClangFrontend
import CodeEmission
import FormatDiagnostics
import FormatSema
import OperatingSystem

/// What became of every call and every method of a translation unit, and what it takes to make it so.
struct CompiledCalls {
  struct Call {
    let site: CallSite
    let outcome: TranslationUnitEmitter.Outcome
    /// How the function around the call is entered.
    let convention: MethodConvention

    var isCompiled: Bool { if case .compiled = outcome { true } else { false } }
  }

  private(set) var calls: [Call] = []
  /// The methods whose functions parse their arguments by a format.
  private(set) var entries: [EntryDecision] = []
  /// The changes of each file, by its key in the include graph.
  private(set) var edits: [String: [SourceEdit]] = [:]
  /// What is included behind Python.h; empty if nothing was compiled.
  private(set) var generated = ""
  /// What stands behind the main file's last line; empty if no function changes its convention.
  private(set) var definitions = ""

  /// - Parameters:
  ///   - isPortable: whether the result is to serve every supported Python, not just the one of the headers.
  ///   - keptConvention: why no function may change its convention; nil if it may, which the user can forbid.
  ///   - obstacle: why a file, by its path, must stay as it is; nil if it need not.
  init(
    _ analysis: TranslationUnitAnalysis, _ graph: IncludeGraph, isPortable: Bool, keptConvention: String? = nil,
    obstacle: (String) -> String?
  ) {
    guard let found = analysis.target else {
      calls = analysis.callSites.map {
        Call(site: $0, outcome: .left(reason: "Python.h is not included"), convention: .varargs)
      }
      return
    }
    let target = CompileTarget(
      headers: found.headers, limitedAPI: found.limitedAPI, isSizeClean: found.isSizeClean, isPortable: isPortable)
    var emitter = TranslationUnitEmitter(
      target: target, remembersSites: Files.environment("ARGOT_CALL_SITES") == "1")
    let keptConvention = keptConvention ?? Self.conventionKeptByUser
    let conventions = ConventionAnalysis(
      analysis, target: target, fileObstacle: { keptConvention ?? obstacle($0) },
      isCompiled: { site in
        Self.obstacle(to: site, graph, obstacle) == nil
          && emitter.obstacle(to: site.description, convention: .fastcall) == nil
      })
    entries = conventions.entries
    let entered = EnteredFunctions(conventions.functions, graph)
    edits = entered.edits
    definitions = entered.definitions
    let vectors = Set(conventions.functions.flatMap(\.calls))
    let functions = Set(conventions.functions.map(\.qualifiedName))
    for site in analysis.callSites {
      let convention: MethodConvention = functions.contains(site.enclosingFunction) ? .fastcall : .varargs
      let outcome: TranslationUnitEmitter.Outcome
      if let reason = Self.obstacle(to: site, graph, obstacle) {
        outcome = .left(reason: reason)
      } else {
        outcome = emitter.compile(site.description, convention: vectors.contains(site.place) ? .fastcall : .varargs)
      }
      calls.append(Call(site: site, outcome: outcome, convention: convention))
      if case .compiled(let token, _) = outcome {
        let edit = SourceEdit(at: site.offset, replacing: site.function.rawValue, by: token)
        edits[graph.key(site.file), default: []].append(edit)
      }
    }
    // A call that stays in a function that no longer gets a tuple would read what is none.
    if calls.contains(where: { vectors.contains($0.site.place) && !$0.isCompiled }) {
      let reason = "a call in one of the file's functions could not be compiled"
      self = CompiledCalls(analysis, graph, isPortable: isPortable, keptConvention: reason, obstacle: obstacle)
      return
    }
    if !edits.isEmpty { generated = emitter.text + entered.declarations }
  }

  private static var conventionKeptByUser: String? {
    Files.environment("ARGOT_CONVENTION") == MethodConvention.varargs.rawValue ? "ARGOT_CONVENTION is varargs" : nil
  }

  /// Why a call must stay as it is, whatever its format; nil if nothing speaks against compiling it.
  private static func obstacle(to site: CallSite, _ graph: IncludeGraph, _ obstacle: (String) -> String?) -> String? {
    if let reason = site.obstacle { return reason }
    if site.format == nil { return "the format is not known while compiling" }
    let name = site.function.rawValue.utf8
    guard let bytes = graph.file(site.file)?.bytes, bytes.dropFirst(site.offset).starts(with: name) else {
      return "the file has changed since it was analysed"
    }
    if let reason = obstacle(site.file) { return reason }
    if let keywords = site.keywords {
      if !keywords.isTerminated { return "the keyword list does not end with NULL" }
      if !keywords.isStable { return "the keyword list can change while the program runs" }
    }
    return nil
  }
}

extension CallSite {
  fileprivate var place: ConvertedFunction.Call { ConvertedFunction.Call(file: file, offset: offset) }
}
