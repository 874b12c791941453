import FormatDiagnostics

/// What sources become when fixes are applied.
public struct Fixing: Sendable {
  /// The new text of each file that changes.
  public let texts: [String: [UInt8]]
  /// The findings that a fix ends.
  public let fixed: Set<Finding>
  private let originals: [String: [UInt8]]

  /// Takes of each finding the first fix that is allowed and touches nothing that another fix has changed.
  ///
  /// - Parameters:
  ///   - findings: The findings, in the order of their places.
  ///   - sources: The text of the files that may be changed, by their names in the findings.
  ///   - isUnsafeAllowed: Whether fixes count that leave the author a choice.
  public init(_ findings: [Finding], in sources: [String: [UInt8]], isUnsafeAllowed: Bool) {
    var edits: [String: Set<Edit>] = [:]
    var fixed: Set<Finding> = []
    for finding in findings {
      let fix = finding.fixes.first { fix in
        (fix.isSafe || isUnsafeAllowed)
          && fix.edits.allSatisfy { edit in
            sources[edit.file] != nil
              && edits[edit.file, default: []].allSatisfy { $0 == edit || !Self.collide($0.range, edit.range) }
          }
      }
      guard let fix else { continue }
      for edit in fix.edits { edits[edit.file, default: []].insert(edit) }
      fixed.insert(finding)
    }
    self.fixed = fixed
    originals = sources.filter { edits[$0.key] != nil }
    texts = originals.reduce(into: [:]) { result, source in
      var text = source.value
      for edit in edits[source.key, default: []].sorted(by: { $0.range.start > $1.range.start }) {
        text.replaceSubrange(edit.range.start..<edit.range.end, with: edit.replacement)
      }
      result[source.key] = text
    }
  }

  /// Whether two changes are of the same text, or of one place.
  private static func collide(_ first: ByteRange, _ second: ByteRange) -> Bool {
    first.start == second.start || (first.start < second.end && second.start < first.end)
  }

  /// The changes as a unified diff. No fix adds or removes a line.
  public var diff: String {
    texts.keys.sorted().map { file in
      "--- \(file)\n+++ \(file)\n" + Self.hunks(Self.lines(originals[file]!), Self.lines(texts[file]!))
    }.joined()
  }

  private static func lines(_ text: [UInt8]) -> [String] {
    text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static let context = 3

  private static func hunks(_ old: [String], _ new: [String]) -> String {
    let changed = old.indices.filter { old[$0] != new[$0] }
    // A text that ends with a newline has an empty line behind it that is none.
    let count = old.last == "" ? old.count - 1 : old.count
    var result = ""
    var rest = changed[...]
    while let first = rest.popFirst() {
      var last = first
      while let next = rest.first, next - last <= 2 * context {
        last = next
        rest.removeFirst()
      }
      let range = max(0, first - context)..<min(count, last + context + 1)
      result += "@@ -\(range.lowerBound + 1),\(range.count) +\(range.lowerBound + 1),\(range.count) @@\n"
      var index = range.lowerBound
      while index < range.upperBound {
        let end = (index..<range.upperBound).first { old[$0] == new[$0] } ?? range.upperBound
        if end == index {
          result += " \(old[index])\n"
          index += 1
        } else {
          result += (index..<end).map { "-\(old[$0])\n" }.joined() + (index..<end).map { "+\(new[$0])\n" }.joined()
          index = end
        }
      }
    }
    return result
  }
}
