/// A file of a translation unit.
final class SourceFile {
  /// The path as libclang names it.
  let name: String
  let bytes: UnsafeRawBufferPointer
  /// Offsets at which lines start, made when first asked for.
  private lazy var lineStarts: [Int] = {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    return starts
  }()

  init(name: String, bytes: UnsafeRawBufferPointer) {
    self.name = name
    self.bytes = bytes
  }

  func position(at offset: Int, isWrittenLiterally: Bool = true) -> SourcePosition {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(
      file: name, line: low + 1, column: offset - lineStarts[low] + 1, offset: offset,
      isWrittenLiterally: isWrittenLiterally)
  }

  func holds(_ text: String, at offset: Int) -> Bool {
    let wanted = text.utf8
    guard offset >= 0, offset + wanted.count <= bytes.count else { return false }
    return zip(wanted, bytes[offset...]).allSatisfy { $0 == $1 }
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
