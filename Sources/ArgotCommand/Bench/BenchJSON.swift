import Benchmarking

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The results of `argot bench` as JSON, for other programs.
struct BenchJSON: Encodable {
  struct Found: Encodable {
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
  let calls: [FoundOfCall<Found>]
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
    calls = report.rows.map { FoundOfCall(call: CallIdentity($0.call), found: Found($0.measurement)) }
    notMeasured = report.notMeasured.map { Left(call: $0.title, reason: $0.reason) }
  }
}

extension BenchJSON.Found {
  fileprivate init(_ measurement: Measurement) {
    outcome = measurement.outcome
    let measured = Measurement.Column.allCases.filter { measurement.allocations[$0] != nil }
    let pairs = measured.map { ("\($0)", BenchJSON.Column(measurement, $0)) }
    columns = Dictionary(uniqueKeysWithValues: pairs)
  }
}

extension BenchJSON.Column {
  fileprivate init(_ measurement: Measurement, _ column: Measurement.Column) {
    ratio = measurement.ratios[column]?.median
    low = measurement.ratios[column]?.low
    high = measurement.ratios[column]?.high
    instructions = measurement.instructions[column]
    allocations = measurement.allocations[column]
  }
}
