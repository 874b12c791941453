import Checks
import ClangFrontend
import FormatSema
import OperatingSystem
import Rewriting

/// Reads files and runs the rules on them.
struct CheckRun: Sendable {
  /// What a run has to show.
  struct Result: Sendable {
    var report: CheckReport
    /// The files that were read, headers too.
    let dependencies: [String]
    /// The text of the files with findings.
    let sources: [String: [UInt8]]
  }

  let frontend: ClangFrontend
  let checker: Checker
  let functions: VariadicFunctions
  /// What compilers said of their macros, by their options: the files of a project share most of these.
  private let frontEndOptions = Locked<[[String]: [String]]>([:])

  init(frontend: ClangFrontend, checker: Checker, functions: VariadicFunctions) {
    self.frontend = frontend
    self.checker = checker
    self.functions = functions
  }

  func result(on inputs: [CheckInput], atATime count: Int) -> Result {
    let parts = Locked<[Result]>([])
    Threads.forEach(inputs, atATime: count) { input in
      let part = part(of: input)
      parts.withLock { $0.append(part) }
    }
    let all = parts.withLock { $0 }
    return Result(
      report: CheckReport(merging: all.map(\.report)), dependencies: Set(all.flatMap(\.dependencies)).sorted(),
      sources: all.reduce(into: [:]) { $0.merge($1.sources) { first, _ in first } })
  }

  private func part(of input: CheckInput) -> Result {
    let file = Self.shown(input.file)
    do {
      let inspection = try inspection(of: input)
      let findings = checker.findings(in: inspection)
      let unit = CheckReport.Unit(file: file, calls: inspection.calls.count)
      let changeable = Set(findings.flatMap(\.fixes).flatMap(\.edits).map(\.file))
      return Result(
        report: CheckReport(findings: findings, unit: unit, sources: inspection.sources),
        dependencies: inspection.dependencies, sources: inspection.sources.filter { changeable.contains($0.key) })
    } catch {
      let reason =
        switch error {
        case FrontendError.notAnalysed(_, let diagnostic): diagnostic
        case Subprocess.Failure.notStarted(let reason): reason
        default: "\(error)"
        }
      let missing = CheckReport.NotAnalysed(file: file, reason: reason)
      let report = CheckReport(findings: [], notAnalysed: [missing], units: [], lines: [:])
      return Result(report: report, dependencies: [file], sources: [:])
    }
  }

  /// The file as libclang reads it, with paths as the user sees them from the working directory.
  private func inspection(of input: CheckInput) throws -> Inspection {
    let selection = checker.selection
    switch input {
    case .file(let file, let options):
      return try frontend.inspect(
        file: file, arguments: options, functions: functions, hasVariables: selection.needsVariables,
        hasAnalysis: selection.needsAnalysis
      ).renamed(Self.shown)
    case .compile(let command, let folder):
      return try frontend.inspect(
        file: input.file, arguments: try options(of: command), workingDirectory: folder, functions: functions,
        hasVariables: selection.needsVariables, hasAnalysis: selection.needsAnalysis
      ).renamed(Self.shown)
    case .unknown(let file, let reason): throw FrontendError.notAnalysed(file: file, diagnostic: reason)
    }
  }

  private func options(of command: CompilerCommand) throws -> [String] {
    let key = command.compiler + [Paths.suffix(command.source)] + command.options
    if let known = frontEndOptions.withLock({ $0[key] }) { return known }
    let folder = try Files.makeTemporaryFolder()
    defer { Files.removeTree(folder) }
    let options = try command.frontEndOptions(folder: folder)
    frontEndOptions.withLock { $0[key] = options }
    return options
  }

  private static func shown(_ path: String) -> String {
    let base = Files.workingDirectory + "/"
    if path.hasPrefix(base) { return String(path.dropFirst(base.count)) }
    return path.hasPrefix("./") && path.count > 2 ? String(path.dropFirst(2)) : path
  }
}
