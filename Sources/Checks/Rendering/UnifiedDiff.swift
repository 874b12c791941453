/// What edits change in a file, as `diff -u` prints it.
struct UnifiedDiff {
  /// Lines that are replaced by others.
  private struct Change {
    var old: Range<Int>
    var new: [ArraySlice<UInt8>]
  }

  /// How many lines that stay are shown around a change.
  private static let context = 3

  /// With their line feeds; the last one may have none.
  private let lines: [ArraySlice<UInt8>]
  private let changes: [Change]

  /// - Parameter edits: In the order of their places, none over another.
  init(of text: [UInt8], edits: [Edit]) {
    let lines = Self.lines(text[...])
    let starts = lines.map(\.startIndex)
    /// The line that an offset is in; that behind the last one at the end of a text with a line feed.
    func line(at offset: Int) -> Int {
      if offset >= text.count { return text.last == Self.lineFeed || text.isEmpty ? lines.count : lines.count - 1 }
      return starts.lastIndex { $0 <= offset }!
    }
    var groups: [(lines: Range<Int>, edits: [Edit])] = []
    for edit in edits {
      // A line whose line feed goes is joined with the next one.
      let first = line(at: edit.range.start)
      let last = min(line(at: edit.range.end), max(lines.count - 1, first))
      let range = first..<(first < lines.count ? last + 1 : first)
      if let before = groups.last, range.lowerBound < before.lines.upperBound {
        let end = max(before.lines.upperBound, range.upperBound)
        groups[groups.count - 1] = (before.lines.lowerBound..<end, before.edits + [edit])
      } else {
        groups.append((range, [edit]))
      }
    }
    self.lines = lines
    changes = groups.map { group in
      let start = group.lines.lowerBound < starts.count ? starts[group.lines.lowerBound] : text.count
      let end = group.lines.upperBound < starts.count ? starts[group.lines.upperBound] : text.count
      var replaced = Array(text[start..<end])
      for edit in group.edits.reversed() {
        replaced.replaceSubrange(edit.range.start - start..<edit.range.end - start, with: edit.replacement)
      }
      return Self.trimmed(Change(old: group.lines, new: Self.lines(replaced[...])), lines)
    }.filter { !$0.old.isEmpty || !$0.new.isEmpty }
  }

  /// The change without lines at its ends that stay as they are.
  private static func trimmed(_ change: Change, _ lines: [ArraySlice<UInt8>]) -> Change {
    var (old, new) = (lines[change.old], change.new[...])
    while let first = old.first, first == new.first { (old, new) = (old.dropFirst(), new.dropFirst()) }
    while let last = old.last, last == new.last { (old, new) = (old.dropLast(), new.dropLast()) }
    return Change(old: old.indices, new: Array(new))
  }

  func text(named file: String) -> [UInt8] {
    guard !changes.isEmpty else { return [] }
    let name = Self.header(file)
    var result = Array("--- \(name)\n+++ \(name)\n".utf8)
    var rest = changes[...]
    var shift = 0
    while let first = rest.popFirst() {
      var hunk = [first]
      while let next = rest.first, next.old.lowerBound - hunk[hunk.count - 1].old.upperBound <= 2 * Self.context {
        hunk.append(next)
        rest.removeFirst()
      }
      let start = max(0, first.old.lowerBound - Self.context)
      let end = min(lines.count, hunk[hunk.count - 1].old.upperBound + Self.context)
      let growth = hunk.reduce(0) { $0 + $1.new.count - $1.old.count }
      let (old, new) = (start..<end, start + shift..<end + shift + growth)
      result += "@@ -\(Self.numbers(old)) +\(Self.numbers(new)) @@\n".utf8
      shift += growth
      var line = start
      for change in hunk {
        for kept in lines[line..<change.old.lowerBound] { result += Self.row(" ", kept) }
        for gone in lines[change.old] { result += Self.row("-", gone) }
        for added in change.new { result += Self.row("+", added) }
        line = change.old.upperBound
      }
      for kept in lines[line..<end] { result += Self.row(" ", kept) }
    }
    return result
  }

  private static let lineFeed = UInt8(ascii: "\n")

  private static func lines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text
    while let end = rest.firstIndex(of: lineFeed) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  private static func row(_ mark: Unicode.Scalar, _ line: ArraySlice<UInt8>) -> [UInt8] {
    let row = [UInt8(ascii: mark)] + line
    return line.last == lineFeed ? row : row + "\n\\ No newline at end of file\n".utf8
  }

  /// First line and number of lines; before an empty range stands the line in front of it.
  private static func numbers(_ range: Range<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound + 1)" : "\(range.lowerBound + (range.isEmpty ? 0 : 1)),\(range.count)"
  }

  /// A name as patch and git read it: in quotes if it has characters that could be misread; behind a space in it the
  /// name would end, unless a tab stands behind it.
  private static func header(_ name: String) -> String {
    guard
      name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || "\"\\".unicodeScalars.contains($0) })
    else { return name.contains(" ") ? name + "\t" : name }
    return "\"" + name.utf8.map(quoted).joined() + "\""
  }

  private static func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    default: "\\" + String(repeating: "0", count: byte < 8 ? 2 : byte < 64 ? 1 : 0) + String(byte, radix: 8)
    }
  }
}
