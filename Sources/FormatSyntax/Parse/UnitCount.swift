/// CPython's first look at a parse format: how many units it has outside parentheses, and how many come before a `|`.
///
/// Every letter but `e` counts, known or not, and every group; nothing else does (Python/getargs.c, vgetargs1_impl).
struct UnitCount {
  private(set) var total = 0
  /// Offset of the `|` that counts where several do: the first of the last run of them.
  private(set) var lastMarker: Int?
  /// Units in front of the last `|`, or all.
  private(set) var required = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var depth = 0
    var beforeMarker: Int?
    for (offset, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case .leftParenthesis:
        if depth == 0 { total += 1 }
        depth += 1
      case .rightParenthesis: depth = max(0, depth - 1)
      case .optionalMark where depth == 0:
        beforeMarker = total
        let continuesRun = offset > bytes.startIndex && bytes[offset - 1] == .optionalMark
        if !continuesRun { lastMarker = offset }
      default:
        if depth == 0 && byte.countsAsUnit { total += 1 }
      }
    }
    required = beforeMarker ?? total
  }
}
