import ArgumentParser
import Differential
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

  @OptionGroup var words: CallWords

  @Option(help: "A Python to compare with, which needs its headers; may be repeated. [default: python3]")
  var python: [String] = []

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

  @OptionGroup var fault: PlantedFault

  func validate() throws {
    if count < 1 || time < 0 || jobs < 1 { throw ValidationError("--count and --jobs take numbers from 1 on.") }
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
    let workspace = try Workspace(header: try fault.header())
    defer { workspace.remove() }
    let interpreters = try (python.isEmpty ? ["python3"] : python).map {
      try Interpreter(asking: $0, folder: workspace.folder)
    }
    let given = try words.calls(includes: interpreters[0].includes, atATime: jobs)
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

  private func write(_ report: VerifyReport, to folder: String) throws {
    try Files.makeFolder(folder)
    for (number, reproduction) in report.reproductions.enumerated() {
      let place = "\(folder)/\(number + 1)"
      try Files.makeFolder(place)
      try Files.write(Array(reproduction.source.utf8), to: "\(place)/\(reproduction.sourceName)")
    }
  }
}
