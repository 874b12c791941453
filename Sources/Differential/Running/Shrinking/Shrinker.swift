import OperatingSystem

/// Looks for the smallest call that still differs. The worker has made the values simple; this drops what the format does
/// not need.
struct Shrinker: Sendable {
  let comparison: Comparison
  /// Which comparison has to fail.
  let what: String

  /// A call that differs, and what was seen of it.
  struct Result: Sendable {
    let finding: Finding
    let plain: String
    let compiled: String
  }

  private static let mostSteps = 40
  private static let mostCandidates = 80

  /// Goes on from the difference found, one smaller call after the other, as far as that leads.
  func smallest(of call: TestedCall, _ difference: Difference) throws -> Result {
    var result = Result(
      finding: Finding(call: call, case: difference.case), plain: difference.plain, compiled: difference.compiled)
    for _ in 0..<Self.mostSteps {
      guard let smaller = try step(from: result.finding) else { break }
      result = smaller
    }
    return result
  }

  /// The smallest of all that are one step smaller and differ; nil if none does.
  private func step(from finding: Finding) throws -> Result? {
    var seen: Set<Finding> = []
    let candidates = finding.reductions
      .filter { comparison.mode.holds($0.call, in: comparison.headers.minorVersion) && seen.insert($0).inserted }
      .sorted { $0.size < $1.size }
      .filter { $0.size < finding.size }
      .prefix(Self.mostCandidates)
    if candidates.isEmpty { return nil }
    let batch = try comparison.build(candidates.map(\.call))
    defer { comparison.workspace.discard(batch.folder) }
    let questions = candidates.enumerated().map { Worker.Question(id: $0, case: $1.case, what: what) }
    if what == Difference.crash { return try crashing(candidates, questions, batch) }
    guard let verdict = try comparison.verdicts(questions, batch).first(where: \.differs) else { return nil }
    return Result(finding: candidates[verdict.index], plain: verdict.plain, compiled: verdict.compiled)
  }

  /// The first candidate with which the interpreter ends. It is asked each one alone: what comes behind it is not made.
  private func crashing(
    _ candidates: ArraySlice<Finding>, _ questions: [Worker.Question], _ batch: CallBatch
  ) throws -> Result? {
    for (candidate, question) in zip(candidates, questions) {
      let plainQuestion = Worker.Question(id: question.id, case: question.case, what: "outcome")
      if try comparison.verdicts([plainQuestion], batch).isEmpty {
        return Result(finding: candidate, plain: Difference.crashed, compiled: "the interpreter ends")
      }
    }
    return nil
  }
}
