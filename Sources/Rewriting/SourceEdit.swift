/// A change of one place in a source text.
struct SourceEdit: Hashable {
  /// The bytes that are replaced, as offsets in the original; empty to insert.
  let range: Range<Int>
  let text: [UInt8]

  init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = Array(text.utf8)
  }

  /// Puts an identifier in the place of another one.
  init(at offset: Int, replacing old: String, by new: String) {
    self.init(offset..<(offset + old.utf8.count), new)
  }

  /// The text with the changes made.
  ///
  /// - Parameters:
  ///   - edits: changes in any order that do not overlap.
  ///   - start: where the result begins; all changes lie behind it.
  static func apply(_ edits: [SourceEdit], to bytes: [UInt8], from start: Int = 0) -> [UInt8] {
    var result: [UInt8] = []
    var position = start
    // What is inserted at an edit's start stands in front of it.
    let order = edits.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    for edit in order {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.text
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }
}
