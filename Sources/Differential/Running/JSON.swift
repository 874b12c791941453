#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Texts that programs hand to each other.
package enum JSON {
  /// The values of the lines that are objects of this kind; other lines are passed over.
  package static func lines<Value: Decodable>(_ type: Value.Type, of text: [UInt8]) -> [Value] {
    text.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first == UInt8(ascii: "{") else { return nil }
      return try? JSONDecoder().decode(type, from: Data(line))
    }
  }

  /// The bytes of a value, with the keys of objects in order.
  package static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { preconditionFailure("a record is no JSON") }
    return Array(data)
  }
}
