import FormatSyntax
import Foundation

/// Collects formats and has them compared, many at a time.
struct Comparison {
  let oracles: [Oracle]
  let folder: URL
  private var cases: [Case] = []
  private var tallies: [[Family: Tally]]

  init(oracles: [Oracle], folder: URL) {
    self.oracles = oracles
    self.folder = folder
    tallies = Array(repeating: [:], count: oracles.count)
  }

  mutating func add(_ family: Family, _ format: [UInt8]) async throws {
    cases.append(Case(family, format))
    if cases.count == 100_000 { try await flush() }
  }

  /// Adds every string of this length over the alphabet of the family's language.
  mutating func addAll(_ family: Family, length: Int) async throws {
    let alphabet = family.parse == nil ? Alphabet.build : Alphabet.parse
    var digits = Array(repeating: 0, count: length)
    while true {
      try await add(family, digits.map { alphabet[$0] })
      guard let last = digits.lastIndex(where: { $0 < alphabet.count - 1 }) else { return }
      digits[last] += 1
      for index in digits.indices where index > last { digits[index] = 0 }
    }
  }

  mutating func flush() async throws {
    let asked = cases.filter(\.isSafe)
    for question in cases where !question.isSafe {
      for index in oracles.indices {
        tallies[index][question.family, default: Tally()].formats += 1
        tallies[index][question.family, default: Tally()].unpromised["undefined", default: 0] += 1
      }
    }
    cases = []
    if asked.isEmpty { return }
    let questions = folder.appending(path: "questions")
    var bytes = Data()
    for question in asked {
      let count = question.format.count
      bytes.append(contentsOf: [question.family.letter, UInt8(count & 0xFF), UInt8(count >> 8)] + question.format)
    }
    try bytes.write(to: questions)
    let folder = folder
    try await withThrowingTaskGroup(of: (Int, [Family: Tally]).self) { group in
      for (index, oracle) in oracles.enumerated() {
        group.addTask {
          let answers = folder.appending(path: "answers\(index)")
          _ = try oracle.answer(questions, in: answers)
          var reader = try AnswerReader(answers)
          var tallies: [Family: Tally] = [:]
          for question in asked {
            guard let answer = reader.next(question.family) else { throw Failure("the answers are cut short") }
            tallies[question.family, default: Tally()].compare(question, answer, oracle.interpreter)
          }
          guard reader.isAtEnd else { throw Failure("there are more answers than questions") }
          return (index, tallies)
        }
      }
      for try await (index, results) in group {
        for (family, tally) in results { tallies[index][family, default: Tally()].add(tally) }
      }
    }
  }

  func report() {
    var (passed, failed) = (0, 0)
    for (oracle, tallies) in zip(oracles, tallies) {
      for family in Family.allCases {
        guard let tally = tallies[family] else { continue }
        let unpromised = tally.unpromised.sorted { $0.key < $1.key }.map { ", \($0.value) \($0.key)" }.joined()
        print(
          "\(oracle.interpreter.version) \(family): \(tally.formats) strings, \(tally.calls) calls, "
            + "\(tally.disagreements) disagreements\(unpromised)")
        for example in tally.examples { print("    \(example)") }
        passed += tally.formats - tally.disagreements
        failed += tally.disagreements
      }
    }
    print("\(passed) passed, \(failed) failed")
  }
}
