import ClangFrontend
import FormatDiagnostics

/// The comments of a file that silence rules: `// argot: ignore[rule-id, rule-id]`, or the same in `/* */`.
struct Suppressions {
  struct Comment {
    /// The identifiers with the places where they are written.
    let ids: [(name: String, span: SourceSpan)]
    /// The lines, counted from 1, that it is about: its own, or, if nothing else stands there, the next.
    let lines: Set<Int>
  }

  let comments: [Comment]

  init(file: String, text: [UInt8]) {
    var comments: [Comment] = []
    var offset = 0
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if let found = Self.comment(in: line, number: index + 1, offset: offset, file: file) { comments.append(found) }
      offset += line.count + 1
    }
    self.comments = comments
  }

  private static let marker = Array("argot: ignore[".utf8)

  private static func comment(in line: ArraySlice<UInt8>, number: Int, offset: Int, file: String) -> Comment? {
    guard let place = line.firstRange(of: marker),
      let close = line[place.upperBound...].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    // The comment starts right in front of the marker: nothing else is one.
    var start = place.lowerBound
    while start > line.startIndex, line[start - 1] == UInt8(ascii: " ") { start -= 1 }
    guard start - line.startIndex >= 2, line[start - 2] == UInt8(ascii: "/"),
      line[start - 1] == UInt8(ascii: "/") || line[start - 1] == UInt8(ascii: "*")
    else { return nil }
    let ids = line[place.upperBound..<close].split(separator: UInt8(ascii: ",")).map { word in
      let blank = UInt8(ascii: " ")
      let name = word.drop { $0 == blank }.prefix { $0 != blank }
      let column = name.startIndex - line.startIndex
      let position = SourcePosition(file: file, line: number, column: column + 1, offset: offset + column)
      return (String(decoding: name, as: UTF8.self), SourceSpan(start: position, length: name.count))
    }
    let isAlone = line[..<(start - 2)].allSatisfy { $0 == UInt8(ascii: " ") || $0 == 9 }
    return Comment(ids: ids, lines: [isAlone ? number + 1 : number])
  }
}

extension ArraySlice<UInt8> {
  /// The first place where `wanted`, which is not empty, stands.
  fileprivate func firstRange(of wanted: [UInt8]) -> Range<Int>? {
    guard count >= wanted.count else { return nil }
    return (startIndex...endIndex - wanted.count).first { self[$0] == wanted[0] && self[$0...].starts(with: wanted) }
      .map { $0..<$0 + wanted.count }
  }
}
