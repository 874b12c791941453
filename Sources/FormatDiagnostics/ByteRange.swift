/// A half-open range of byte offsets into one text: a format string or a source file.
public struct ByteRange: Hashable, Sendable {
  /// Offset of the first byte.
  public let start: Int
  /// Offset behind the last byte; equal to `start` for a position between two bytes.
  public let end: Int

  public init(_ start: Int, _ end: Int) {
    precondition(start <= end, "a byte range never runs backwards")
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { start == end }

  /// The smallest range that holds both.
  public func union(_ other: ByteRange) -> ByteRange {
    ByteRange(min(start, other.start), max(end, other.end))
  }
}
