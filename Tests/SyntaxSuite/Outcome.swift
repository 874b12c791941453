import OperatingSystem

/// What came of one call, as the oracle writes it down.
struct Outcome {
  enum Result: UInt8 {
    case success, abort, typeError, systemError, otherError
  }

  let result: Result
  /// The exception's text, or the shape of what was built.
  let text: String
}

extension Outcome: CustomStringConvertible {
  var isUnhashableKey: Bool { result == .typeError && text.contains("unhashable type: ") }

  var description: String {
    switch result {
    case .success: text == "0" ? "success" : "success \(text)"
    case .abort: "abort"
    case .typeError: "TypeError \(text)"
    case .systemError: "SystemError \(text)"
    case .otherError: "another exception: \(text)"
    }
  }
}

/// The outcomes of all calls with one format.
struct Answer {
  /// How many arguments the format takes by the oracle's reading.
  let count: Int
  let calls: [Outcome]
}

/// Reads a file of answers from its beginning to its end.
struct AnswerReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ file: String) throws { bytes = try Files.contents(file) }

  var isAtEnd: Bool { position == bytes.endIndex }

  /// The answer to the next question; nil if the file is cut short.
  mutating func next(_ family: Family) -> Answer? {
    guard let count = byte().map(Int.init) else { return nil }
    var calls: [Outcome] = []
    for _ in 0..<family.calls(arguments: count) {
      guard let code = byte(), let result = Outcome.Result(rawValue: code), let low = byte(), let high = byte() else {
        return nil
      }
      let end = position + Int(low) + Int(high) << 8
      guard end <= bytes.endIndex else { return nil }
      calls.append(Outcome(result: result, text: String(decoding: bytes[position..<end], as: UTF8.self)))
      position = end
    }
    return Answer(count: count, calls: calls)
  }

  private mutating func byte() -> UInt8? {
    guard position < bytes.endIndex else { return nil }
    defer { position += 1 }
    return bytes[position]
  }
}
