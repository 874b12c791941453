import CodeEmission
import FormatSema
import OperatingSystem

/// Compares calls with CPython's own under interpreters, and tells of each call what was found.
package struct Verification: Sendable {
  package struct Options: Sendable {
    /// Where the random values come from.
    package var seed: UInt64 = 1
    /// At least so many calls are compared under each interpreter, as far as there is anything to compare.
    package var count = 100_000
    /// Go on with other values until so many seconds have passed under each interpreter.
    package var seconds = 0
    /// How much is done at the same time.
    package var jobs = Threads.processors

    package init() {}
  }

  let workspace: Workspace
  let options: Options
  /// Told how many calls were compared under an interpreter since the last time.
  let progress: @Sendable (Int) -> Void

  /// So many calls are compiled together.
  private static let batchSize = 40

  package init(workspace: Workspace, options: Options, progress: @escaping @Sendable (Int) -> Void = { _ in }) {
    self.workspace = workspace
    self.options = options
    self.progress = progress
  }

  /// What was found of these calls under an interpreter, in their order.
  ///
  /// - Throws: `Subprocess.Failure.interrupted` after a signal; what a compiler said if it fails.
  package func results(of calls: [TargetedCall], under interpreter: Interpreter) throws -> [VerifiedResult] {
    var results = calls.map { VerifiedResult(call: $0) }
    let batches = try built(batches(of: calls, under: interpreter, &results), interpreter)
    defer { for batch in batches { workspace.discard(batch.built.folder) } }
    let start = ContinuousClock.now
    var (round, effort, total) = (0, 1, 0)
    while true {
      let reports = try compared(batches, seed: options.seed &+ UInt64(round), effort: effort)
      var made = 0
      for (batch, report) in zip(batches, reports) {
        made += report.counts.reduce(0) { $0 + $1.tried }
        for counts in report.counts { results[batch.indices[counts.id]].add(counts, batch.comparison.mode.convention) }
        try add(report, of: batch, to: &results)
      }
      total += made
      let isPending = total < options.count || ContinuousClock.now - start < .seconds(options.seconds)
      let hasFound = reports.contains { !$0.differences.isEmpty }
      if made == 0 || !isPending || hasFound { return results }
      round += 1
      // As much again as is still missing, by what a round of least effort has made.
      effort = min(max(1, (options.count - total) * effort / made + 1), Self.mostEffort)
    }
  }

  /// Values are made in rounds of bounded length, so that a time limit is kept.
  private static let mostEffort = 20
  /// So many differences are made smaller: it takes a while, and they are often the same.
  private static let mostShrunk = 3

  /// A batch, with the place of each of its calls among all.
  private struct Batch: Sendable {
    let comparison: Comparison
    let indices: [Int]
    let built: CallBatch
  }

  private typealias Plan = (mode: CompileMode, indices: [Int], calls: [TestedCall])

  /// The calls of each mode in pieces; notes of the others why they are left.
  private func batches(
    of calls: [TargetedCall], under interpreter: Interpreter, _ results: inout [VerifiedResult]
  ) -> [Plan] {
    var indices: [CompileMode: [Int]] = [:]
    for (index, call) in calls.enumerated() {
      for convention in MethodConvention.allCases where convention == .varargs || call.call.takesTuple {
        if let reason = call.reasonLeft(convention, for: interpreter) {
          results[index].leave(convention, reason)
        } else {
          indices[call.mode(convention), default: []].append(index)
        }
      }
    }
    return indices.sorted { "\($0.key)" < "\($1.key)" }.flatMap { mode, indices in
      stride(from: 0, to: indices.count, by: Self.batchSize).map { start in
        let part = Array(indices[start..<min(start + Self.batchSize, indices.count)])
        return (mode, part, part.map { calls[$0].call })
      }
    }
  }

  private func built(_ plans: [Plan], _ interpreter: Interpreter) throws -> [Batch] {
    try Self.all(plans, atATime: options.jobs) { plan in
      let comparison = comparison(interpreter, plan.mode, seed: options.seed, effort: 1)
      return Batch(comparison: comparison, indices: plan.indices, built: try comparison.build(plan.calls))
    }
  }

  private func compared(_ batches: [Batch], seed: UInt64, effort: Int) throws -> [Worker.Report] {
    try Self.all(batches, atATime: options.jobs) { batch in
      let comparison = comparison(batch.comparison.interpreter, batch.comparison.mode, seed: seed, effort: effort)
      let report = try comparison.compare(batch.built)
      progress(report.totals?.calls ?? 0)
      return report
    }
  }

  private func comparison(_ interpreter: Interpreter, _ mode: CompileMode, seed: UInt64, effort: Int) -> Comparison {
    Comparison(
      workspace: workspace, interpreter: interpreter, mode: mode, seed: seed, effort: effort, optimisation: "-O2")
  }

  private func add(_ report: Worker.Report, of batch: Batch, to results: inout [VerifiedResult]) throws {
    for difference in report.differences {
      let index = batch.indices[difference.id]
      results[index].add(difference)
      if results.reduce(0, { $0 + $1.reproductions.count }) < Self.mostShrunk, results[index].reproductions.isEmpty {
        let reproduction = try batch.comparison.reproduction(of: results[index].call.call, difference)
        results[index].reproductions.append(reproduction)
      }
    }
    if let crash = report.crash, report.differences.isEmpty {
      throw Failure(description: "the comparison broke off: \(crash)")
    }
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The results of `work` on all items, in their order; throws if one fails.
  private static func all<Item: Sendable, Result: Sendable>(
    _ items: [Item], atATime count: Int, _ work: @escaping @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    let ends = Locked<[Int: Swift.Result<Result, any Error>]>([:])
    Threads.forEach(Array(items.enumerated()), atATime: count) { index, item in
      let end = Swift.Result { try work(item) }
      ends.withLock { $0[index] = end }
    }
    let found = ends.withLock { $0 }
    return try items.indices.compactMap { try found[$0]?.get() }
  }
}
