import ClangFrontend
import FormatSema
import OperatingSystem
import Rewriting

/// Reads source files as libclang sees them.
struct SourceReader: Sendable {
  let frontend: ClangFrontend
  let functions: VariadicFunctions
  let names: FileNames
  /// What compilers said of their macros, by their options: the files of a project share most of these.
  private let frontEndOptions = Locked<[[String]: [String]]>([:])

  init(frontend: ClangFrontend, functions: VariadicFunctions, names: FileNames) {
    self.frontend = frontend
    self.functions = functions
    self.names = names
  }

  /// The file as libclang reads it, with paths as the compile has them.
  func inspection(of input: SourceInput, hasFlow: Bool = false, hasAnalysis: Bool = false) throws -> Inspection {
    switch input {
    case .file(let file, let options):
      return try frontend.inspect(
        file: file, arguments: options, functions: functions, hasFlow: hasFlow, hasAnalysis: hasAnalysis)
    case .compile(let command, let folder):
      return try frontend.inspect(
        file: input.file, arguments: try options(of: command), workingDirectory: folder, functions: functions,
        hasFlow: hasFlow, hasAnalysis: hasAnalysis)
    case .unknown(let file, let reason): throw FrontendError.notAnalysed(file: file, diagnostic: reason)
    }
  }

  /// Why a file could not be read, with the names that a report has for files.
  func reason(_ error: any Error, for input: SourceInput) -> String {
    switch error {
    case FrontendError.notAnalysed(_, let diagnostic):
      guard let end = Self.endOfName(in: diagnostic) else { return diagnostic }
      return names.name(of: String(diagnostic[..<end]), in: input.folder) + diagnostic[end...]
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
