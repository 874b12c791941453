import FormatSema

/// What was found of a call under an interpreter.
package struct VerifiedResult: Sendable {
  package let call: TargetedCall
  /// How many times it was made both ways and compared.
  package private(set) var tried = 0
  /// From how many different values those of the calls were picked.
  package private(set) var values = 0
  /// How many of these calls CPython's function accepted.
  package private(set) var accepted = 0
  /// How often a usual call asks the memory allocators, by CPython's function and compiled; nil if none was accepted.
  package private(set) var requests: (plain: Int, compiled: Int)?
  /// How many calls did something else than CPython's.
  package private(set) var differences = 0
  /// How many calls left something behind that CPython's did not.
  package private(set) var leaks = 0
  /// The conventions under which the compiled call was compared.
  package private(set) var conventions: [MethodConvention] = []
  /// Why the call is left to CPython, by the convention.
  package private(set) var reasonsLeft: [MethodConvention: String] = [:]
  /// The smallest calls found that differ.
  package var reproductions: [Reproduction] = []

  init(call: TargetedCall) {
    self.call = call
  }

  /// Whether something was found that should not be.
  package var differs: Bool { differences + leaks > 0 }

  mutating func add(_ counts: CallCounts, _ convention: MethodConvention) {
    tried += counts.tried
    values = max(values, counts.values)
    accepted += counts.accepted
    if requests == nil, let found = counts.requests, found.count == 2 { requests = (found[0], found[1]) }
    if !conventions.contains(convention) { conventions.append(convention) }
  }

  mutating func add(_ difference: Difference) {
    if difference.isLeak { leaks += 1 } else { differences += 1 }
  }

  mutating func leave(_ convention: MethodConvention, _ reason: String) {
    reasonsLeft[convention] = reason
  }
}
