import CodeEmission
import FormatSema
import OperatingSystem

/// Calls that are compiled together, and the folder with the two modules that make them: `plain` with CPython's
/// functions, `compiled` with what was made of them.
struct CallBatch: Sendable {
  let folder: String
  let calls: [TestedCall]
  /// What became of each call.
  let outcomes: [TranslationUnitEmitter.Outcome]

  /// Writes the sources of a batch, and the records that the worker reads, to a new folder.
  ///
  /// - Parameter header: the text of `argot.h`.
  init(
    _ calls: [TestedCall], target: CompileTarget, convention: MethodConvention, header: String, folder: String
  ) throws {
    try Files.makeFolder(folder)
    self.folder = folder
    self.calls = calls
    let (text, outcomes) = BatchSource.compiled(
      calls, target: target, convention: convention, header: header)
    self.outcomes = outcomes
    try Files.write(Array(BatchSource.plain(calls).utf8), to: "\(folder)/plain.c")
    try Files.write(Array(text.utf8), to: "\(folder)/compiled.c")
    // In a function that METH_FASTCALL enters, no call is left to CPython.
    let made = calls.indices.filter { convention == .varargs || outcomes[$0].isCompiled }
    let records = made.map { calls[$0].record(id: $0) }
    try Files.write(JSON.bytes(records), to: "\(folder)/formats.json")
  }

  /// Builds both modules. Generated code has to be free of warnings.
  func build(_ compiler: ModuleCompiler, includes: [String]) throws {
    for (name, isStrict) in [("plain", false), ("compiled", true)] {
      try compiler.build(
        ["\(folder)/\(name).c"], module: name, folder: folder, includes: includes, isStrict: isStrict)
    }
  }
}

extension TranslationUnitEmitter.Outcome {
  fileprivate var isCompiled: Bool { if case .compiled = self { true } else { false } }
}
