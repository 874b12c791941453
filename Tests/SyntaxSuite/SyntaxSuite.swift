import ArgumentParser
import Differential
import FormatSyntax
import OperatingSystem

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
    // A signal that came while an oracle ran.
    defer { if let number = SignalWatch.noted { die(of: number) } }
    let folder = try Files.makeTemporaryFolder()
    defer { Files.removeTree(folder) }
    guard try await compare(in: folder) else { throw ExitCode.failure }
  }

  /// Compares everything, with files in a folder; false if anything differs.
  private func compare(in folder: String) async throws -> Bool {
    let grammars = try Grammars(folder: grammar)
    let listed = try Interpreter.described(by: Files.contents(interpreters), of: interpreters)
    let oracles = try listed.enumerated().map { index, interpreter in
      try Oracle(interpreter, script: oracle, folder: "\(folder)/\(index)")
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
    return comparison.report(examples: examples, isThorough: isThorough)
  }
}
