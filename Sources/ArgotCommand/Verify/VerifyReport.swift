import Differential

/// What `argot verify` has found.
struct VerifyReport {
  /// What was found under an interpreter, in the order of the calls given.
  struct Run {
    let interpreter: Interpreter
    let results: [VerifiedResult]

    var compared: Int { results.reduce(0) { $0 + $1.tried } }
    var differences: Int { results.reduce(0) { $0 + $1.differences } }
    var leaks: Int { results.reduce(0) { $0 + $1.leaks } }
  }

  let given: GivenCalls
  let seed: UInt64
  var runs: [Run] = []

  init(given: GivenCalls, seed: UInt64) {
    self.given = given
    self.seed = seed
  }

  var compared: Int { runs.reduce(0) { $0 + $1.compared } }
  var differs: Bool { runs.contains { $0.results.contains(where: \.differs) } }
  var reproductions: [Reproduction] { runs.flatMap(\.results).flatMap(\.reproductions) }
}
