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

  /// Whether the format may be given to CPython: where its behavior is undefined it may as well crash.
  var isSafe: Bool { !claims.errors.contains { $0.effect == .undefined } }
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
}

/// The words in which a format may be rejected.
struct Rejection {
  let error: SyntaxError
  let complaints: [Complaint]
  /// Whether a text is one that CPython makes of this complaint.
  let isText: @Sendable (String, Complaint) -> Bool
}

extension Expectation: CustomStringConvertible {
  func allows(_ outcome: Outcome) -> Bool {
    switch self {
    case .success(let shape): outcome.result == .success && outcome.text == shape
    case .abort: outcome.result == .abort
    case .typeError(let text): outcome.result == .typeError && outcome.text == text
    case .rejection(let rejection): rejection.complaint(of: outcome) != nil
    case .failure: outcome.result != .success && outcome.result != .abort
    }
  }

  var description: String {
    switch self {
    case .success(let shape): shape == "0" ? "success" : "success \(shape)"
    case .abort: "abort"
    case .typeError(let text): "TypeError \(text)"
    case .rejection(let rejection):
      "\(rejection.error.kind) \(rejection.error.effect): \(rejection.complaints.map { "'\($0.rawValue)'" }.joined(separator: " or "))"
    case .failure: "an error"
    }
  }
}

extension Rejection {
  /// Which of the complaints the outcome is.
  func complaint(of outcome: Outcome) -> Complaint? {
    complaints.first { complaint in
      outcome.result == (complaint.isTypeError ? .typeError : .systemError) && isText(outcome.text, complaint)
    }
  }
}
