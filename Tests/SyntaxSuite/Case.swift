import Differential
import FormatSyntax

/// A format, a family that reads it, and what Argot says of the two.
struct Case: Sendable {
  let family: Family
  let format: [UInt8]
  let claims: any Claims

  init(_ family: Family, _ format: [UInt8]) {
    self.family = family
    self.format = format
    switch family {
    case .positional: claims = ParseClaims(parseFormat(format, family: .positional))
    case .keyword: claims = ParseClaims(parseFormat(format, family: .keyword))
    case .single: claims = ParseClaims(parseFormat(format, family: .single))
    case .value: claims = BuildClaims(buildFormat(format, family: .value))
    case .call: claims = BuildClaims(buildFormat(format, family: .call))
    }
  }

  /// What Argot promises about the format.
  enum Promise {
    /// What each call does.
    case behavior
    /// That CPython reads it in another way than the tree says.
    case otherReading
    /// That CPython reads or writes where it must not.
    case undefined
    /// That CPython accepts it, if nothing else is wrong with it.
    case acceptance
  }

  var promise: Promise {
    let effects = claims.errors.map(\.effect)
    if effects.contains(.undefined) { return .undefined }
    if effects.contains(.misread) { return .otherReading }
    return effects.contains(.unsupported) ? .acceptance : .behavior
  }

  /// The letters under which the oracle is asked about the format.
  ///
  /// What writes outside CPython's memory is not run. What reads beyond the end of the format is run twice, with other
  /// bytes there: an upper-case letter stands for zeros.
  var passes: [UInt8] {
    guard case .undefined = promise else { return [family.letter] }
    let readsOnly = claims.errors.allSatisfy { error in
      if case .unmatchedLeftParenthesis = error.kind { true } else { error.effect != .undefined }
    }
    return readsOnly ? [family.letter, family.letter - 0x20] : []
  }

  /// The questions, as the oracle reads them.
  var questions: [UInt8] {
    passes.flatMap { [$0, UInt8(format.count & 0xFF), UInt8(format.count >> 8)] + format }
  }
}

/// What Argot says about a format, in a form that can be held against what CPython does.
protocol Claims: Sendable {
  var errors: [SyntaxError] { get }

  /// What is expected of each call, in the order of the answer.
  func expectations(_ version: Interpreter) -> [Expectation]

  /// The number of arguments, as the oracle counts them.
  var argumentCount: Int { get }
}

/// What is expected of one call.
enum Expectation {
  /// It returns; what is built has this shape.
  case success(shape: String)
  case abort
  /// A TypeError with exactly this text.
  case typeError(String)
  /// The format is rejected, in words that belong to this finding.
  case rejection(Rejection)
  /// Any exception.
  case failure
  /// The format is read; a TypeError says that a key of a dict is not hashable.
  case unhashable
}

/// The words in which a format may be rejected.
struct Rejection {
  let errors: [SyntaxError]
  /// Each with the kind of the finding that promises it.
  let complaints: [(complaint: Complaint, kind: String)]
  /// Whether a text is one that CPython makes of this complaint.
  let isText: @Sendable (String, Complaint) -> Bool
  /// Whether a key of a dict may be noticed first.
  var mayBeUnhashable = false
}

extension Expectation: CustomStringConvertible {
  var isSuccess: Bool { if case .success = self { true } else { false } }

  var isRejection: Bool { if case .rejection = self { true } else { false } }

  func allows(_ outcome: Outcome) -> Bool {
    switch self {
    case .success(let shape): outcome.result == .success && outcome.text == shape
    case .abort: outcome.result == .abort
    case .typeError(let text): outcome.result == .typeError && outcome.text == text
    case .rejection(let rejection): rejection.complaint(of: outcome) != nil
    case .failure: outcome.result != .success && outcome.result != .abort
    case .unhashable: outcome.isUnhashableKey
    }
  }

  var description: String {
    switch self {
    case .success(let shape): shape == "0" ? "success" : "success \(shape)"
    case .abort: "abort"
    case .typeError(let text): "TypeError \(text)"
    case .rejection(let rejection):
      "'" + rejection.complaints.map(\.complaint.rawValue).joined(separator: "' or '") + "' because of "
        + rejection.errors.map { "\($0.kind) (\($0.effect))" }.joined(separator: ", ")
    case .failure: "an exception"
    case .unhashable: "an unhashable key"
    }
  }
}

extension Rejection {
  /// Which of the complaints the outcome is.
  func complaint(of outcome: Outcome) -> Complaint? {
    complaints.lazy.map(\.complaint).first { complaint in
      outcome.result == (complaint.isTypeError ? .typeError : .systemError) && isText(outcome.text, complaint)
    }
  }
}
