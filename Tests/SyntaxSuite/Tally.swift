import FormatSyntax

/// What was compared for one family and version, and what differed.
struct Tally: Sendable {
  var formats = 0
  var calls = 0
  var disagreements = 0
  /// Formats about which Argot promises nothing, by the effect that says so.
  var unpromised: [String: Int] = [:]
  /// The first few disagreements.
  var examples: [String] = []
  /// Which complaints were heard for which kind of finding.
  var heard: [String: Set<Complaint>] = [:]

  mutating func add(_ other: Tally) {
    formats += other.formats
    calls += other.calls
    disagreements += other.disagreements
    unpromised.merge(other.unpromised, uniquingKeysWith: +)
    heard.merge(other.heard) { $0.union($1) }
    examples = Array((examples + other.examples).prefix(Self.exampleLimit))
  }

  static let exampleLimit = 12

  mutating func disagree(_ text: @autoclosure () -> String) {
    disagreements += 1
    if examples.count < Self.exampleLimit { examples.append(text()) }
  }
}

extension Tally {
  /// Compares one answer with what Argot claims.
  mutating func compare(_ question: Case, _ answer: Answer, _ version: Interpreter) {
    formats += 1
    let format = "\(question.family) \"\(EscapedFormat(question.format).text)\""
    if answer.count != question.claims.argumentCount {
      disagree("\(format): \(question.claims.argumentCount) arguments, CPython \(answer.count)")
      return
    }
    for error in question.claims.errors {
      switch error.effect {
      case .misread, .unsupported:
        unpromised["\(error.effect)", default: 0] += 1
        return
      default: break
      }
    }
    for (number, (expected, outcome)) in zip(question.claims.expectations(version), answer.calls).enumerated() {
      calls += 1
      if case .rejection(let rejection) = expected, let complaint = rejection.complaint(of: outcome) {
        heard[rejection.error.kind.id, default: []].insert(complaint)
      } else if !expected.allows(outcome) {
        disagree("\(format), call \(number): expected \(expected), got \(outcome)")
        return
      }
    }
  }
}
