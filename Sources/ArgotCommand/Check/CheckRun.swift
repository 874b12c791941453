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
  let names: FileNames
  /// What compilers said of their macros, by their options: the files of a project share most of these.
  private let frontEndOptions = Locked<[[String]: [String]]>([:])

  init(frontend: ClangFrontend, checker: Checker, functions: VariadicFunctions, names: FileNames) {
    self.frontend = frontend
    self.checker = checker
    self.functions = functions
    self.names = names
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
    let file = names.name(of: input.file)
    do {
      let inspection = try inspection(of: input)
      let result = checker.result(for: inspection)
      let changeable = Set(result.findings.flatMap(\.fixes).flatMap(\.edits).map(\.file))
      let name: (String) -> String = { names.name(of: $0, in: input.folder) }
      let report = CheckReport(
        result, unit: CheckReport.Unit(file: file, calls: inspection.calls.count), sources: inspection.sources)
      let sources = inspection.sources.filter { changeable.contains($0.key) }.map { (name($0.key), $0.value) }
      return Result(
        report: report.renamed(name),
        dependencies: inspection.dependencies.map { FileNames.asWritten($0, in: input.folder) },
        sources: Dictionary(sources) { first, _ in first })
    } catch {
      let missing = CheckReport.NotAnalysed(file: file, reason: reason(error, in: input.folder))
      let report = CheckReport(findings: [], notAnalysed: [missing], units: [], lines: [:])
      return Result(report: report, dependencies: [file], sources: [:])
    }
  }

  private func reason(_ error: any Error, in folder: String?) -> String {
    switch error {
    case FrontendError.notAnalysed(_, let diagnostic):
      guard let end = Self.endOfName(in: diagnostic) else { return diagnostic }
      return names.name(of: String(diagnostic[..<end]), in: folder) + diagnostic[end...]
    case Subprocess.Failure.notStarted(let reason): return reason
    default: return "\(error)"
    }
  }

  /// Where the file's name ends in `name:line:column: text`, which has the name as the compile has it.
  private static func endOfName(in diagnostic: String) -> String.Index? {
    diagnostic.indices.first { index in
      guard diagnostic[index] == ":" else { return false }
      let parts = diagnostic[index...].split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
      return parts.count == 4 && parts[3].hasPrefix(" ") && parts[1...2].allSatisfy { Int($0) != nil }
    }
  }

  /// The file as libclang reads it, with paths as the compile has them.
  private func inspection(of input: CheckInput) throws -> Inspection {
    let selection = checker.selection
    switch input {
    case .file(let file, let options):
      return try frontend.inspect(
        file: file, arguments: options, functions: functions, hasFlow: selection.needsFlow,
        hasAnalysis: selection.needsAnalysis
      )
    case .compile(let command, let folder):
      return try frontend.inspect(
        file: input.file, arguments: try options(of: command), workingDirectory: folder, functions: functions,
        hasFlow: selection.needsFlow, hasAnalysis: selection.needsAnalysis
      )
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
}
