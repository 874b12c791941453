import ArgumentParser
import FormatSyntax
import Foundation

/// Compares what the parsers say of formats with what CPython does with them, and with the grammars.
@main
struct SyntaxSuite: AsyncParsableCommand {
  @Option(help: "Compare all strings up to this length.")
  var length = 3

  @Option(help: "Draw so many well-formed formats for each family; with each, four damaged ones and one of any kind.")
  var draws = 2000

  @Option(help: "Where the random numbers begin.")
  var seed: UInt64 = 1

  @Option(help: "How many disagreements to print for each family and version.")
  var examples = 10

  @Option(help: "The oracle's script.")
  var oracle = "Tests/syntax/oracle.py"

  @Option(help: "The folder with the grammars.")
  var grammar = "Grammar"

  @Argument(help: "A file with the lines that scripts/interpreters.py prints.")
  var interpreters: String

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "argot-syntax-\(UUID().uuidString)")
    // Without folders above it: run.sh removes those when it is interrupted, and they must not come back.
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let grammars = try Grammars(folder: URL(filePath: grammar))
    let lines = try String(contentsOfFile: interpreters, encoding: .utf8).split(separator: "\n")
    let oracles = try lines.enumerated().map { index, line in
      let interpreter = try JSONDecoder().decode(Interpreter.self, from: Data(line.utf8))
      return try Oracle(interpreter, script: oracle, folder: folder.appending(path: "\(index)"))
    }
    print("strings up to length \(length); \(draws) draws with seed \(seed)")
    var comparison = Comparison(oracles: oracles, grammars: grammars, folder: folder)
    var random = RandomFormats(seed: seed)
    for family in Family.allCases {
      try await comparison.addAll(family, upTo: length)
      let special = RandomFormats.rare(family) + RandomFormats.edges(family) + RandomFormats.deep(family)
      for format in special { try await comparison.add(family, format) }
      for _ in 0..<draws {
        for format in random.well(family, grammars) { try await comparison.add(family, format) }
        try await comparison.add(family, random.any(family, grammars))
      }
    }
    try await comparison.flush()
    let isThorough = length >= 3 && draws >= 2000
    guard comparison.report(examples: examples, isThorough: isThorough) else { throw ExitCode.failure }
  }
}
