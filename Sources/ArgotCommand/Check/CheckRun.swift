import Checks
import ClangFrontend
import FormatSema
import OperatingSystem
import Rewriting

/// Reads files and runs the rules on them.
struct CheckRun: Sendable {
  let frontend: ClangFrontend
  let checker: Checker
  let functions = VariadicFunctions()
  /// What compilers said of their macros, by their options: the files of a project share most of these.
  private let frontEndOptions = Locked<[[String]: [String]]>([:])

  init(frontend: ClangFrontend, checker: Checker) {
    self.frontend = frontend
    self.checker = checker
  }

  /// What was found in one file.
  private enum Outcome: Sendable {
    case read(findings: [Finding], calls: Int, sources: [String: [UInt8]])
    case notAnalysed(CheckReport.NotAnalysed)
  }

  func report(on inputs: [CheckInput], atATime count: Int) -> CheckReport {
    let outcomes = Locked<[Outcome]>([])
    Threads.forEach(inputs, atATime: count) { input in
      let outcome = outcome(of: input)
      outcomes.withLock { $0.append(outcome) }
    }
    var findings: [[Finding]] = []
    var missing: [CheckReport.NotAnalysed] = []
    var sources: [String: [UInt8]] = [:]
    var calls = 0
    for outcome in outcomes.withLock({ $0 }) {
      switch outcome {
      case .read(let found, let count, let texts):
        findings.append(found)
        calls += count
        // Only these are shown.
        let files = Set(found.flatMap(\.files))
        sources.merge(texts.filter { files.contains($0.key) }) { first, _ in first }
      case .notAnalysed(let file): missing.append(file)
      }
    }
    return CheckReport(
      findings: findings, notAnalysed: missing, fileCount: inputs.count - missing.count, callCount: calls,
      sources: sources)
  }

  private func outcome(of input: CheckInput) -> Outcome {
    do {
      let inspection = try inspection(of: input)
      return .read(
        findings: checker.findings(in: inspection), calls: inspection.calls.count, sources: inspection.sources)
    } catch {
      let reason =
        switch error {
        case FrontendError.notAnalysed(_, let diagnostic): diagnostic
        case Subprocess.Failure.notStarted(let reason): reason
        default: "\(error)"
        }
      return .notAnalysed(CheckReport.NotAnalysed(file: Self.shown(input.file), reason: reason))
    }
  }

  /// The file as libclang reads it, with paths as the user sees them from the working directory.
  private func inspection(of input: CheckInput) throws -> Inspection {
    switch input {
    case .file(let file, let options):
      return try frontend.inspect(file: file, arguments: options, functions: functions)
    case .compile(let command, let folder):
      let options = try options(of: command)
      return try frontend.inspect(
        file: input.file, arguments: options, workingDirectory: folder, functions: functions
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
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path
  }
}
