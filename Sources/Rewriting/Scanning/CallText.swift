/// What the text of a call looks like to the preprocessor, which has to replace its callee by a function-like macro.
struct CallText: Hashable {
  /// Number of arguments as the preprocessor counts them: only parentheses protect commas.
  let argumentCount: Int

  /// Reads the call whose callee `name` stands at `offset`; `failure` says why it must stay as it is.
  static func read(_ bytes: [UInt8], at offset: Int, name: String) -> Result<CallText, Obstacle> {
    let callee = Array(name.utf8)
    guard offset >= 0, offset + callee.count <= bytes.count,
      bytes[offset..<(offset + callee.count)].elementsEqual(callee),
      offset + callee.count == bytes.count || !isIdentifier(bytes[offset + callee.count])
    else { return .failure(Obstacle("the function's name is not written at the call")) }
    if isQualified(bytes, offset) { return .failure(Obstacle("the function's name is qualified")) }
    var scanner = SourceScanner(bytes, at: offset + callee.count)
    var element = scanner.next()
    while element == .newline { element = scanner.next() }
    guard element == .punctuation(UInt8(ascii: "(")) else {
      return .failure(Obstacle("no argument list follows the function's name"))
    }
    var depth = 1
    var count = 1
    while let element = scanner.next() {
      switch element {
      case .directive: return .failure(Obstacle("the argument list contains a preprocessor directive"))
      case .punctuation(UInt8(ascii: "(")): depth += 1
      case .punctuation(UInt8(ascii: ")")):
        depth -= 1
        if depth == 0 { return .success(CallText(argumentCount: count)) }
      case .punctuation(UInt8(ascii: ",")) where depth == 1: count += 1
      default: break
      }
    }
    return .failure(Obstacle("the argument list is not closed in the same file"))
  }

  /// Why a call stays as it is, as a sentence without a full stop.
  struct Obstacle: Error, Hashable {
    let message: String

    init(_ message: String) {
      self.message = message
    }
  }

  private static func isQualified(_ bytes: [UInt8], _ offset: Int) -> Bool {
    let before = bytes[..<offset].last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return before == UInt8(ascii: ":") && bytes[..<offset].reversed().drop { $0 <= 0x20 }.dropFirst().first == before
  }
}
