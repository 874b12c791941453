/// A rule by which make and ninja know on what an output depends.
enum DependencyRule {
  static func text(_ output: String, _ files: [String]) -> [UInt8] {
    Array(("\(escaped(output)):" + files.map { " \\\n  " + escaped($0) }.joined() + "\n").utf8)
  }

  /// As gcc writes names (`-MD`): spaces and `#` behind a backslash, `$` twice.
  private static func escaped(_ path: String) -> String {
    path.map { character in
      switch character {
      case " ", "#": "\\\(character)"
      case "$": "$$"
      default: String(character)
      }
    }.joined()
  }
}
