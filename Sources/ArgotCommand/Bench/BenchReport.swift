import Benchmarking
import Differential

/// What `argot bench` has measured.
struct BenchReport {
  let given: GivenCalls
  let interpreter: Interpreter
  let options: Benchmark.Options
  /// In the order of the calls given.
  let measurements: [Measurement]

  /// The calls that were measured.
  var rows: [(call: GivenCalls.Call, measurement: Measurement)] {
    zip(given.calls, measurements).filter { $0.1.obstacle == nil && !$0.1.ratios.isEmpty }
      .map { (call: $0.0, measurement: $0.1) }
  }

  /// Why the others were not, by the call's title.
  var notMeasured: [(title: String, reason: String)] {
    zip(given.calls, measurements).compactMap { call, measurement in
      if let obstacle = measurement.obstacle { return (call.call.title, obstacle) }
      guard measurement.ratios.isEmpty, let reason = measurement.reasonsLeft[.varargs] else { return nil }
      return (call.call.title, "left to CPython: \(reason)")
    } + given.left.map { ("\($0.place): \($0.function)", $0.reason) }
  }
}
