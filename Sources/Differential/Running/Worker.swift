import OperatingSystem

/// Runs `worker.py` under an interpreter: makes the calls of a batch with both modules and compares what can be seen.
struct Worker: Sendable {
  let interpreter: Interpreter
  /// The folder with `worker.py` and its modules.
  let harness: String
  /// The folder with the module `harness`, built for the interpreter.
  let module: String
  let seed: UInt64
  /// Multiplies the values that are tried with a format.
  let effort: Int

  /// What a run found.
  struct Report: Sendable {
    var differences: [Difference]
    /// What was counted of each call that was tried to its end.
    var counts: [CallCounts]
    /// Nil where the interpreter did not come to its end, or what it told is not whole.
    var totals: Totals?
    /// How the interpreter ended, and with which call, if it did not come to its end; or what is missing.
    var crash: String?

    /// Reads what the worker printed. There are no totals if it did not come to its last line.
    init(output: [UInt8]) {
      differences = JSON.lines(Difference.self, of: output)
      counts = JSON.lines(CallCounts.self, of: output)
      guard let totals = JSON.lines(Totals.self, of: output).last else { return }
      if totals.differences == differences.count {
        self.totals = totals
      } else {
        crash = "it found \(totals.differences) differences, of which \(differences.count) can be read"
      }
    }
  }

  struct Totals: Sendable, Decodable {
    let formats: Int
    let calls: Int
    let differences: Int
  }

  /// What became of a case that was asked for.
  struct Verdict: Sendable, Decodable {
    /// The place among the cases.
    let index: Int
    let differs: Bool
    let plain: String
    let compiled: String
    /// Why the case could not be made.
    let error: String?
  }

  /// A case that is asked for.
  struct Question: Sendable, Encodable {
    /// The place of the call in its batch.
    let id: Int
    let `case`: TestedCase
    let what: String
  }

  /// Longer than any batch takes, also on a busy machine: what takes longer does not end.
  private static let limit = 3600
  /// More memory than any batch takes, in KiB: a call that does not end must not take the machine's.
  private static let memory = 4 << 20

  /// Compares the calls of the batch in `folder`, with the values that the worker makes.
  func run(_ folder: String) throws -> Report {
    let place = file("place", in: folder)
    Files.remove(place)
    let result = try start(folder, [])
    var report = Report(output: result.output)
    if !result.status.isSuccess || report.totals == nil && report.crash == nil {
      let note = String(decoding: Files.read(place) ?? [], as: UTF8.self)
      if let crashed = try crashed(folder, at: note, Self.end(result)) { report.differences.append(crashed) }
      report.totals = nil
      report.crash =
        "\(Self.end(result)) at \(note.trimmed)\n\(String(decoding: result.errors.suffix(3000), as: UTF8.self))"
    }
    return report
  }

  /// Compares these cases alone. There are fewer verdicts than cases if the interpreter ended in between.
  func verdicts(_ questions: [Question], folder: String) throws -> [Verdict] {
    let file = file("cases", in: folder)
    try Files.write(JSON.bytes(questions), to: file)
    return JSON.lines(Verdict.self, of: try start(folder, ["--cases", file]).output)
  }

  /// A file of this interpreter's own: others may use the batch at the same time.
  private func file(_ name: String, in folder: String) -> String {
    "\(folder)/\(name)\(String(interpreter.path.map { $0 == "/" ? "-" : $0 }))"
  }

  private func start(_ folder: String, _ options: [String]) throws -> Subprocess.Result {
    let limited = ["/bin/sh", "-c", "ulimit -v \(Self.memory); exec \"$@\"", "sh"]
    let command =
      limited + [interpreter.path, "-B", "\(harness)/worker.py", folder, module, file("place", in: folder)]
      + [String(seed), String(effort)]
    return try Subprocess.run(
      command + options, folder: folder, environment: ["PYTHONHASHSEED": "0"], readsInput: false, limit: Self.limit)
  }

  /// The call in which the interpreter ended, which the worker's note begins with: `id number …`.
  private func crashed(_ folder: String, at note: String, _ end: String) throws -> Difference? {
    struct Told: Decodable {
      let id: Int
      let values: String
      let `case`: TestedCase
      let definitions: String
    }
    let words = note.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, Int(words[0]) != nil, Int(words[1]) != nil else { return nil }
    let result = try start(folder, ["--tell", words[0], words[1]])
    guard let told = JSON.lines(Told.self, of: result.output).last else { return nil }
    return Difference(
      id: told.id, what: Difference.crash, values: told.values, plain: Difference.crashed, compiled: end,
      case: told.case,
      definitions: told.definitions)
  }

  private static func end(_ result: Subprocess.Result) -> String {
    switch result.status {
    case .exited(let code): "status \(code)"
    case .signalled(let number): "signal \(number)"
    }
  }
}

extension String {
  /// The text without the blanks at its end.
  fileprivate var trimmed: Substring {
    lastIndex { $0 != " " && $0 != "\n" && $0 != "\0" }.map { self[...$0] } ?? "the beginning"
  }
}
