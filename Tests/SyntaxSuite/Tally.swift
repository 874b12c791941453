import Differential
import FormatSyntax

/// What was compared for one family, and what differed.
struct Tally: Sendable {
  /// What CPython says for a kind of finding, in one family.
  struct Heard: Hashable, CustomStringConvertible {
    let family: Family
    let kind: String
    let complaint: Complaint

    var description: String { "'\(complaint.rawValue)' for \(kind) in the family \(family)" }
  }

  private(set) var formats = 0
  private(set) var calls = 0
  private(set) var disagreements = 0
  /// Formats about which nothing is promised, by the effect that says so.
  private var unpromised: [String: Int] = [:]
  /// Formats of which nothing was compared, by the reason.
  private var uncompared: [String: Int] = [:]
  /// The first disagreements.
  private var examples: [String] = []
  private var promised: Set<Heard> = []
  private var heard: Set<Heard> = []

  private static let exampleLimit = 40

  mutating func add(_ other: Tally) {
    formats += other.formats
    calls += other.calls
    disagreements += other.disagreements
    unpromised.merge(other.unpromised, uniquingKeysWith: +)
    uncompared.merge(other.uncompared, uniquingKeysWith: +)
    promised.formUnion(other.promised)
    heard.formUnion(other.heard)
    examples = Array((examples + other.examples).prefix(Self.exampleLimit))
  }

  private mutating func disagree(_ question: Case, _ text: @autoclosure () -> String) {
    disagreements += 1
    if examples.count < Self.exampleLimit {
      examples.append("\(question.family) \"\(EscapedFormat(question.format).text)\", \(text())")
    }
  }

  /// Complaints that a finding promises and CPython never made.
  var unheard: [Heard] { promised.subtracting(heard).sorted { $0.description < $1.description } }

  /// Formats of which something was compared, and nothing differed.
  var agreements: Int { formats - disagreements - uncompared.values.reduce(0, +) }

  var summary: String {
    let list = { (counts: [String: Int]) in
      counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
    return "\(formats) strings, \(calls) calls, \(disagreements) disagreements"
      + (unpromised.isEmpty ? "" : ", \(list(unpromised))")
      + (uncompared.isEmpty ? "" : "; not compared: \(list(uncompared))")
  }

  /// The first few disagreements, a line each.
  func text(_ limit: Int) -> String {
    "\n" + examples.prefix(limit).map { "    \($0)\n" }.joined()
  }
}

extension Tally {
  /// Compares what the parser says with the grammar.
  mutating func compare(_ question: Case, _ grammars: Grammars) {
    formats += 1
    if !question.isShortEnough {
      uncompared["longer than \(EBNF.longest) bytes", default: 0] += 1
    } else if let text = question.disagreement(with: grammars) {
      disagree(question, text)
    }
  }

  /// Compares what the parser says with CPython's answers, one for each of the question's passes.
  mutating func compare(_ question: Case, _ answers: [Answer], _ interpreter: Interpreter) {
    formats += 1
    switch question.promise {
    case .acceptance:
      unpromised["unsupported", default: 0] += 1
      // What stands too deep is not read, so the words of a rejection, and a shape, are not known.
      let isAcceptance = question.claims.expectations(interpreter).allSatisfy(\.isSuccess)
      let isAccepted = answers[0].calls.allSatisfy { $0.result == .success }
      if isAccepted != isAcceptance {
        disagree(question, "is \(isAccepted ? "" : "not ")accepted: \(answers[0].calls)")
      }
    case .behavior: compareBehavior(question, answers[0], interpreter)
    case .undefined:
      unpromised["undefined", default: 0] += 1
      if answers.isEmpty {
        uncompared["not run", default: 0] += 1
      } else {
        compareEnds(question, answers, interpreter)
      }
    case .otherReading:
      unpromised["read differently", default: 0] += 1
      let expectations = question.claims.expectations(interpreter)
      let isSame = zip(expectations, answers[0].calls).allSatisfy { $0.allows($1) }
      let isRejected = expectations.contains(where: \.isRejection) || mayBeRejectedBefore(question, answers[0])
      if isSame { miss(question, isRejected: isRejected, "is not read differently") }
    }
  }

  private mutating func compareBehavior(_ question: Case, _ answer: Answer, _ interpreter: Interpreter) {
    let count = question.claims.argumentCount
    guard answer.count == count else {
      return disagree(question, "\(count) arguments, for CPython \(answer.count)")
    }
    for (number, (expected, outcome)) in zip(question.claims.expectations(interpreter), answer.calls).enumerated() {
      calls += 1
      var isAllowed = expected.allows(outcome)
      if case .rejection(let rejection) = expected {
        let complaint = rejection.complaint(of: outcome)
        isAllowed = complaint != nil
        for promise in rejection.complaints {
          let entry = Heard(family: question.family, kind: promise.kind, complaint: promise.complaint)
          promised.insert(entry)
          if promise.complaint == complaint { heard.insert(entry) }
        }
        if rejection.mayBeUnhashable && outcome.isUnhashableKey { isAllowed = true }
      }
      if !isAllowed { return disagree(question, "call \(number): expected \(expected), got \(outcome)") }
    }
  }

  /// What CPython does beyond the end of a format depends on what stands there, if it gets that far.
  private mutating func compareEnds(_ question: Case, _ answers: [Answer], _ interpreter: Interpreter) {
    let isRejected =
      question.claims.expectations(interpreter).contains(where: \.isRejection)
      || mayBeRejectedBefore(question, answers[0])
    let isSame = zip(answers[0].calls, answers[1].calls).allSatisfy { $0.description == $1.description }
    if isSame { miss(question, isRejected: isRejected, "does not depend on what stands behind its end") }
  }

  /// Whether CPython rejects every call, perhaps for a unit in a group that is not counted alike in all releases: beside
  /// other findings it is not known which releases come so far.
  private func mayBeRejectedBefore(_ question: Case, _ answer: Answer) -> Bool {
    let isMiscounted = question.claims.errors.contains {
      if case .encodedUnitInGroup = $0.kind { true } else { false }
    }
    return isMiscounted && !answer.calls.contains { $0.result == .success }
  }

  /// What was to be seen was not; behind a rejection there is nothing to see.
  private mutating func miss(_ question: Case, isRejected: Bool, _ text: String) {
    if isRejected { uncompared["rejected before", default: 0] += 1 } else { disagree(question, text) }
  }
}
