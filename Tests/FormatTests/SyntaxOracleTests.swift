import FormatSyntax
import FormatUnits
import Testing

/// What Argot says about a format against what the interpreters of this machine do with it.
@Suite("Agreement with CPython about syntax")
struct SyntaxOracleTests {
  @Test("Every verdict and every count of required arguments is CPython's")
  func agreement() throws {
    let oracles = try SyntaxOracle.all()
    #expect(!oracles.isEmpty, "no CPython 3.9 to 3.15 with headers was found: install python3-dev")
    let cases = Self.cases()
    for oracle in oracles {
      let answers = try oracle.answers(to: cases.map { ($0.family, $0.format) })
      try #require(answers.lines.count == cases.count)
      var compared = 0
      var faults: [String] = []
      for (question, answer) in zip(cases, answers.lines) {
        guard let expected = question.expectation(versionHex: answers.versionHex) else { continue }
        compared += 1
        if !expected.allows(answer) {
          faults.append("\(question.family) \"\(EscapedFormat(question.format).text)\": \(expected), not '\(answer)'")
        }
      }
      print("\(oracle.interpreter): \(compared) of \(cases.count) formats compared")
      #expect(faults.count == 0, "\(oracle.interpreter): \(faults.count)\n\(faults.prefix(40).joined(separator: "\n"))")
      #expect(compared > cases.count * 9 / 10)
    }
  }

  /// All formats of up to two bytes, and longer ones made from well-formed formats by adding or removing a byte.
  private static func cases() -> [SyntaxCase] {
    let alphabet = SyntaxTotalityTests.alphabet
    let short = [[]] + alphabet.map { [$0] } + alphabet.flatMap { first in alphabet.map { [first, $0] } }
    let deep = (28...32).map {
      Array(String(repeating: "(", count: $0).utf8) + Array(String(repeating: ")", count: $0).utf8)
    }
    let parse = Set(short + deep + parseSeeds.flatMap { damaged(Array($0.utf8), by: "|$ )(e#q:;w") })
    let build = Set(short + deep + buildSeeds.flatMap { damaged(Array($0.utf8), by: ", )(]}#&q") })
    return parse.sorted(by: before).flatMap { format in
      ParseFamily.allCases.map { SyntaxCase(parseFormat(format, family: $0)) }
    }
      + build.sorted(by: before).flatMap { format in
        BuildFamily.allCases.map { SyntaxCase(buildFormat(format, family: $0)) }
      }
  }

  private static func before(_ left: [UInt8], _ right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }

  private static func damaged(_ format: [UInt8], by additions: String) -> [[UInt8]] {
    var results = [format]
    for position in format.indices {
      results.append(Array(format[..<position] + format[(position + 1)...]))
    }
    for position in 0...format.count {
      results += additions.utf8.map { Array(format[..<position] + [$0] + format[position...]) }
    }
    return results
  }

  private static let parseSeeds = [
    "i|i", "i|i|i", "|is*", "ii|", "(ii)", "|(i(s#))i", "(es)", "es#|et", "O!O&", "w*|y#", "|$i", "i|$p", "i$i|",
    "()|()", "bBhHiIlkLKn", "fdDcCp", "szySYUO", "i:f", "|i;m", "(i)|(i):f", "i||", "ie|",
    "((((((i))))))",
  ]

  private static let buildSeeds = [
    "ii", "(i)", "{s:i}", "[i,i]", "{s:i,s:(ii)}", "s#y#", "O&N&", "(i)(i)", " i", "i,i ", "bBhHiIlkLKn", "dfDcC",
    "szUyOSN", "{s:[i],s:{}}", "()", "[( )]", "u#u", "{(i)i}", "i)i",
  ]
}
