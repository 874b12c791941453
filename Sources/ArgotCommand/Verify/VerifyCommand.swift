import ArgumentParser
import ClangFrontend
import CodeEmission
import Differential
import FormatSema
import OperatingSystem

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare compiled calls with CPython's own, under a Python of yours.",
    usage: "argot verify [<options>] <files or formats> ... [-- <compiler options> ...]",
    discussion: """
      Takes the formats of C and C++ sources, or formats. Each call is made many times by CPython's function and by the \
      code that it is compiled to, in functions entered through METH_VARARGS and METH_FASTCALL, with values that suit its \
      units and with values that do not: results, every byte of the variables, exceptions and their texts, warnings, the \
      order of Python code that runs, references, views and memory have to be the same.

      A word that is no file is a format; with --api all are. Behind -- stand the options that the files are compiled with. \
      Without any, they are those of the first --python.

      Exit codes: 0 if nothing differs, 1 if something does, 2 if a file was not analysed or the work could not be done.
      """)

  @Argument(help: "C and C++ files, folders of them, or formats.", completion: .file())
  var words: [String] = []

  @Option(help: "A Python to compare with, which needs its headers; may be repeated. [default: python3]")
  var python: [String] = []

  @Option(help: APIOption.help)
  var api: APIOption?

  @Option(help: "The names of the keyword list, separated by commas; an empty name is positional-only.")
  var keywords: String?

  @Option(
    name: .customShort("p"),
    help: ArgumentHelp(
      "A build folder with compile_commands.json, which says how each file is compiled.",
      discussion: "Without files, all that it lists are read.", valueName: "folder"), completion: .directory)
  var database: String?

  @Option(help: "Compare at least so many calls under each Python.")
  var count = 100_000

  @Option(help: "Go on with other values until so many seconds have passed under each Python.")
  var time = 0

  @Option(help: "Where the values come from: the same number gives the same calls.")
  var seed: UInt64 = 1

  @Option(help: "How the results are printed: text or json.")
  var outputFormat: VerifyOutput = .text

  @Option(
    help: "Write a C file for each difference that is made small, which shows it, to this new folder.",
    completion: .directory)
  var save: String?

  @Option(name: .shortAndLong, help: "How many programs run at a time.")
  var jobs: Int = Threads.processors

  /// Tests plant faults with it.
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("A text in argot.h and what to put in its place.", visibility: .hidden))
  var plant: [String] = []

  func validate() throws {
    if words.isEmpty && database == nil { throw ValidationError("Name a file, a folder or a format.") }
    if count < 1 || time < 0 || jobs < 1 { throw ValidationError("--count and --jobs take numbers from 1 on.") }
    if !plant.isEmpty, plant.count != 2 { throw ValidationError("--plant takes two texts.") }
    if (keywords != nil) != (api == .keywords) {
      throw ValidationError("--keywords and --api keywords belong together.")
    }
    if database != nil, !CompilerFlags.behindTerminator.isEmpty {
      throw ValidationError("-p and options behind -- exclude each other.")
    }
    if database != nil, api != nil { throw ValidationError("-p is for sources, --api for formats.") }
  }

  func run() throws {
    let watch = SignalWatch()
    let end = Result { try Failure.ending { try verified() } }
    watch.end()
    if let number = SignalWatch.noted { die(of: number) }
    let report = try end.get()
    let text = try Failure.ending { try outputFormat.text(of: report, terminal: Terminal()) }
    guard Files.writeAll(Array(text.utf8), to: 1) else { throw Failure.notDone("cannot write to standard output") }
    for missing in report.given.notAnalysed { Failure.warn("\(missing.file) was not analysed: \(missing.reason)") }
    if report.differs { throw Failure.findings }
    if !report.given.notAnalysed.isEmpty { throw ExitCode(2) }
    if report.compared == 0 {
      throw Failure.notDone(
        "nothing was compared: \(report.given.calls.isEmpty ? "no call has a literal format" : "no call is compiled")")
    }
  }

  private func verified() throws -> VerifyReport {
    let workspace = try Workspace(header: try header())
    defer { workspace.remove() }
    let interpreters = try (python.isEmpty ? ["python3"] : python).map {
      try Interpreter(asking: $0, folder: workspace.folder)
    }
    let given = try calls(interpreters[0])
    var options = Verification.Options()
    (options.seed, options.count, options.seconds, options.jobs) = (seed, count, time, jobs)
    var report = VerifyReport(given: given, seed: seed)
    for interpreter in interpreters where !given.calls.isEmpty {
      let bar = ProgressBar("CPython \(interpreter.name)", of: count)
      let verification = Verification(workspace: workspace, options: options) { bar.advance(by: $0) }
      defer { bar.remove() }
      let results = try verification.results(of: given.calls.map(\.call), under: interpreter)
      report.runs.append(VerifyReport.Run(interpreter: interpreter, results: results))
    }
    if let save { try write(report, to: save) }
    return report
  }

  private func calls(_ interpreter: Interpreter) throws -> GivenCalls {
    var given = GivenCalls()
    var paths: [String] = []
    let names = keywords.map { $0.isEmpty ? [] : $0.split(separator: ",", omittingEmptySubsequences: false) }
    for word in words {
      if api == nil, SourceFiles.isSource(word) || Files.isFolder(word) || Files.isReadable(word) {
        paths.append(word)
        continue
      }
      do throws(TestedCall.Obstacle) {
        try given.add(word, function: (api ?? .parse).function, keywords: names?.map { Array($0.utf8) })
      } catch {
        throw Failure.Message("the format \"\(word)\" cannot be verified: \(error.message)")
      }
    }
    if !paths.isEmpty || database != nil {
      let files = try SourceFiles.named(by: paths)
      let inputs = try SourceInput.inputs(files, database: database) { interpreter.includes.map { "-I\($0)" } }
      let functions = VariadicFunctions()
      let reader = SourceReader(
        frontend: try ClangFrontend(), functions: functions, names: FileNames(given: files))
      given.add(inputs, reader: reader, atATime: jobs)
    }
    return given
  }

  private func write(_ report: VerifyReport, to folder: String) throws {
    try Files.makeFolder(folder)
    for (number, reproduction) in report.reproductions.enumerated() {
      let place = "\(folder)/\(number + 1)"
      try Files.makeFolder(place)
      try Files.write(Array(reproduction.source.utf8), to: "\(place)/\(reproduction.sourceName)")
    }
  }

  /// The text of `argot.h` with the fault that is to be planted; nil for the usual one.
  private func header() throws -> String? {
    guard !plant.isEmpty else { return nil }
    let parts = ArgotHeader.text.split(separator: plant[0], omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Failure.Message("argot.h does not hold this once: \(plant[0])") }
    return parts.joined(separator: plant[1])
  }
}
