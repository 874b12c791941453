import Differential
import FormatSyntax
import OperatingSystem

/// Collects formats and has them compared, many at a time.
struct Comparison {
  private let oracles: [Oracle]
  private let grammars: Grammars
  private let folder: String
  private var cases: [Case] = []
  private var tallies: [[Family: Tally]]
  private var grammarTallies: [Family: Tally] = [:]
  private var aborts: [Oracle.Aborts]
  /// How many formats need more C arguments than the oracle has.
  private var leftOut: [Family: Int] = [:]

  init(oracles: [Oracle], grammars: Grammars, folder: String) {
    self.oracles = oracles
    self.grammars = grammars
    self.folder = folder
    tallies = Array(repeating: [:], count: oracles.count)
    aborts = Array(repeating: Oracle.Aborts(), count: oracles.count)
  }

  mutating func add(_ family: Family, _ format: [UInt8]) async throws {
    guard Case.isAnswerable(family, format) else {
      leftOut[family, default: 0] += 1
      return
    }
    let question = Case(family, format)
    grammarTallies[family, default: Tally()].compare(question, grammars)
    cases.append(question)
    if cases.count == 100_000 { try await flush() }
  }

  /// Adds every string up to this length over the alphabet of the family's language.
  mutating func addAll(_ family: Family, upTo length: Int) async throws {
    let alphabet = Alphabet.of(family)
    for length in 0...length {
      var digits = Array(repeating: 0, count: length)
      while true {
        try await add(family, digits.map { alphabet[$0] })
        guard let last = digits.lastIndex(where: { $0 < alphabet.count - 1 }) else { break }
        digits[last] += 1
        for index in digits.indices where index > last { digits[index] = 0 }
      }
    }
  }

  /// Has every interpreter answer the questions collected so far.
  mutating func flush() async throws {
    let asked = cases
    cases = []
    if asked.isEmpty { return }
    let folder = folder
    let questions = "\(folder)/questions"
    try Files.write(asked.flatMap(\.questions), to: questions)
    try await withThrowingTaskGroup(of: (Int, Oracle.Aborts, [Family: Tally]).self) { group in
      for (index, oracle) in oracles.enumerated() {
        group.addTask {
          let answers = "\(folder)/answers\(index)"
          let aborts = try oracle.answer(questions, in: answers)
          return (index, aborts, try Self.compare(asked, answers, oracle.interpreter))
        }
      }
      for try await (index, counts, results) in group {
        aborts[index].calls += counts.calls
        aborts[index].confirmed += counts.confirmed
        for (family, tally) in results { tallies[index][family, default: Tally()].add(tally) }
      }
    }
  }

  private static func compare(
    _ asked: [Case], _ file: String, _ interpreter: Interpreter
  ) throws -> [Family: Tally] {
    var reader = try AnswerReader(file)
    var tallies: [Family: Tally] = [:]
    for question in asked {
      var answers: [Answer] = []
      for _ in question.passes {
        guard let answer = reader.next(question.family) else { throw Failure("\(file): cut short") }
        answers.append(answer)
      }
      tallies[question.family, default: Tally()].compare(question, answers, interpreter)
    }
    guard reader.isAtEnd else { throw Failure("\(file): more answers than questions") }
    return tallies
  }

  /// Prints what was compared and what differed, with so many examples each; false if anything did.
  ///
  /// - Parameter isThorough: Whether enough was compared to hear every complaint that the findings promise.
  func report(examples: Int, isThorough: Bool) -> Bool {
    let left = Family.allCases.map { "\($0) \(leftOut[$0, default: 0])" }.joined(separator: ", ")
    print("left out, as they need more C arguments than the oracle has: \(left)")
    var total = Tally()
    for family in Family.allCases {
      guard let tally = grammarTallies[family] else { continue }
      total.add(tally)
      print("grammar, \(family): \(tally.summary)", terminator: tally.text(examples))
    }
    for (index, oracle) in oracles.enumerated() {
      for family in Family.allCases {
        guard let tally = tallies[index][family] else { continue }
        total.add(tally)
        print("\(oracle.interpreter.name), \(family): \(tally.summary)", terminator: tally.text(examples))
      }
      print(
        "\(oracle.interpreter.name): \(aborts[index].calls) calls aborted, \(aborts[index].confirmed) of them "
          + "tried again in a process of their own")
    }
    let unheard = isThorough ? total.unheard : []
    for complaint in unheard { print("never heard: \(complaint)") }
    let failed = total.disagreements + unheard.count
    print("\(total.agreements) passed, \(failed) failed")
    return failed == 0
  }
}
