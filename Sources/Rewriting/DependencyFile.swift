/// The rules of a dependency file as `-MD` writes it.
struct DependencyFile: Hashable {
  struct Rule: Hashable {
    var targets: [String]
    var prerequisites: [String]
  }

  var rules: [Rule] = []

  /// Reads the make syntax that gcc and clang write: `\ ` and `\#` for a space and a `#`, `$$` for a `$`.
  init(_ bytes: [UInt8]) {
    for line in Self.logicalLines(bytes) {
      var words = Self.words(line)
      guard let colon = words.firstIndex(where: { $0.last == UInt8(ascii: ":") }) else { continue }
      words[colon].removeLast()
      let targets = words[...colon].filter { !$0.isEmpty }.map(Self.unquoted)
      rules.append(Rule(targets: targets, prerequisites: words[(colon + 1)...].map(Self.unquoted)))
    }
  }

  /// Every file the compile has read, in their order.
  var inputs: [String] { rules.first?.prerequisites ?? [] }

  /// Replaces the name of every file that the rules name as an input, and drops those that become nil. A phony rule
  /// (`-MP`), which has no inputs, names one.
  mutating func renameInputs(_ rename: (String) -> String?) {
    rules = rules.compactMap { rule in
      if rule.prerequisites.isEmpty {
        let targets = rule.targets.compactMap(rename)
        return targets.isEmpty ? nil : Rule(targets: targets, prerequisites: [])
      }
      return Rule(targets: rule.targets, prerequisites: rule.prerequisites.compactMap(rename))
    }
  }

  /// The rules in make syntax, in lines of the width that gcc uses.
  var text: [UInt8] {
    var result: [UInt8] = []
    for rule in rules {
      var column = 0
      func append(_ name: String) {
        let quoted = Self.quoted(name)
        if column > 0 {
          if column + quoted.count > 72 {
            result += Array(" \\\n".utf8)
            column = 0
          }
          result.append(UInt8(ascii: " "))
          column += 1
        }
        result += quoted
        column += quoted.count
      }
      for target in rule.targets { append(target) }
      result.append(UInt8(ascii: ":"))
      column += 1
      for name in rule.prerequisites { append(name) }
      result.append(UInt8(ascii: "\n"))
    }
    return result
  }

  private static func logicalLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") {
        lines[lines.count - 1].append(UInt8(ascii: " "))
        index += 2
      } else {
        if bytes[index] == UInt8(ascii: "\n") { lines.append([]) } else { lines[lines.count - 1].append(bytes[index]) }
        index += 1
      }
    }
    return lines
  }

  /// Splits at blanks that are not quoted. A blank is quoted by an odd number of backslashes.
  private static func words(_ line: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    for byte in line {
      let backslashes = word.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if byte == 0x20 || byte == 0x09, backslashes % 2 == 0 {
        if !word.isEmpty { words.append(word) }
        word = []
      } else {
        word.append(byte)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func unquoted(_ word: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in word {
      switch byte {
      case 0x20, 0x09:
        // One backslash quotes the blank, and those before it quote themselves.
        let backslashes = result.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        result.removeLast(backslashes / 2 + backslashes % 2)
        result.append(byte)
      case UInt8(ascii: "#") where result.last == UInt8(ascii: "\\"):
        result[result.count - 1] = byte
      case UInt8(ascii: "$") where result.last == UInt8(ascii: "$"):
        break
      default:
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func quoted(_ name: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 0x20, 0x09:
        let backslashes = result.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        result += Array(repeating: UInt8(ascii: "\\"), count: backslashes + 1)
      case UInt8(ascii: "#"): result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "$"): result.append(byte)
      default: break
      }
      result.append(byte)
    }
    return result
  }
}
