import CodeEmission
import Differential
import FormatSema
import FormatUnits
import OperatingSystem

/// Measures calls made by CPython's function and compiled, side by side in one process.
package struct Benchmark: Sendable {
  /// A call to measure.
  package struct Subject: Sendable {
    package let call: TargetedCall
    /// The call to make, as Python source; nil for values that suit the units.
    package let written: String?

    package init(_ call: TargetedCall, written: String? = nil) {
      self.call = call
      self.written = written
    }
  }

  package struct Options: Sendable {
    /// How many times each call is timed.
    package var rounds = 51
    /// How many calls are timed at a time, or counted.
    package var calls = 1000
    /// Where the order of the calls comes from.
    package var seed: UInt64 = 1
    /// Whether instructions are counted, if valgrind is there.
    package var countsInstructions = true

    package init() {}
  }

  let folder: String
  let interpreter: Interpreter
  let header: String
  let options: Options

  /// - Parameters:
  ///   - folder: an empty folder to work in.
  ///   - header: the text of `argot.h` that calls are compiled on.
  package init(folder: String, interpreter: Interpreter, header: String, options: Options) {
    self.folder = folder
    self.interpreter = interpreter
    self.header = header
    self.options = options
  }

  /// Whether instructions can be counted on this machine.
  package static func hasValgrind() -> Bool {
    (try? Subprocess.run(["valgrind", "--version"], folder: "/", readsInput: false))?.status.isSuccess ?? false
  }

  /// What was measured of the calls, in their order.
  ///
  /// - Throws: what a compiler or the interpreter said if it fails; `Subprocess.Failure.interrupted` after a signal.
  package func measurements(of subjects: [Subject]) throws -> [Measurement] {
    var results = try build(subjects)
    guard results.contains(where: { $0.obstacle == nil }) else { return results }
    for line in try lines("check") {
      if let error = line.error { results[line.id].obstacle = "the call cannot be made: \(error)" }
      guard let outcomes = line.outcomes?.values else { continue }
      results[line.id].outcome = outcomes.first ?? ""
      // Before anything is measured, all have to do the same.
      if Set(outcomes).count > 1 { results[line.id].obstacle = Measurement.differs }
    }
    for line in try lines("time", ["\(options.calls)", "\(options.rounds)", "\(options.seed)"]) {
      results[line.id].ratios = Self.columns(line.ratios).mapValues(Measurement.Ratio.init)
    }
    for line in try lines("allocations", ["\(options.calls)"]) {
      results[line.id].allocations = Self.columns(line.allocations).mapValues { Double($0) / Double(options.calls) }
    }
    if options.countsInstructions, Self.hasValgrind() { try count(&results) }
    return results
  }

  /// A line that `bench.py` prints.
  private struct Line: Decodable {
    let id: Int
    let error: String?
    let outcomes: [String: String]?
    let ratios: [String: [Double]]?
    let allocations: [String: Int]?
    let columns: [Int]?
  }

  private static func columns<Value>(_ found: [String: Value]?) -> [Measurement.Column: Value] {
    let pairs = (found ?? [:]).compactMap { key, value in
      Int(key).flatMap(Measurement.Column.init).map { ($0, value) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Builds the modules: one for the full API, and one for each limited API.
  private func build(_ subjects: [Subject]) throws -> [Measurement] {
    var results = subjects.map { _ in Measurement() }
    try BenchmarkHarness.write(to: folder)
    try compile("driver")
    var records: [MeasuredRecord] = []
    let version = interpreter.minorVersion
    for (limitedAPI, indices) in Dictionary(grouping: subjects.indices, by: { subjects[$0].call.limitedAPI }) {
      let mode = limitedAPI.map(CompileMode.limited) ?? .full
      let able = indices.filter { index in
        results[index].obstacle = subjects[index].call.obstacle(in: version)
        return results[index].obstacle == nil
      }
      guard !able.isEmpty else { continue }
      let name = "measured" + (limitedAPI.map { "_\($0.major)_\($0.minor)" } ?? "")
      let module = MeasuredModule(
        able.map { subjects[$0].call.call }, target: mode.target(headers: version), header: header)
      for (place, index) in able.enumerated() {
        results[index].reasonsLeft = module.reasonsLeft[place] ?? [:]
        let call = subjects[index].call.call
        records.append(
          MeasuredRecord(
            record: call.record(id: index), module: name, place: place, call: subjects[index].written))
      }
      try Files.write(Array(module.text.utf8), to: "\(folder)/\(name).c")
      try compile(name, options: mode.options)
    }
    try Files.write(JSON.bytes(records), to: "\(folder)/calls.json")
    return results
  }

  /// Builds the module whose source is in the folder, as extensions are: optimised, without assertions.
  private func compile(_ name: String, options: [String] = []) throws {
    try ModuleCompiler(harness: folder, options: ["-O2", "-DNDEBUG"] + options).build(
      ["\(folder)/\(name).c"], module: name, folder: folder, includes: interpreter.includes, isStrict: true)
  }

  private func lines(_ mode: String, _ numbers: [String] = [], behind prefix: [String] = []) throws -> [Line] {
    let result = try Subprocess.run(
      prefix + [interpreter.path, "-B", "-s", "-S", "\(folder)/bench.py", mode, folder] + numbers,
      folder: folder, environment: ["PYTHONHASHSEED": "0"], readsInput: false)
    guard result.status.isSuccess else {
      let errors = String(decoding: result.errors.suffix(2000), as: UTF8.self)
      throw Failure(description: "CPython \(interpreter.name) did not come to its end (\(mode)):\n\(errors)")
    }
    return JSON.lines(Line.self, of: result.output)
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Counts instructions: callgrind writes a file behind each series of calls, those that warm up among them.
  private func count(_ results: inout [Measurement]) throws {
    let watched = "argot_bench_calls"
    let callgrind = [
      "valgrind", "--tool=callgrind", "--callgrind-out-file=\(folder)/counted", "--toggle-collect=\(watched)",
      "--dump-after=\(watched)",
    ]
    var number = 0
    for line in try lines("count", ["\(options.calls)"], behind: callgrind) {
      for column in (line.columns ?? []).compactMap(Measurement.Column.init) {
        number += 2
        guard let total = Self.total(of: "\(folder)/counted.\(number)") else {
          throw Failure(description: "callgrind left no figure for a call; see whether valgrind works")
        }
        results[line.id].instructions[column] = Double(total) / Double(options.calls)
      }
    }
  }

  /// The number behind `totals:` in a file of callgrind's.
  private static func total(of path: String) -> Int? {
    guard let text = Files.read(path) else { return nil }
    let line = text.split(separator: UInt8(ascii: "\n")).last { $0.starts(with: Array("totals: ".utf8)) }
    return line.flatMap { Int(String(decoding: $0.dropFirst(8), as: UTF8.self)) }
  }
}

/// What `bench.py` is told about a call.
private struct MeasuredRecord: Encodable {
  let record: CallRecord
  let module: String
  let place: Int
  let call: String?

  private enum Key: CodingKey {
    case module, place, call
  }

  func encode(to encoder: any Encoder) throws {
    try record.encode(to: encoder)
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(module, forKey: .module)
    try members.encode(place, forKey: .place)
    try members.encode(call, forKey: .call)
  }
}
