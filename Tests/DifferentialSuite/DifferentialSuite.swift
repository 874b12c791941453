import ArgumentParser
import Differential
import FormatUnits
import OperatingSystem

/// Compares compiled calls with CPython's own, on every interpreter at hand.
struct DifferentialSuite: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares compiled calls with CPython's own.",
    discussion: """
      Exit codes: 0 where nothing differs, 1 where something does, 2 where the comparison could not be made.
      """)

  @Option(help: "Where the random formats and values come from.")
  var seed: UInt64 = 1

  @Option(help: "How many random formats are tested besides those that always are.")
  var count = 150

  @Option(help: "Multiplies the values that are tried with a format.")
  var effort = 1

  @Option(help: "A Python to compare with, in place of those that are found; may be repeated.")
  var interpreter: [String] = []

  @Flag(help: "Of the interpreters that are found, compare with the newest of each minor version only.")
  var newest = false

  @Flag(help: "Compare with debug builds that are found, too.")
  var debug = false

  @Option(
    help: "Compare at least so many calls under each interpreter; a tenth in modes other than full and debug builds.")
  var calls = 0

  @Option(help: "Fail where fewer calls than that were compared in all.")
  var least = 0

  @Option(help: "How the calls are compiled, separated by commas: full, limited, c++, fastcall.")
  var modes = ModeList(all: [.full, .limited, .cxx, .fastcall])

  @Option(help: "The most formats of one batch.")
  var batch = 800

  @Option(help: "How many programs run at the same time.")
  var jobs = Threads.processors

  @Option(help: "Another text for argot.h, to see that its faults are found.", completion: .file())
  var header: String?

  @Option(help: "A new folder to work in, which stays.", completion: .directory)
  var keep: String?

  @Flag(help: "End at the first difference, without making it smaller.")
  var stopEarly = false

  @Flag(help: "Only see that planted faults are found.")
  var selfCheck = false

  func validate() throws {
    guard count >= 0, effort > 0, calls >= 0, least >= 0, batch > 0, jobs > 0 else {
      throw ValidationError("Numbers must not be negative, and --effort, --batch and --jobs not 0.")
    }
    if selfCheck, header != nil || stopEarly || calls > 0 || least > 0 {
      throw ValidationError(
        "--self-check compares nothing else: it does not go with --header, --stop-early, --calls and --least.")
    }
  }

  func run() throws {
    let watch = SignalWatch()
    let end = Result { try compare() }
    watch.end()
    if let number = SignalWatch.noted { die(of: number) }
    switch end {
    case .success(true): return
    case .success(false): throw ExitCode(1)
    case .failure(let error):
      Files.writeAll(Array("\(error)\n".utf8), to: 2)
      throw ExitCode(2)
    }
  }

  /// Makes the comparison; false where something differs.
  private func compare() throws -> Bool {
    let workspace = try Workspace(header: header.map(Self.text), kept: keep)
    defer { workspace.remove() }
    let interpreters = try interpreters(folder: workspace.folder)
    for interpreter in interpreters {
      Self.say("found CPython \(interpreter.name): \(interpreter.path) (\(interpreter.text))")
    }
    let tally = Tally { Self.say($0) }
    if !selfCheck { compare(interpreters, workspace, tally) }
    if SignalWatch.noted != nil { return false }
    if header == nil, !stopEarly, let newest = interpreters.last(where: { !$0.debug }) {
      try SelfCheck.run(newest, tally: tally)
    }
    if SignalWatch.noted != nil { return false }
    guard tally.passed + tally.failed > 0 else { throw NothingCompared() }
    if !tally.rows.isEmpty { Self.say(Summary.table(tally.rows)) }
    Self.say("\(tally.passed) passed, \(tally.failed) failed")
    return !tally.hasFailed
  }

  private func compare(_ interpreters: [Interpreter], _ workspace: Workspace, _ tally: Tally) {
    var options = ComparisonRun.Options()
    options.seed = seed
    options.effort = effort
    options.calls = calls
    options.stopsEarly = stopEarly
    options.jobs = jobs
    let source = CallSource(fixed: StandardFormats.all(), random: count, seed: seed, size: batch)
    let run = ComparisonRun(workspace: workspace, source: source, options: options, tally: tally)
    run.run(ComparisonRun.jobs(interpreters, modes: compileModes))
    // What was not finished says nothing of the whole.
    if SignalWatch.noted != nil || (stopEarly && tally.hasFailed) { return }
    Summary.judgeShares(tally)
    Summary.judgeCalls(tally, options, least: least)
    Self.say("seed \(seed), \(count) random formats at first")
  }

  /// Prints a line at once, also into a pipe.
  private static func say(_ text: String) {
    Files.writeAll(Array("\(text)\n".utf8), to: 1)
  }

  private func interpreters(folder: String) throws -> [Interpreter] {
    if interpreter.isEmpty {
      let python = Files.environment("PYTHON") ?? "python3"
      let options = (debug ? ["--debug"] : []) + (newest ? ["--newest"] : [])
      return try Interpreter.listed(by: [python, "-B", "scripts/interpreters.py"] + options, folder: folder)
    }
    return try interpreter.map { try Interpreter(asking: $0, folder: folder) }.sorted {
      ($0.hexversion, $0.debug ? 1 : 0) < ($1.hexversion, $1.debug ? 1 : 0)
    }
  }

  private var compileModes: Set<CompileMode> {
    Set(
      modes.all.flatMap { mode -> [CompileMode] in
        switch mode {
        case .full: [.full]
        // The oldest, and the first with buffers.
        case .limited: [.limited(.oldestSupported), .limited(PythonVersion(3, 11))]
        case .cxx: [.cxx]
        // METH_FASTCALL is in the limited API from 3.10 on.
        case .fastcall:
          [.full, .limited(PythonVersion(3, 11)), .cxx].map { CompileMode($0, convention: .fastcall) }
        }
      })
  }

  private static func text(of path: String) throws -> String {
    guard let bytes = Files.read(path) else { throw SystemError("cannot read \(path)") }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The error that the interpreters and modes asked for leave nothing to do.
private struct NothingCompared: Error, CustomStringConvertible {
  let description = """
    nothing was compared: the planted faults need an interpreter that is no debug build, the limited API one that has it
    """
}

/// A list of modes on the command line.
struct ModeList: ExpressibleByArgument {
  enum Mode: String {
    case full
    case limited
    case cxx = "c++"
    case fastcall
  }

  let all: [Mode]

  init(all: [Mode]) {
    self.all = all
  }

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    all = words.compactMap { Mode(rawValue: String($0)) }
    guard all.count == words.count else { return nil }
  }

  var defaultValueDescription: String { all.map(\.rawValue).joined(separator: ",") }
}
