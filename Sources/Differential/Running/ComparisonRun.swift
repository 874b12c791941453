import CodeEmission
import OperatingSystem

/// Many batches of calls, compared under several interpreters in several modes at the same time.
package struct ComparisonRun: Sendable {
  package struct Options: Sendable {
    /// Where the random values come from.
    package var seed: UInt64 = 1
    /// Multiplies the values that are tried with a format, in C and under no debug build; else fewer will do.
    package var effort = 1
    /// At least so many calls are compared under each interpreter in C, in as many further batches as that takes; a tenth
    /// of them in other modes and under debug builds.
    package var calls = 0
    /// Begin no further batch once something differs.
    package var stopsEarly = false
    /// How much is done at the same time.
    package var jobs = Threads.processors

    /// The first batches under each interpreter, with the values that are always tried.
    package init() {}

    /// So many calls are compared at least in one mode under one interpreter.
    package func calls(_ mode: CompileMode, under interpreter: Interpreter) -> Int {
      mode.isMain(under: interpreter) ? calls : calls / 10
    }
  }

  /// What is compared where.
  package struct Job: Sendable {
    /// Where the calls are made.
    package let interpreter: Interpreter
    /// How the calls are compiled.
    package let mode: CompileMode
    /// Whose headers the calls are compiled with.
    package let headers: Interpreter
    /// The option of the C compiler.
    package let optimisation: String
  }

  let workspace: Workspace
  let source: CallSource
  let options: Options
  /// What was found, which is printed as it comes.
  package let tally: Tally
  private let limited = Locked([CompileMode: [Int: CallBatch]]())
  private let shrunk = Locked(0)

  /// So many differences are made smaller: it takes a while, and they are often the same.
  private static let mostShrunk = 3

  /// A run that takes its batches from `source`.
  package init(workspace: Workspace, source: CallSource, options: Options, tally: Tally) {
    self.workspace = workspace
    self.source = source
    self.options = options
    self.tally = tally
  }

  /// The jobs of interpreters, oldest first, in the modes asked for.
  package static func jobs(_ interpreters: [Interpreter], modes: Set<CompileMode>) -> [Job] {
    // Debug builds tell more, but are no versions of their own.
    let releases = interpreters.filter { !$0.debug }
    guard let oldest = releases.first ?? interpreters.first, let newest = releases.last ?? interpreters.last else {
      return []
    }
    var jobs: [Job] = []
    for mode in modes.sorted(by: precedes) {
      switch mode.dialect {
      case .full:
        // The newest first: what differs there is news.
        for interpreter in interpreters.reversed() {
          // The C compiler sees through the code of the oldest and the newest; for the others it would take too long.
          let optimisation = interpreter == oldest || interpreter == newest ? "-O1" : "-O0"
          jobs.append(Job(interpreter: interpreter, mode: mode, headers: interpreter, optimisation: optimisation))
        }
      case .limited(let version):
        let able = releases.filter { $0.minorVersion >= version }
        guard let headers = able.first else { continue }
        jobs += able.reversed().map { Job(interpreter: $0, mode: mode, headers: headers, optimisation: "-O1") }
      case .cxx:
        jobs.append(Job(interpreter: newest, mode: mode, headers: newest, optimisation: "-O0"))
      }
    }
    return jobs
  }

  /// What takes longest comes first, so that little is left to do at the end.
  private static func precedes(_ one: CompileMode, _ other: CompileMode) -> Bool {
    func rank(_ mode: CompileMode) -> (Int, String) {
      (mode.dialect == .full ? mode.convention == .varargs ? 0 : 1 : 2, "\(mode)")
    }
    return rank(one) < rank(other)
  }

  /// Does all jobs.
  package func run(_ jobs: [Job]) {
    Threads.forEach(jobs, atATime: options.jobs) { job in
      do {
        try run(job)
      } catch Subprocess.Failure.interrupted {
        // Whoever began this sees the signal, too.
      } catch {
        tally.fail("CPython \(job.interpreter.name), \(job.mode): \(error)")
      }
    }
  }

  private func run(_ job: Job) throws {
    let comparison = Comparison(
      workspace: workspace, interpreter: job.interpreter, mode: job.mode, headers: job.headers, seed: options.seed,
      effort: job.mode.isMain(under: job.interpreter) ? options.effort : 1, optimisation: job.optimisation)
    let wanted = options.calls(job.mode, under: job.interpreter)
    var number = 0
    var calls = 0
    while number < source.firstBatches || calls < wanted {
      if options.stopsEarly, tally.hasFailed { break }
      let batch = try batch(number, comparison)
      let report = try comparison.compare(batch)
      calls += report.totals?.calls ?? 0
      tally.add(report, of: batch, comparison, batch: number)
      if !options.stopsEarly { try shrink(report, of: batch, comparison) }
      if !job.mode.isLimited { workspace.discard(batch.folder) }
      // A worker that breaks off would do so again.
      if report.totals == nil { break }
      number += 1
    }
  }

  /// Makes the first differences smaller and shows how to see them.
  private func shrink(_ report: Worker.Report, of batch: CallBatch, _ comparison: Comparison) throws {
    var calls: Set<Int> = []
    for difference in report.differences where calls.insert(difference.id).inserted {
      let isWanted = shrunk.withLock { count in
        count += 1
        return count <= Self.mostShrunk
      }
      guard isWanted else { return }
      let reproduction = try comparison.reproduction(of: batch.calls[difference.id], difference)
      tally.say("REPRODUCTION, to be put into \(reproduction.sourceName)\n\(reproduction.source)")
    }
  }

  /// The batch of that number, built. What is built for a limited API is built once and used by all interpreters.
  private func batch(_ number: Int, _ comparison: Comparison) throws -> CallBatch {
    let version = comparison.headers.minorVersion
    let calls = source.batch(number).filter { call in
      comparison.mode.holds(call, in: version)
        && (!comparison.interpreter.debug || Exclusion.underDebugBuild(call, in: version) == nil)
    }
    guard comparison.mode.isLimited else { return try comparison.build(calls) }
    return try limited.withLock { built in
      if let known = built[comparison.mode]?[number] { return known }
      let batch = try comparison.build(calls)
      built[comparison.mode, default: [:]][number] = batch
      return batch
    }
  }
}
