import ArgumentParser
import Benchmarking
import Differential
import OperatingSystem

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure compiled calls beside CPython's own, under a Python of yours.",
    usage: "argot bench [<options>] <files or formats> ... [-- <compiler options> ...]",
    discussion: """
      Takes the formats of C and C++ sources, or formats. Each call is made in three ways, side by side in one process: by \
      CPython's function, in a function entered through METH_VARARGS; compiled, entered in the same way; and compiled, \
      entered through METH_FASTCALL. Times are ratios: CPython's divided by that of the compiled call, the median over \
      rounds and between what their middle half lies. Calls are made from C, by PyObject_Vectorcall, and measured whole.

      With valgrind on the PATH the instructions of a call are counted, too, which are the same in every run.

      A word that is no file is a format; with --api all are. Behind -- stand the options that the files are compiled with. \
      Without any, they are those of the Python.

      Exit codes: 0 if all was measured, 1 if a call does not do the same in all ways, 2 if a file was not analysed or \
      the work could not be done.
      """)

  @OptionGroup var words: CallWords

  @Option(help: "The Python to measure with, which needs its headers.")
  var python = "python3"

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "The call to measure with a format, as Python source: 'f(\"Whirlwind\", 5)'.",
      discussion: "Once for each format, in their order. Without it values are made that suit the units."))
  var call: [String] = []

  @Option(help: "How many times each call is timed, in an order drawn anew for each round.")
  var rounds = 51

  @Option(help: "How many calls are timed in one go.")
  var calls = 1000

  @Option(help: "Where the order of the rounds comes from.")
  var seed: UInt64 = 1

  @Flag(inversion: .prefixedNo, help: "Count instructions, if valgrind is there.")
  var instructions = true

  @Option(help: "How the results are printed: text, json, csv or svg.")
  var outputFormat: BenchOutput = .text

  @Option(
    name: .shortAndLong, help: "Write the results to this file in the place of standard output.", completion: .file())
  var output: String?

  @OptionGroup var fault: PlantedFault

  func validate() throws {
    if rounds < 1 || calls < 1 { throw ValidationError("--rounds and --calls take numbers from 1 on.") }
    if !call.isEmpty, call.count != words.words.count {
      throw ValidationError("--call is given once for each format, and not with files.")
    }
  }

  func run() throws {
    let watch = SignalWatch()
    let end = Result { try Failure.ending { try measured() } }
    watch.end()
    if let number = SignalWatch.noted { die(of: number) }
    let report = try end.get()
    try Failure.ending {
      let text = Array(try outputFormat.text(of: report, terminal: Terminal()).utf8)
      if let output {
        try Files.replace(output, by: text)
      } else if !Files.writeAll(text, to: 1) {
        throw Failure.Message("cannot write to standard output")
      }
    }
    for missing in report.given.notAnalysed { Failure.warn("\(missing.file) was not analysed: \(missing.reason)") }
    if !outputFormat.tellsAll {
      for call in report.notMeasured { Failure.warn("\(call.title) was not measured: \(call.reason)") }
    }
    if instructions, !Benchmark.hasValgrind() { Failure.remark("valgrind is not there: instructions are not counted") }
    if report.measurements.contains(where: { $0.obstacle == Measurement.differs }) { throw Failure.findings }
    if !report.given.notAnalysed.isEmpty { throw ExitCode(2) }
    if report.measurements.allSatisfy({ $0.ratios.isEmpty }) { throw Failure.notDone("nothing was measured") }
  }

  private func measured() throws -> BenchReport {
    let folder = try Files.makeTemporaryFolder()
    defer { Files.removeTree(folder) }
    let interpreter = try Interpreter(asking: python, folder: folder)
    let given = try words.calls(includes: interpreter.includes, atATime: Threads.processors)
    if !call.isEmpty, given.calls.count != call.count {
      throw Failure.Message("--call is given once for each format, and each format once")
    }
    var options = Benchmark.Options()
    (options.rounds, options.calls, options.seed, options.countsInstructions) = (rounds, calls, seed, instructions)
    let subjects = given.calls.enumerated().map { index, one in
      Benchmark.Subject(one.call, written: call.isEmpty ? nil : call[index])
    }
    let benchmark = Benchmark(
      folder: folder, interpreter: interpreter, header: try fault.header(), options: options)
    return BenchReport(
      given: given, interpreter: interpreter, options: options,
      measurements: try benchmark.measurements(of: subjects))
  }
}
