import CodeEmission
import OperatingSystem

/// Makes calls under one interpreter, compiled in one way, and compares them with CPython's own.
package struct Comparison: Sendable {
  /// Where the harness is, and the batches are built.
  package let workspace: Workspace
  /// Where the calls are made.
  package let interpreter: Interpreter
  /// How the calls are compiled.
  package let mode: CompileMode
  /// Whose headers the batch is built with.
  package let headers: Interpreter
  /// Where the random values come from.
  package let seed: UInt64
  /// Multiplies the values that are tried with a format.
  package let effort: Int
  /// The C compiler's optimisation: it sees into the code from `-O1` on, and takes its time.
  package let optimisation: String

  /// A comparison under `interpreter`, whose headers are used unless others are given.
  package init(
    workspace: Workspace, interpreter: Interpreter, mode: CompileMode, headers: Interpreter? = nil, seed: UInt64,
    effort: Int = 1, optimisation: String = "-O0"
  ) {
    self.workspace = workspace
    self.interpreter = interpreter
    self.mode = mode
    self.headers = headers ?? interpreter
    self.seed = seed
    self.effort = effort
    self.optimisation = optimisation
  }

  /// Builds the modules of a batch.
  func build(_ calls: [TestedCall]) throws -> CallBatch {
    let batch = try CallBatch(
      calls, target: mode.target(headers: headers.minorVersion), convention: mode.convention, header: workspace.header,
      folder: workspace.newFolder("\(headers.name)-\(mode)"))
    let compiler = ModuleCompiler(
      harness: workspace.harness, language: mode.language, options: [optimisation] + mode.options)
    try batch.build(compiler, includes: headers.includes)
    return batch
  }

  /// Makes the calls of a batch with the worker's values.
  func compare(_ batch: CallBatch) throws -> Worker.Report {
    try worker().run(batch.folder)
  }

  /// Makes the calls of a batch with these values.
  func verdicts(_ questions: [Worker.Question], _ batch: CallBatch) throws -> [Worker.Verdict] {
    try worker().verdicts(questions, folder: batch.folder)
  }

  /// The smallest call found that differs, on the way from the first of these that does; nil if none does.
  package func firstReproduction(among calls: [TestedCall]) throws -> Reproduction? {
    let batch = try build(calls)
    defer { workspace.discard(batch.folder) }
    guard let difference = try compare(batch).differences.first else { return nil }
    return try reproduction(of: calls[difference.id], difference)
  }

  /// The smallest call found that differs as this one does.
  func reproduction(of call: TestedCall, _ difference: Difference) throws -> Reproduction {
    let smallest = try Shrinker(comparison: self, what: difference.what).smallest(of: call, difference)
    return Reproduction(smallest, difference, self)
  }

  private func worker() throws -> Worker {
    Worker(
      interpreter: interpreter, harness: workspace.harness, module: try workspace.module(for: interpreter), seed: seed,
      effort: effort)
  }
}
