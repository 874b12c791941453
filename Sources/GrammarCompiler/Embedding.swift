/// A Swift file that declares the text of `source` as an internal `StaticString` called `name`.
///
/// A raw literal costs the compiler next to nothing, an array of bytes of the same size half a minute.
func embedding(_ source: SourceFile, as name: String) -> String {
  let marks = String(repeating: "#", count: longestMarkRun(in: source.text) + 1)
  return """
    // Generated from \(lastComponent(source.path)) by GrammarCompiler.

    internal let \(name): StaticString = \(marks)\"""
    \(source.text)
    \"""\(marks)

    """
}

/// The longest run of `#` behind a quote or a backslash: more marks than that keep the literal raw and open.
private func longestMarkRun(in text: String) -> Int {
  var longest = 0
  var run: Int?
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
    case UInt8(ascii: "#"): run = run.map { $0 + 1 }
    default: run = nil
    }
    longest = max(longest, run ?? 0)
  }
  return longest
}

/// The file's name without its folders: generated files do not depend on where the package lies.
func lastComponent(_ path: String) -> String {
  String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
}
