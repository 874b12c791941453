import ArgumentParser
import Checks
import ClangFrontend
import FormatSema
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

      Exit codes: 0 if nothing was found, 1 if there are findings, 2 if a file was not analysed or the work could not be \
      done. It is the same with --diff; with --fix only the findings count that are left. With --write-baseline, and \
      with --exit-zero, findings do not count.
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
      discussion: """
        Without it those of the configuration, else those that requires-python in pyproject.toml allows, else the version \
        of the headers, or, for a limited API, all from that on.
        """))
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

  @Option(help: "Report nothing that is in this file, which --write-baseline wrote.", completion: .file())
  var baseline: String?

  @Option(help: "Write the findings to this file, for --baseline, and report none.", completion: .file())
  var writeBaseline: String?

  @Flag(help: "The files are outputs of --output-format json: show them as one run over all that they are about.")
  var merge = false

  @Option(
    name: .shortAndLong, help: "Write the findings to this file in the place of standard output.", completion: .file())
  var output: String?

  @Option(
    help:
      "With --output: write a rule for make or ninja to this file, by which the output depends on all that was read.",
    completion: .file())
  var depfile: String?

  @Flag(help: "Exit with 0 in spite of findings.")
  var exitZero = false

  @Option(
    help: ArgumentHelp(
      "The configuration, a TOML file.",
      discussion: "Without it the nearest .argot.toml or pyproject.toml in this folder or above; see the README."),
    completion: .file())
  var config: String?

  @Option(name: .shortAndLong, help: "How many files are read at a time.")
  var jobs: Int = Threads.processors

  func validate() throws {
    if files.isEmpty && database == nil { throw ValidationError("Name a file or a folder.") }
    if database != nil, !CompilerFlags.behindTerminator.isEmpty {
      throw ValidationError("-p and options behind -- exclude each other.")
    }
    if fix && diff { throw ValidationError("--fix and --diff exclude each other.") }
    if unsafeFixes && !fix && !diff { throw ValidationError("--unsafe-fixes is for --fix and --diff.") }
    if merge, fix || diff || database != nil || depfile != nil || !CompilerFlags.behindTerminator.isEmpty {
      throw ValidationError("--merge goes with --output-format, --output, --statistics and the baselines only.")
    }
    if depfile != nil && output == nil { throw ValidationError("--depfile is for --output.") }
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  func run() throws {
    var result = try merge ? merged() : checked()
    if let writeBaseline {
      try Failure.ending { try Files.replace(writeBaseline, by: Array(Baseline(result.report).text().utf8)) }
      Failure.remark("wrote \(result.report.findings.count) findings to \(writeBaseline)")
      try end(result.report, isCounting: false)
      return
    }
    if let baseline { result.report = try without(baseline, result.report) }
    if diff {
      let fixing = fixing(result)
      try write(fixing.diff, result)
      tell(fixing, "would fix", left: result.report.findings.count - fixing.fixed.count)
    } else {
      if fix {
        let fixing = fixing(result)
        for (file, text) in fixing.texts.sorted(by: { $0.key < $1.key }) {
          try Failure.ending { try Self.replace(file, by: text) }
        }
        tell(fixing, "fixed")
        result.report = result.report.without(fixing.fixed)
      }
      let style = output == nil ? Terminal().style : .plain
      let text = try Failure.ending { try outputFormat.text(of: result.report, statistics: statistics, style: style) }
      try write(Array(text.utf8), result)
    }
    try end(result.report, isCounting: !exitZero)
  }

  private func fixing(_ result: CheckRun.Result) -> Fixing {
    Fixing(result.report.findings, in: result.sources, isUnsafeAllowed: unsafeFixes)
  }

  /// Changes a file where it stands, not a link to it.
  private static func replace(_ file: String, by text: [UInt8]) throws(SystemError) {
    do throws(SystemError) {
      try Files.replace(Files.canonical(file) ?? file, by: text)
    } catch {
      throw SystemError("cannot write \(file)", error)
    }
  }

  /// Says what fixes do.
  private func tell(_ fixing: Fixing, _ verb: String, left: Int = 0) {
    let (count, files) = (fixing.fixed.count, fixing.texts.count)
    let what = "\(count) finding\(count == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s")"
    var parts = count > 0 ? ["\(verb) \(what)"] : []
    if left > 0 { parts.append("no fix is applied to \(left) finding\(left == 1 ? "" : "s")") }
    if !parts.isEmpty { Failure.remark(parts.joined(separator: "; ")) }
  }

  /// Writes what a run has to show.
  private func write(_ bytes: [UInt8], _ result: CheckRun.Result) throws {
    try Failure.ending {
      guard let output else {
        guard Files.writeAll(bytes, to: 1) else { throw SystemError("cannot write to standard output") }
        return
      }
      try Files.replace(output, by: bytes)
      if let depfile { try Files.replace(depfile, by: DependencyRule.text(output, result.dependencies)) }
    }
  }

  /// Names the files that were not analysed, and ends with the exit code.
  private func end(_ report: CheckReport, isCounting: Bool) throws {
    for missing in report.notAnalysed { Failure.warn("\(missing.file) was not analysed: \(missing.reason)") }
    if !report.notAnalysed.isEmpty { throw ExitCode(2) }
    if !report.findings.isEmpty, isCounting { throw Failure.findings }
  }

  private func without(_ baseline: String, _ report: CheckReport) throws -> CheckReport {
    guard let text = Files.read(baseline) else {
      throw Failure.notDone("\(baseline) cannot be read; --write-baseline \(baseline) makes it")
    }
    let known: (findings: Set<Finding>, unused: Int)
    do throws(Baseline.Failure) {
      known = try Baseline(text).known(in: report)
    } catch {
      throw Failure.notDone("\(baseline) is no baseline: \(error)")
    }
    if known.unused > 0 {
      Failure.remark("\(known.unused) entries of \(baseline) are no longer found; --write-baseline renews it")
    }
    return report.without(known.findings)
  }

  /// Reports of other runs in the place of sources.
  private func merged() throws -> CheckRun.Result {
    let reports = try files.map { file in
      guard let text = Files.read(file) else { throw Failure.notDone("\(file) cannot be read") }
      do throws(JSONReport.Failure) {
        return try JSONReport.report(text)
      } catch {
        throw Failure.notDone("\(file) cannot be merged: \(error)")
      }
    }
    return CheckRun.Result(report: CheckReport(merging: reports), dependencies: [], sources: [:])
  }

  private func checked() throws -> CheckRun.Result {
    let configuration = try Failure.ending { try CheckConfiguration.find(named: config) }
    let selection: RuleSelection
    do throws(RuleSelection.UnknownName) {
      selection = try RuleSelection(
        selected: select.isEmpty ? configuration.select : Self.words(select),
        ignored: ignore.isEmpty ? configuration.ignore : Self.words(ignore))
    } catch {
      throw Failure.notDone("there is no rule and no group '\(error.name)'; argot explain --rules lists them")
    }
    let sources = try Failure.ending { try SourceFiles.named(by: files) }
    let inputs = try Failure.ending { try SourceInput.inputs(sources, database: database, flags: PythonFlags.ofPath) }
    let frontend = try Failure.ending { try ClangFrontend() }
    let checker = Checker(selection: selection, versions: python?.versions ?? configuration.versions)
    let functions = VariadicFunctions().adding(configuration.functions)
    let reader = SourceReader(frontend: frontend, functions: functions, names: FileNames(given: sources))
    return CheckRun(reader: reader, checker: checker).result(on: inputs, atATime: jobs)
  }

  private static func words(_ options: [String]) -> [String] {
    options.flatMap { $0.split { $0 == "," || $0.isWhitespace }.map(String.init) }
  }
}
