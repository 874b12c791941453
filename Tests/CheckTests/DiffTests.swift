import Checks
import ClangFrontend
import FormatDiagnostics
import Testing

/// The diff of made-up changes: fixes of today's rules keep the number of lines, others need not.
@Suite struct DiffTests {
  private func fixing(_ text: [UInt8], _ edits: [Edit], named name: String = "a.c") -> Fixing {
    let place = SourcePosition(file: name, line: 1, column: 1, offset: 0)
    let findings = edits.map { edit in
      Finding(
        rule: "rule", severity: .error, message: "\(edit.range)", span: SourceSpan(start: place, length: 1),
        statementLine: 1, fixes: [Fix("change it", isSafe: true, edits: [edit])])
    }
    return Fixing(findings, in: [name: text], isUnsafeAllowed: false)
  }

  private func edit(_ start: Int, _ end: Int, _ text: String) -> Edit {
    Edit(file: "a.c", range: ByteRange(start, end), replacement: Array(text.utf8))
  }

  private func diff(_ text: String, _ edits: [Edit]) -> String {
    String(decoding: fixing(Array(text.utf8), edits).diff, as: UTF8.self)
  }

  private static let head = "--- a.c\n+++ a.c\n"

  @Test func linesComeAndGo() {
    #expect(diff("a\nb\n", [edit(0, 0, "x\n")]) == Self.head + "@@ -1,2 +1,3 @@\n+x\n a\n b\n")
    #expect(diff("a\nb\n", [edit(0, 2, "")]) == Self.head + "@@ -1,2 +1 @@\n-a\n b\n")
    #expect(diff("a\nb\n", [edit(1, 2, "")]) == Self.head + "@@ -1,2 +1 @@\n-a\n-b\n+ab\n")
    #expect(diff("a\nb\n", [edit(4, 4, "c\n")]) == Self.head + "@@ -1,2 +1,3 @@\n a\n b\n+c\n")
    #expect(diff("", [edit(0, 0, "a\n")]) == Self.head + "@@ -0,0 +1 @@\n+a\n")
    #expect(diff("a\n", [edit(0, 2, "")]) == Self.head + "@@ -1 +0,0 @@\n-a\n")
    #expect(diff("a\n", [edit(0, 1, "a")]) == "")
  }

  @Test func aMissingLineFeedIsMarked() {
    let mark = "\\ No newline at end of file\n"
    #expect(diff("a\nb", [edit(2, 3, "c")]) == Self.head + "@@ -1,2 +1,2 @@\n a\n-b\n\(mark)+c\n\(mark)")
    #expect(diff("a\nb", [edit(0, 1, "c")]) == Self.head + "@@ -1,2 +1,2 @@\n-a\n+c\n b\n\(mark)")
    #expect(diff("a", [edit(1, 1, "\n")]) == Self.head + "@@ -1 +1 @@\n-a\n\(mark)+a\n")
    #expect(diff("a\n", [edit(1, 2, "")]) == Self.head + "@@ -1 +1 @@\n-a\n+a\n\(mark)")
  }

  @Test func applyingTheDiffMakesTheFixedText() {
    var random = SplitMix(state: 1)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...120, using: &random)).map { _ in "ab\n".utf8.randomElement(using: &random)! }
      let edits = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let start = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...4, using: &random))
        return edit(start, end, ["", "c", "\n", "c\nd", "d\n\n"].randomElement(using: &random)!)
      }
      let fixing = fixing(text, edits)
      let fixed = fixing.texts["a.c"] ?? text
      #expect(
        applied(fixing.diff, to: text) == fixed, "\(String(decoding: text, as: UTF8.self).debugDescription) \(edits)")
    }
  }

  /// What a diff makes of a text; nil if it does not fit, or its numbers are wrong.
  private func applied(_ diff: [UInt8], to text: [UInt8]) -> [UInt8]? {
    var old = lines(text)[...]
    var rows = lines(diff)[...]
    guard !rows.isEmpty else { return text }
    guard rows.popFirst() == "--- a.c\n", rows.popFirst() == "+++ a.c\n" else { return nil }
    var result: [String] = []
    var taken = 0
    while let header = rows.popFirst() {
      let numbers = header.split { "@ -+\n".contains($0) }.map { part in
        part.split(separator: ",").compactMap { Int($0) }
      }
      guard numbers.count == 2 else { return nil }
      let counts = numbers.map { $0.count == 1 ? 1 : $0[1] }
      let starts = zip(numbers, counts).map { $1 == 0 ? $0[0] : $0[0] - 1 }
      while taken < starts[0], let line = old.popFirst() {
        result.append(line)
        taken += 1
      }
      guard taken == starts[0], result.count == starts[1] else { return nil }
      var seen = [0, 0]
      while seen != counts, var row = rows.popFirst() {
        if rows.first?.hasPrefix("\\") == true {
          rows.removeFirst()
          row.removeLast()
        }
        let line = String(row.dropFirst())
        if !row.hasPrefix("+") {
          guard old.popFirst() == line else { return nil }
          taken += 1
          seen[0] += 1
        }
        if !row.hasPrefix("-") {
          result.append(line)
          seen[1] += 1
        }
      }
      guard seen == counts else { return nil }
    }
    return Array((result + old).joined().utf8)
  }

  private func lines(_ text: [UInt8]) -> [String] {
    var lines = text.split(separator: 10, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self) + "\n"
    }
    lines[lines.count - 1].removeLast()
    return lines.last == "" ? lines.dropLast() : lines
  }
}

/// Random numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
