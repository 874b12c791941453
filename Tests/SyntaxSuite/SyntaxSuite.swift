import ArgumentParser
import FormatSyntax
import Foundation

/// Compares what the parsers say of formats with what CPython does with them.
@main
struct SyntaxSuite: AsyncParsableCommand {
  @Option(help: "Compare all strings up to this length.")
  var length = 3

  @Option(help: "The oracle's script.")
  var oracle = "Tests/syntax/oracle.py"

  @Argument(help: "A file with the lines that scripts/interpreters.py prints.")
  var interpreters: String

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "argot-syntax-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = try String(contentsOfFile: interpreters, encoding: .utf8).split(separator: "\n")
    let oracles = try lines.enumerated().map { index, line in
      let interpreter = try JSONDecoder().decode(Interpreter.self, from: Data(line.utf8))
      return try Oracle(interpreter, script: oracle, folder: folder.appending(path: "\(index)"))
    }
    var comparison = Comparison(oracles: oracles, folder: folder)
    for family in Family.allCases {
      try await comparison.add(family, [])
      for length in 1...length { try await comparison.addAll(family, length: length) }
    }
    try await comparison.flush()
    comparison.report()
  }
}
