import ClangFrontend
import OperatingSystem

#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// One compile that may be rewritten. If `run` returns, nothing has happened yet and the original command is to run.
struct Launch {
  let command: CompilerCommand
  /// The compiler and its arguments, as given.
  let original: [String]
  private var report = Report()
  private let isStrict = Files.environment("ARGOT_STRICT") == "1"
  private var folder = ""
  /// What the original command did, once it has run.
  private var expected: Subprocess.Result?

  init(command: CompilerCommand, original: [String]) {
    self.command = command
    self.original = original
  }

  /// Why the rewritten file is not used.
  private struct Discard: Error {
    let reason: String
  }

  private static let differs = "the rewritten file did not compile as the original does"

  mutating func run() {
    // Told before anything is done: afterwards the object and the messages would already be there.
    if !record({ report throws(SystemError) in try report.open() }) { report = nil }
    let watch = SignalWatch()
    let end = Result {
      folder = try Files.makeTemporaryFolder()
      return try compile()
    }
    if !folder.isEmpty { Files.removeTree(folder) }
    watch.end()
    if let number = SignalWatch.noted { die(of: number) }
    switch end {
    case .success(let status): status?.adopt()
    case .failure(let error): refuse(Self.text(error))
    }
  }

  /// Compiles the source, if possible rewritten.
  ///
  /// - Returns: how to end; nil if the original command is to run.
  private mutating func compile() throws -> ExitStatus? {
    let macros = try PredefinedMacros(of: command, folder: folder)
    let unit = try SignalWatch.run(withEmpty: folder) { try analyzed(macros) }
    let calls = Self.compiledCalls(unit, keptConvention: nil)
    guard !calls.edits.isEmpty else {
      record { report throws(SystemError) in try report.append(calls) }
      return nil
    }
    return try compile(calls, unit, macros)
  }

  /// A source and what libclang knows of it.
  private struct Unit {
    let analysis: TranslationUnitAnalysis
    let graph: IncludeGraph
  }

  private func analyzed(_ macros: PredefinedMacros) throws -> Unit {
    do {
      let analysis = try ClangFrontend().analyze(
        file: command.source, arguments: macros.analysisOptions(behind: command.analysisOptions))
      return Unit(
        analysis: analysis, graph: IncludeGraph(source: command.source, inclusions: analysis.inclusions))
    } catch {
      record { report throws(SystemError) in try report.append(file: command.source, notAnalysed: "\(error)") }
      throw Discard(reason: "\(error)")
    }
  }

  private static func compiledCalls(_ unit: Unit, keptConvention: String?) -> CompiledCalls {
    CompiledCalls(unit.analysis, unit.graph, isPortable: false, keptConvention: keptConvention) { path in
      if case .failure(let obstacle) = unit.graph.closure(of: path) { obstacle.message } else { nil }
    }
  }

  /// Compiles the source with these calls in it. If that goes wrong, it is tried once more without a changed
  /// convention: that is where most could be overlooked.
  private mutating func compile(
    _ calls: CompiledCalls, _ unit: Unit, _ macros: PredefinedMacros
  ) throws -> ExitStatus {
    do {
      try checkOutputs()
      let rewritten = try RewrittenCompile(
        command, calls, unit.graph, unit.analysis, closure: Self.closure(of: calls, unit.graph),
        folder: folder + (calls.definitions.isEmpty ? "/kept" : "/changed"), clangVersion: macros.clangVersion)
      defer { rewritten.discard() }
      let status = try compile(rewritten)
      record { report throws(SystemError) in try report.append(calls) }
      return status
    } catch let error as Subprocess.Failure {
      throw error
    } catch let error as ComparedWithOriginal {
      if !calls.definitions.isEmpty {
        return try compile(Self.compiledCalls(unit, keptConvention: error.reason), unit, macros)
      }
      record { report throws(SystemError) in try report.append(calls, discarded: error.reason) }
      if isStrict { throw Discard(reason: error.reason) }
      return error.status
    } catch {
      record { report throws(SystemError) in try report.append(calls, discarded: Self.text(error)) }
      throw error
    }
  }

  /// Writes to the report if one was asked for. A report that cannot be written stops a strict build, no other.
  ///
  /// - Returns: whether that went well.
  @discardableResult
  private func record(_ append: (Report) throws(SystemError) -> Void) -> Bool {
    guard let report else { return true }
    do {
      try append(report)
      return true
    } catch {
      if isStrict {
        if !folder.isEmpty { Files.removeTree(folder) }
        complain(error.message, code: 1)
      }
      Files.writeAll(Array("argot: warning: \(error.message)\n".utf8), to: 2)
      return false
    }
  }

  /// The original was compiled, and its result is the one to keep.
  private struct ComparedWithOriginal: Error {
    let status: ExitStatus
    let reason: String
  }

  /// What is no file cannot be replaced by one.
  private func checkOutputs() throws(Discard) {
    for output in [command.object, command.dependencies?.file].compactMap(\.self) {
      if !Files.canBeReplaced(output) { throw Discard(reason: "\(output) cannot be replaced") }
    }
  }

  /// Compiles the rewritten source, and the original as well if the first has anything to say.
  private mutating func compile(_ rewritten: RewrittenCompile) throws -> ExitStatus {
    let result = try Subprocess.run(colored(rewritten.arguments), folder: folder)
    let dependencies = rewritten.dependencies()
    if expected == nil, result.status.isSuccess, result.isSilent, let dependencies {
      if let request = command.dependencies { try Files.replace(request.file, by: dependencies.text) }
      try Files.move(rewritten.object, to: command.object)
      return result.status
    }
    let expected = try compileOriginal()
    let difference = rewritten.difference(result, from: expected)
    guard result.status.isSuccess, expected.status.isSuccess, dependencies != nil, difference == nil else {
      let reason = Self.differs + (difference.map { " (\($0))" } ?? "")
      throw ComparedWithOriginal(status: expected.status, reason: reason)
    }
    try Files.move(rewritten.object, to: command.object)
    return expected.status
  }

  /// Runs the original command, once. From then on its messages, dependency file and exit status stand.
  private mutating func compileOriginal() throws -> Subprocess.Result {
    if let expected { return expected }
    let result = try Subprocess.run(colored(original), folder: folder)
    Files.writeAll(result.output, to: 1)
    Files.writeAll(result.errors, to: 2)
    expected = result
    return result
  }

  /// Asks for colours where the compiler would have used them: its messages go through a file.
  private func colored(_ arguments: [String]) -> [String] {
    guard isatty(2) == 1, Files.environment("TERM").map({ $0 != "dumb" }) == true,
      !arguments.contains(where: { $0.contains("diagnostics-color") || $0.contains("-color-diagnostics") })
    else { return arguments }
    return arguments + ["-fdiagnostics-color=always"]
  }

  /// The files that have to be copied: those with compiled calls and everybody who includes them.
  private static func closure(of calls: CompiledCalls, _ graph: IncludeGraph) -> Set<String> {
    calls.edits.keys.reduce(into: [graph.main]) { result, file in
      if case .success(let files) = graph.closure(of: file) { result.formUnion(files) }
    }
  }

  private func refuse(_ reason: String) {
    if isStrict { complain("\(command.source) was left as it is: \(reason)", code: 1) }
  }

  private static func text(_ error: any Error) -> String {
    switch error {
    case let error as Discard: error.reason
    case let error as PredefinedMacros.Failure: error.description
    case let error as RewrittenCompile.Failure: error.reason
    case let error as SystemError: error.message
    case Subprocess.Failure.notStarted(let reason): reason
    default: "\(error)"
    }
  }
}
