import Benchmarking

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The results of `argot bench` as JSON, for other programs.
struct BenchJSON: Encodable {
  struct Call: Encodable {
    let function: String
    let format: String
    let keywords: [String]?
    let limitedAPI: String?
    let places: [String]
    let outcome: String
    let columns: [String: Column]
  }

  struct Column: Encodable {
    /// CPython's time divided by this one's; none for CPython's own.
    let ratio: Double?
    let low: Double?
    let high: Double?
    let instructions: Double?
    let allocations: Double?
  }

  struct Left: Encodable {
    let call: String
    let reason: String
  }

  let version: Int
  let python: String
  let pythonVersion: String
  let rounds: Int
  let callsPerRound: Int
  let calls: [Call]
  let notMeasured: [Left]

  static func text(_ report: BenchReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(BenchJSON(report)), as: UTF8.self) + "\n"
  }

  private init(_ report: BenchReport) {
    version = 1
    python = report.interpreter.path
    pythonVersion = report.interpreter.name
    rounds = report.options.rounds
    callsPerRound = report.options.calls
    calls = report.rows.map { Call($0.call, $0.measurement) }
    notMeasured = report.notMeasured.map { Left(call: $0.title, reason: $0.reason) }
  }
}

extension BenchJSON.Call {
  fileprivate init(_ given: GivenCalls.Call, _ measurement: Measurement) {
    let call = given.call.call
    let columns = Measurement.Column.allCases.filter { measurement.allocations[$0] != nil }
    self.init(
      function: call.function.rawValue, format: String(decoding: call.format, as: UTF8.self),
      keywords: call.keywords?.map { String(decoding: $0, as: UTF8.self) },
      limitedAPI: given.call.limitedAPI.map { "\($0)" }, places: given.places, outcome: measurement.outcome,
      columns: Dictionary(
        uniqueKeysWithValues: columns.map { column in
          let ratio = measurement.ratios[column]
          return (
            "\(column)",
            BenchJSON.Column(
              ratio: ratio?.median, low: ratio?.low, high: ratio?.high,
              instructions: measurement.instructions[column], allocations: measurement.allocations[column])
          )
        }))
  }
}
