/// Writes indented C, so that the nesting of the emitter's code mirrors that of its output.
struct CPrinter {
  private(set) var text = ""
  private var depth = 0

  /// The width beyond which a line is broken behind a comma.
  private static let width = 110

  /// One line at the current depth; a label stands at the margin.
  mutating func line(_ content: String) {
    let indent = String(repeating: "  ", count: content.hasSuffix(":") ? max(depth - 1, 0) : depth)
    text += content.isEmpty ? "\n" : indent + Self.wrapped(content, indent: indent + "    ", ending: "\n")
  }

  /// The lines of a long list, broken behind commas outside literals, each but the last ending in `ending`; a final
  /// newline follows.
  static func wrapped(_ content: String, indent: String, ending: String) -> String {
    var result = ""
    var line = ""
    for piece in pieces(content) {
      if !line.isEmpty, indent.utf8.count + line.utf8.count + piece.utf8.count > width {
        while line.last == " " { line.removeLast() }
        result += line + ending + indent
        line = ""
      }
      line += piece
    }
    return result + line + "\n"
  }

  /// The content cut behind every `, ` that does not stand in a string literal.
  private static func pieces(_ content: String) -> [Substring] {
    var result: [Substring] = []
    var start = content.startIndex
    var isLiteral = false
    var previous: Character = " "
    for index in content.indices {
      let character = content[index]
      if character == "\"", previous != "\\" { isLiteral.toggle() }
      if character == " ", previous == ",", !isLiteral {
        let end = content.index(after: index)
        result.append(content[start..<end])
        start = end
      }
      previous = character == "\\" && previous == "\\" ? " " : character
    }
    result.append(content[start...])
    return result
  }

  /// `header {`, or `{` alone, the body one level deeper, `}`.
  mutating func block(_ header: String, _ body: (inout CPrinter) -> Void) {
    line(header.isEmpty ? "{" : header + " {")
    depth += 1
    body(&self)
    depth -= 1
    line("}")
  }
}

extension CPrinter {
  /// A function-like macro that stands in for an API function. It forwards its arguments once, so that an argument
  /// that is itself a macro may expand to several.
  static func callMacro(token: String, parameters: [String], expansion: String) -> String {
    func continued(_ content: String) -> String {
      String(wrapped(content, indent: "    ", ending: " \\\n").dropLast())
    }
    return "#define \(token)(...) \(token)_(__VA_ARGS__)\n"
      + continued("#define \(token)_(\(parameters.joined(separator: ", ")))") + " \\\n  " + continued(expansion) + "\n"
  }
}

package enum CLiteral {
  /// The C string literal of some bytes. Every byte that is not plain ASCII is written as three octal digits, and so
  /// is `?`, of which two make a trigraph.
  package static func string(_ bytes: [UInt8]) -> String {
    var result = "\""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        result += "\\" + String(UnicodeScalar(byte))
      case UInt8(ascii: "?"): result += octal(byte)
      case 0x20...0x7E: result += String(UnicodeScalar(byte))
      default: result += octal(byte)
      }
    }
    return result + "\""
  }

  /// An ASCII byte as C writes it in a `case`.
  static func character(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
      "'\(UnicodeScalar(byte))'"
    default: String(byte)
    }
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
