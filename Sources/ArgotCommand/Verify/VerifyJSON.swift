import Differential

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The results of `argot verify` as JSON, for other programs.
struct VerifyJSON: Encodable {
  struct Run: Encodable {
    let python: String
    let version: String
    let calls: [FoundOfCall<Found>]
  }

  struct Found: Encodable {
    let conventions: [String]
    let left: [String: String]
    let compared: Int
    let accepted: Int
    let values: Int
    let differences: Int
    let leaks: Int
    let allocations: Int?
    let compiledAllocations: Int?
    let reproductions: [String]
  }

  let version: Int
  let seed: UInt64
  let runs: [Run]
  let notVerified: [GivenCalls.Left]
  let notAnalysed: [GivenCalls.NotAnalysed]

  static func text(_ report: VerifyReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(VerifyJSON(report)), as: UTF8.self) + "\n"
  }

  private init(_ report: VerifyReport) {
    version = 1
    seed = report.seed
    runs = report.runs.map { run in
      Run(
        python: run.interpreter.path, version: run.interpreter.name,
        calls: zip(report.given.calls, run.results).map { FoundOfCall(call: CallIdentity($0), found: Found($1)) })
    }
    notVerified = report.given.left
    notAnalysed = report.given.notAnalysed
  }
}

extension VerifyJSON.Found {
  fileprivate init(_ result: VerifiedResult) {
    conventions = result.conventions.map(\.rawValue)
    left = Dictionary(uniqueKeysWithValues: result.reasonsLeft.map { ($0.key.rawValue, $0.value) })
    compared = result.tried
    accepted = result.accepted
    values = result.values
    differences = result.differences
    leaks = result.leaks
    allocations = result.requests?.plain
    compiledAllocations = result.requests?.compiled
    reproductions = result.reproductions.map(\.source)
  }
}
