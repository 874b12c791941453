import FormatDiagnostics
import FormatSyntax
import Testing

/// Whatever the bytes: a tree that covers each of them once and prints them back, and findings that lie inside.
@Suite("Both languages: every byte string has a tree")
struct SyntaxTotalityTests {
  /// Every byte with a meaning in either language, and two without.
  static let alphabet = Array("bBhHiIlkLKnfdDcCpszywSYUetOuZN*#!&|$:;()[]{} ,q".utf8) + [0x00, 0xE9]

  /// The alphabet with one letter instead of all those that neither language treats differently.
  static let kinds = Array("iszyuwetOSYZNq*#!&|$:;()[]{} ,".utf8) + [0x00, 0xE9]

  @Test("All strings of up to three bytes, one of each kind")
  func short() {
    var faults = 0
    func visit(_ bytes: [UInt8]) {
      faults += Self.faults(in: bytes)
      guard bytes.count < 3 else { return }
      for byte in Self.kinds { visit(bytes + [byte]) }
    }
    visit([])
    #expect(faults == 0)
  }

  @Test("Every tree has a drawing and every finding a text")
  func text() {
    for first in Self.alphabet {
      for second in Self.alphabet {
        let parsed = parseFormat([first, second], family: .keyword)
        #expect(TreeDrawing(parsed.tree).text.utf8.count { $0 == 0x0A } > parsed.tree.nodes.count)
        let built = buildFormat([first, second], family: .value)
        #expect(TreeDrawing(built.tree).text.utf8.count { $0 == 0x0A } > built.tree.nodes.count)
        #expect((parsed.errors + built.errors).allSatisfy { !$0.diagnostic.message.isEmpty })
      }
    }
  }

  @Test("20000 longer byte strings, most of them over the alphabet")
  func long() {
    var generator = Linear(state: 42)
    for _ in 0..<20_000 {
      let length = Int.random(in: 4...60, using: &generator)
      let anyByte = Int.random(in: 0..<8, using: &generator) == 0
      let bytes = (0..<length).map { _ in
        anyByte ? UInt8.random(in: 0...255, using: &generator) : Self.alphabet.randomElement(using: &generator)!
      }
      #expect(Self.faults(in: bytes) == 0, "\(bytes)")
    }
  }

  /// The number of families in which something is wrong with what parsing `bytes` gives.
  static func faults(in bytes: [UInt8]) -> Int {
    let parsed = ParseFamily.allCases.count { family in
      let result = parseFormat(bytes, family: family)
      return result.tree.printed != bytes || !fits(result.errors, bytes)
        || !covers(result.tree.nodes.map(\.range) + (result.tree.trailer.map { [$0.range] } ?? []), bytes)
    }
    let built = BuildFamily.allCases.count { family in
      let result = buildFormat(bytes, family: family)
      return result.tree.printed != bytes || !fits(result.errors, bytes)
        || !covers(result.tree.nodes.map(\.range), bytes)
    }
    return parsed + built
  }

  private static func fits(_ errors: [SyntaxError], _ bytes: [UInt8]) -> Bool {
    errors.allSatisfy { $0.range.start >= 0 && $0.range.end <= bytes.count }
  }

  private static func covers(_ ranges: [ByteRange], _ bytes: [UInt8]) -> Bool {
    var position = 0
    for range in ranges.sorted(by: { $0.start < $1.start }) {
      guard range.start == position, !range.isEmpty else { return false }
      position = range.end
    }
    return position == bytes.count
  }

  /// The same numbers on every run.
  private struct Linear: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 33)
    }
  }
}
