import ArgumentParser
import Checks
import ClangFrontend
import FormatUnits
import OperatingSystem
import Rewriting

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find calls whose format and arguments do not fit each other.",
    usage: "argot check [<options>] <files> ... [-- <compiler options> ...]",
    discussion: """
      Behind -- stand the options that the files are compiled with. Without any, they are those of the python3 on the \
      PATH.

      A comment // argot: ignore[rule-id] on the line of a finding, or alone on the line above, silences it. \
      argot explain RULE-ID says what a rule is about.

      Exit codes: 0 without findings, 1 with findings, 2 if a file was not analysed.
      """)

  @Argument(help: "C and C++ files; of a folder, all in it.", completion: .file())
  var files: [String] = []

  @Option(
    name: .customShort("p"),
    help: ArgumentHelp(
      "A build folder with compile_commands.json, which says how each file is compiled.",
      discussion: "Without files, all that it lists are checked.", valueName: "folder"), completion: .directory)
  var database: String?

  @Option(
    help: ArgumentHelp(
      "The versions that the code has to work on, such as 3.9-3.15 or 3.12.",
      discussion: "Without it the version of the headers, or, for a limited API, all from that on."))
  var python: VersionRange?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Rules or groups to use in the place of those on by default, separated by commas.",
      discussion: "Groups: \(RuleGroup.allCases.map(\.rawValue).joined(separator: ", ")), all."))
  var select: [String] = []

  @Option(parsing: .singleValue, help: "Rules or groups to leave out, separated by commas.")
  var ignore: [String] = []

  @Option(help: "How findings are printed.")
  var outputFormat: CheckOutput = .full

  @Flag(help: "Change the files as the fixes say that can only do what was meant.")
  var fix = false

  @Flag(help: "With --fix or --diff: apply fixes that leave a choice, too; look at each.")
  var unsafeFixes = false

  @Flag(help: "Print the changes that --fix would make as a unified diff, and change nothing.")
  var diff = false

  @Flag(help: "Print how many findings each rule has in the place of the findings.")
  var statistics = false

  @Option(name: .shortAndLong, help: "How many files are read at a time.")
  var jobs: Int = Threads.processors

  func validate() throws {
    if files.isEmpty && database == nil { throw ValidationError("Name a file or a folder.") }
    if database != nil, !CompilerFlags.behindTerminator.isEmpty {
      throw ValidationError("-p and options behind -- exclude each other.")
    }
    if fix && diff { throw ValidationError("--fix and --diff exclude each other.") }
    if unsafeFixes && !fix && !diff { throw ValidationError("--unsafe-fixes is for --fix and --diff.") }
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  func run() throws {
    var report = try checked()
    if fix || diff {
      let fixing = Fixing(report, isUnsafeAllowed: unsafeFixes)
      if diff {
        print(fixing.diff, terminator: "")
        throw fixing.fixed.isEmpty ? ExitCode.success : Failure.findings
      }
      try write(fixing)
      report = report.without(fixing.fixed)
    }
    do {
      try outputFormat.show(report, statistics: statistics)
    } catch {
      throw Failure.notDone("cannot write the findings: \(error)")
    }
    for missing in report.notAnalysed { Failure.warn("\(missing.file) was not analysed: \(missing.reason)") }
    if !report.notAnalysed.isEmpty { throw ExitCode(2) }
    if !report.findings.isEmpty { throw Failure.findings }
  }

  private func write(_ fixing: Fixing) throws {
    for (file, text) in fixing.texts.sorted(by: { $0.key < $1.key }) {
      do {
        try Files.replace(file, by: text)
      } catch {
        throw Failure.notDone(error.message)
      }
    }
    if !fixing.fixed.isEmpty {
      let (count, files) = (fixing.fixed.count, fixing.texts.count)
      Failure.remark("fixed \(count) finding\(count == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s")")
    }
  }

  private func checked() throws -> CheckReport {
    let selection: RuleSelection
    do throws(RuleSelection.UnknownName) {
      selection = try RuleSelection(selected: Self.words(select), ignored: Self.words(ignore))
    } catch {
      throw Failure.notDone("there is no rule and no group '\(error.name)'; argot explain --rules lists them")
    }
    let inputs = try self.inputs()
    let frontend: ClangFrontend
    do throws(FrontendError) {
      frontend = try ClangFrontend()
    } catch {
      throw Failure.notDone("\(error)")
    }
    let checker = Checker(selection: selection, versions: python?.versions)
    return CheckRun(frontend: frontend, checker: checker).report(on: inputs, atATime: jobs)
  }

  private func inputs() throws -> [CheckInput] {
    let files = try Self.sources(files)
    do {
      if let database {
        return CheckInput.inputs(of: try CompilationDatabase(in: database), files: files)
      }
      let flags = CompilerFlags.behindTerminator
      let options = flags.isEmpty ? try PythonFlags.ofPath() : flags
      return files.map { .file($0, options: options) }
    } catch {
      throw Failure.notDone("\(error)")
    }
  }

  private static func words(_ options: [String]) -> [String] {
    options.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// The files, and those in the folders, each once.
  private static func sources(_ paths: [String]) throws -> [String] {
    var seen: Set<String> = []
    var found: [String] = []
    for path in paths {
      if Files.isFolder(path) {
        let inside = Files.tree(path).filter { suffixes.contains(Paths.suffix($0)) }
        if inside.isEmpty { throw Failure.notDone("\(path) holds no C or C++ file") }
        found += inside.filter { seen.insert($0).inserted }
      } else if seen.insert(path).inserted {
        found.append(path)
      }
    }
    return found
  }

  private static let suffixes: Set<String> = ["c", "cc", "cp", "cpp", "cxx", "c++", "C"]
}

/// Versions such as `3.9-3.15` or `3.12` on the command line.
struct VersionRange: ExpressibleByArgument {
  let versions: ClosedRange<PythonVersion>

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false)
      .map { PythonVersionArgument(argument: String($0))?.version }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
      first >= .oldestSupported, last <= .newestSupported
    else { return nil }
    versions = first...last
  }
}
