import FormatSema
import OperatingSystem

/// The textual test that comes before everything else, so that files without such calls cost next to nothing.
enum QuickTest {
  /// Whether the source or a file that it includes in quotes, directly or not, contains the name of an API function.
  ///
  /// Callees elsewhere cannot be replaced, so nothing is lost by not looking there.
  static func mayContainCalls(_ source: String, quoteFolders: [String], read: (String) -> [UInt8]?) -> Bool {
    var seen: Set<String> = [source]
    var pending = [source]
    while let path = pending.popLast() {
      guard let bytes = read(path) else { continue }
      if namesAPIFunction(bytes) { return true }
      for include in IncludeScan(bytes).includes where include.form == .quoted {
        // Several may exist; which one the compiler takes does not matter here.
        for folder in [Paths.folder(path)] + quoteFolders {
          let candidate = Paths.join(folder, include.name)
          if seen.insert(candidate).inserted { pending.append(candidate) }
        }
      }
    }
    return false
  }

  /// Whether one of the functions is named, be it in a comment.
  static func namesAPIFunction(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "P")) {
      rest = rest[start...]
      guard start + 2 < bytes.count, bytes[start + 1] == UInt8(ascii: "y"),
        start == 0 || !isIdentifier(bytes[start - 1])
      else {
        rest = rest.dropFirst()
        continue
      }
      let word = rest.prefix(while: isIdentifier)
      if names.contains(Array(word)) { return true }
      rest = rest.dropFirst(max(word.count, 1))
    }
    return false
  }

  private static let names = Set(APIFunction.allCases.map { Array($0.rawValue.utf8) })
}
