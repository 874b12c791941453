import CodeEmission
import Differential
import FormatSema

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
    let calls: [Call]
  }

  struct Call: Encodable {
    let function: String
    let format: String
    let keywords: [String]?
    let limitedAPI: String?
    let places: [String]
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

  struct Left: Encodable {
    let place: String
    let function: String
    let reason: String
  }

  struct NotAnalysed: Encodable {
    let file: String
    let reason: String
  }

  let version: Int
  let seed: UInt64
  let runs: [Run]
  let notVerified: [Left]
  let notAnalysed: [NotAnalysed]

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
        calls: zip(report.given.calls, run.results).map { Call($1, places: $0.places) })
    }
    notVerified = report.given.left.map { Left(place: $0.place, function: $0.function, reason: $0.reason) }
    notAnalysed = report.given.notAnalysed.map { NotAnalysed(file: $0.file, reason: $0.reason) }
  }
}

extension VerifyJSON.Call {
  init(_ result: VerifiedResult, places: [String]) {
    let tested = result.call.call
    self.init(
      function: tested.function.rawValue, format: String(decoding: tested.format, as: UTF8.self),
      keywords: tested.keywords?.map { String(decoding: $0, as: UTF8.self) },
      limitedAPI: result.call.limitedAPI.map { "\($0)" }, places: places,
      conventions: result.conventions.map(\.rawValue),
      left: Dictionary(uniqueKeysWithValues: result.reasonsLeft.map { ($0.key.rawValue, $0.value) }),
      compared: result.tried, accepted: result.accepted, values: result.values, differences: result.differences,
      leaks: result.leaks, allocations: result.requests?.plain, compiledAllocations: result.requests?.compiled,
      reproductions: result.reproductions.map(\.source))
  }
}
