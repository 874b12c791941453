/// A directive that names another file, as it stands in the text; whether it is reached is another matter.
struct IncludeDirective: Hashable {
  enum Form: Hashable {
    /// `"name"`
    case quoted
    /// `<name>`
    case angled
    /// A macro.
    case computed
  }

  let form: Form
  /// The file's name without its delimiters; empty for a macro.
  let name: String
  /// The name with its delimiters, or the macro's text, as offsets.
  let range: Range<Int>
  /// Offset of the newline that ends the directive, or of the text's end.
  let lineEnd: Int
}

/// The directives of a source text that matter to somebody who moves it to another folder.
struct IncludeScan: Hashable {
  /// All `#include` directives, in their order.
  private(set) var includes: [IncludeDirective] = []
  /// Why a copy of the text in another folder may mean something else, nil if it does not: a construct, other than
  /// `#include` with a written name, that depends on the folder or the date of the file.
  private(set) var obstacle: String?

  init(_ bytes: [UInt8]) {
    var scanner = SourceScanner(bytes)
    while let element = scanner.next() {
      switch element {
      case .directive: readDirective(&scanner)
      case .identifier(let range): note(bytes[range])
      default: break
      }
    }
  }

  private mutating func readDirective(_ scanner: inout SourceScanner) {
    guard case .identifier(let range)? = scanner.next() else { return }
    let bytes = scanner.bytes
    if range.upperBound < bytes.count, bytes[range.upperBound] == UInt8(ascii: "\\") {
      obstacle = obstacle ?? "the name of a directive is split over lines"
    }
    switch String(decoding: bytes[range], as: UTF8.self) {
    case "include", "import":
      scanner.skipBlanks()
      readName(&scanner)
    case "include_next", "embed":
      obstacle = obstacle ?? "the file uses #\(String(decoding: bytes[range], as: UTF8.self))"
    case "if", "elif":
      readCondition(&scanner)
    case "pragma":
      // `#pragma GCC dependency "file"` looks beside the file, too.
      while let element = scanner.next(), element != .newline {
        if case .identifier(let word) = element, bytes[word].elementsEqual("dependency".utf8) {
          obstacle = obstacle ?? "the file uses #pragma dependency"
        }
      }
    default:
      break
    }
  }

  private mutating func readName(_ scanner: inout SourceScanner) {
    let bytes = scanner.bytes
    let start = scanner.position
    guard start < bytes.count else { return }
    let closing: UInt8
    let form: IncludeDirective.Form
    switch bytes[start] {
    case UInt8(ascii: "\""): (closing, form) = (UInt8(ascii: "\""), .quoted)
    case UInt8(ascii: "<"): (closing, form) = (UInt8(ascii: ">"), .angled)
    default:
      scanner.skipLineRest()
      includes.append(
        IncludeDirective(form: .computed, name: "", range: start..<scanner.position, lineEnd: scanner.position))
      return
    }
    guard
      let end = bytes[(start + 1)...].firstIndex(where: { $0 == closing || $0 == UInt8(ascii: "\n") }),
      bytes[end] == closing
    else { return }
    scanner.advance(to: end + 1)
    while let element = scanner.next(), element != .newline {}
    let isEnded = scanner.position > 0 && bytes[scanner.position - 1] == UInt8(ascii: "\n")
    includes.append(
      IncludeDirective(
        form: form, name: String(decoding: bytes[(start + 1)..<end], as: UTF8.self), range: start..<(end + 1),
        lineEnd: isEnded ? scanner.position - 1 : scanner.position))
  }

  /// `__has_include("name")` looks beside the file as well.
  private mutating func readCondition(_ scanner: inout SourceScanner) {
    let tests = ["__has_include", "__has_include_next", "__has_embed"]
    while let element = scanner.next(), element != .newline {
      guard case .identifier(let range) = element,
        tests.contains(String(decoding: scanner.bytes[range], as: UTF8.self))
      else { continue }
      guard scanner.next() == .punctuation(UInt8(ascii: "(")) else { continue }
      if scanner.next() != .punctuation(UInt8(ascii: "<")) {
        obstacle = obstacle ?? "the file uses __has_include with a name in quotes"
      }
    }
  }

  private mutating func note(_ word: ArraySlice<UInt8>) {
    if word.elementsEqual("__TIMESTAMP__".utf8) { obstacle = obstacle ?? "the file uses __TIMESTAMP__" }
  }
}
