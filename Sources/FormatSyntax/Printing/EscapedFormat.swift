import FormatDiagnostics

/// A format as one line of printable ASCII, and the columns that its bytes take there.
public struct EscapedFormat: Sendable {
  /// The format, without quotes; bytes that do not print are written as in a C string.
  public let text: String
  /// The column at which each byte starts, counted from 0, and the line's width.
  public let columns: [Int]

  public init(_ bytes: [UInt8]) {
    text = escaped(bytes)
    columns = bytes.reduce(into: [0]) { columns, byte in
      columns.append(columns[columns.count - 1] + escaped(byte).count)
    }
  }

  public var width: Int { columns[columns.count - 1] }

  /// A line that marks `range` under `text`, without trailing blanks; an empty range is marked at its position.
  ///
  /// - Precondition: `range` lies within the format.
  public func underline(_ range: ByteRange, with mark: Character = "^") -> String {
    let start = columns[range.start]
    let length = max(1, columns[range.end] - start)
    return String(repeating: " ", count: start) + String(repeating: mark, count: length)
  }
}
