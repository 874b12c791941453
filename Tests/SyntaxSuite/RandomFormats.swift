import Differential
import FormatSyntax

/// Long formats: drawn from the grammars, then damaged.
struct RandomFormats {
  private var source: SplitMix64

  init(seed: UInt64) { source = SplitMix64(seed: seed) }

  /// A string that the family's production derives, and four that differ from it in a few bytes.
  mutating func well(_ family: Family, _ grammars: Grammars) -> [[UInt8]] {
    let format = grammars.grammar(of: family).derivation(of: family.production, using: &source)
    return [format] + (0..<4).map { _ in damaged(format, family) }
  }

  /// A string as the second part of the grammar says that the family reads it.
  mutating func any(_ family: Family, _ grammars: Grammars) -> [UInt8] {
    grammars.grammar(of: family).derivation(of: Grammars.readingProduction(of: family), using: &source)
  }

  /// The format with one to three bytes removed, inserted, doubled, swapped or replaced.
  private mutating func damaged(_ format: [UInt8], _ family: Family) -> [UInt8] {
    var bytes = format
    let alphabet = Alphabet.of(family) + [0]
    for _ in 0..<Int.random(in: 1...3, using: &source) {
      let place = Int.random(in: 0...max(0, bytes.count - 1), using: &source)
      let byte = alphabet.randomElement(using: &source)!
      switch Int.random(in: 0..<5, using: &source) {
      case 0 where !bytes.isEmpty: bytes.remove(at: place)
      case 1 where !bytes.isEmpty: bytes.insert(bytes[place], at: place)
      case 2 where place + 1 < bytes.count: bytes.swapAt(place, place + 1)
      case 3 where !bytes.isEmpty: bytes[place] = byte
      default: bytes.insert(byte, at: place)
      }
    }
    return bytes
  }

  /// Formats for what is rarely said of short ones.
  static func rare(_ family: Family) -> [[UInt8]] {
    family.parse == nil ? ["{ii)(i}", "{(){}[()]]{(){{}{}][}}"].map { Array($0.utf8) } : []
  }

  /// Groups with up to two bytes too many in front of their end, with and without it, and arguments behind them.
  static func edges(_ family: Family) -> [[UInt8]] {
    guard family.parse != nil else { return [] }
    let bytes = ["", " ", "e", "|", "$"]
    var formats: [[UInt8]] = []
    for start in ["(", "|(", "((", "(i", "|(i"] {
      for (first, second) in bytes.flatMap({ first in bytes.map { (first, $0) } }) {
        for end in [")", "))", "", ":", "::f"] {
          for tail in ["", "i", "|i", "$i", "|$i", "|"] {
            formats.append(Array((start + first + second + end + tail).utf8))
          }
        }
      }
    }
    return formats
  }

  /// Groups inside each other, about as many as CPython and Argot allow.
  static func deep(_ family: Family) -> [[UInt8]] {
    let items = ["", "i", "ii"]
    guard family.parse == nil else { return (27...34).flatMap { nested("(", items, ")", depth: $0) } }
    return (98...103).flatMap { depth in
      nested("(", items, ")", depth: depth) + nested("[", items, "]", depth: depth)
        + nested("{", items, "}", depth: depth) + nested("{()", ["i", "()"], "}", depth: depth)
    }
  }

  private static func nested(_ open: String, _ items: [String], _ close: String, depth: Int) -> [[UInt8]] {
    items.map { Array((String(repeating: open, count: depth) + $0 + String(repeating: close, count: depth)).utf8) }
  }
}

extension Case {
  /// Whether the oracle has enough C arguments for the format: 60 in all, and 8 of them floating-point. A group of the
  /// parse language counts as well, as the oracle gives it a Python argument.
  static func isAnswerable(_ family: Family, _ format: [UInt8]) -> Bool {
    let read = format.prefix { byte in
      byte != 0 && (family.parse == nil || (byte != UInt8(ascii: ":") && byte != UInt8(ascii: ";")))
    }
    let others = (family.parse == nil ? "#&" : "#!&(").utf8
    let arguments = read.count { Grammars.letters.contains($0) || others.contains($0) }
    return arguments < 55 && (family.parse != nil || read.count { "fd".utf8.contains($0) } <= 8)
  }
}
