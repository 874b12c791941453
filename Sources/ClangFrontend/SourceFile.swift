#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

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

  /// Whether an identifier that reads `name` stands at `offset`.
  func holdsIdentifier(_ name: String, at offset: Int) -> Bool {
    guard !name.isEmpty, holds(name, at: offset) else { return false }
    var lexer = SourceLexer(bytes, range: offset..<bytes.count, hasRawStrings: false)
    guard lexer.next().map({ $0.kind == .identifier && $0.end == offset + name.utf8.count }) == true else {
      return false
    }
    return offset == 0 || !SourceLexer.continuesIdentifier(bytes[offset - 1])
  }

  func token(_ range: Range<Int>) -> SourceToken {
    let position = position(at: range.lowerBound)
    return SourceToken(file: name, offset: range.lowerBound, line: position.line, text: text(range))
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes hold `text`, which is not empty.
  func contains(_ text: String.UTF8View) -> Bool {
    guard var start = baseAddress else { return false }
    let end = start + count
    return Array(text).withUnsafeBytes { wanted in
      while end - start >= wanted.count, let found = memchr(start, Int32(wanted[0]), end - start) {
        guard end - UnsafeRawPointer(found) >= wanted.count else { return false }
        if memcmp(found, wanted.baseAddress!, wanted.count) == 0 { return true }
        start = UnsafeRawPointer(found) + 1
      }
      return false
    }
  }
}
