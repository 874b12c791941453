/// A comment of the form `// argot: ignore[one, two]`, or the same in `/* */`.
public struct MarkedComment: Hashable, Sendable {
  /// The words between the brackets with their places.
  public struct Word: Hashable, Sendable {
    public let text: String
    public let span: SourceSpan
  }

  public let words: [Word]
  /// The line, counted from 1, that it is about: its own, or, if nothing else stands there, the next.
  public let line: Int

  /// The comments of a file with a marker such as `ignore`, the first of each line.
  public static func all(_ marker: String, in text: [UInt8], named file: String) -> [MarkedComment] {
    let start = Array("argot: \(marker)[".utf8)
    var comments: [MarkedComment] = []
    var offset = 0
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if let found = comment(start, in: line, number: index + 1, offset: offset, file: file) { comments.append(found) }
      offset += line.count + 1
    }
    return comments
  }

  private static func comment(
    _ marker: [UInt8], in line: ArraySlice<UInt8>, number: Int, offset: Int, file: String
  ) -> MarkedComment? {
    guard let place = line.firstRange(of: marker),
      let close = line[place.upperBound...].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    // The comment starts right in front of the marker: nothing else is one.
    var start = place.lowerBound
    while start > line.startIndex, line[start - 1] == UInt8(ascii: " ") { start -= 1 }
    guard start - line.startIndex >= 2, line[start - 2] == UInt8(ascii: "/"),
      line[start - 1] == UInt8(ascii: "/") || line[start - 1] == UInt8(ascii: "*")
    else { return nil }
    let words = line[place.upperBound..<close].split(separator: UInt8(ascii: ",")).map { word in
      let blank = UInt8(ascii: " ")
      let name = word.drop { $0 == blank }.prefix { $0 != blank }
      let column = name.startIndex - line.startIndex
      let position = SourcePosition(file: file, line: number, column: column + 1, offset: offset + column)
      return Word(text: String(decoding: name, as: UTF8.self), span: SourceSpan(start: position, length: name.count))
    }
    let isAlone = line[..<(start - 2)].allSatisfy { $0 == UInt8(ascii: " ") || $0 == 9 }
    return MarkedComment(words: words, line: isAlone ? number + 1 : number)
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
