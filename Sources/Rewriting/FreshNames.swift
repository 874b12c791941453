#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Identifiers that no text contains, to take the place of others.
struct FreshNames {
  private let texts: [[UInt8]]
  private var chosen: [String: String] = [:]

  init(_ texts: [[UInt8]]) {
    self.texts = texts
  }

  /// A name as long as `old`, so that nothing on a line moves, or longer if there is none; the same one each time.
  ///
  /// It may be the name of something in a system header; whoever puts it in has the compiler judge the result.
  mutating func name(for old: String) -> String {
    if let known = chosen[old] { return known }
    for length in old.utf8.count... {
      for number in 0..<Self.attempts {
        let candidate = Self.candidate(number, length: length)
        if chosen.values.contains(candidate) || texts.contains(where: { Self.names(candidate, in: $0) }) { continue }
        chosen[old] = candidate
        return candidate
      }
    }
    fatalError("there are infinitely many names")
  }

  /// How many names of one length are tried: all there are of one letter.
  private static let attempts = letters.count

  /// Rare letters come first.
  private static let letters = Array("qzxjkvwyQZXJKVWYabcdefghilmnoprstuABCDEFGHILMNOPRSTU_")
  private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")

  private static func candidate(_ number: Int, length: Int) -> String {
    var rest = number / letters.count
    var tail: [Character] = []
    while tail.count + 1 < length {
      tail.append(digits[rest % digits.count])
      rest /= digits.count
    }
    return String([letters[number % letters.count]] + tail)
  }

  /// Whether the name stands in the text, be it in a comment, and not as a part of another one.
  private static func names(_ name: String, in text: [UInt8]) -> Bool {
    let name = Array(name.utf8)
    return text.withUnsafeBytes { text in
      var start = 0
      while start < text.count, let found = memchr(text.baseAddress! + start, Int32(name[0]), text.count - start) {
        let place = text.baseAddress!.distance(to: UnsafeRawPointer(found))
        let end = place + name.count
        let isWhole =
          (place == 0 || !isIdentifier(text[place - 1])) && (end >= text.count || !isIdentifier(text[end]))
        if isWhole, end <= text.count, text[place..<end].elementsEqual(name) { return true }
        start = place + 1
      }
      return false
    }
  }
}
