import FormatUnits

/// The `requires-python` of a project, such as `>=3.9, <3.14`
/// (Python Packaging User Guide, "Version specifiers").
enum RequiresPython {
  /// The oldest and the newest supported minor version that it allows; nil if it allows none, or cannot be read.
  static func versions(_ text: String) -> ClosedRange<PythonVersion>? {
    var specifiers: [(operation: Substring, release: [Int], isPrefix: Bool)] = []
    for part in text.split(separator: ",") {
      let words = part.filter { $0 != " " }
      let operation = words.prefix { "<>=!~".contains($0) }
      var release = words.dropFirst(operation.count)
      let isPrefix = release.hasSuffix(".*")
      if isPrefix { release = release.dropLast(2) }
      // A pre-release or a local part does not move a minor version.
      let numbers = release.split(separator: ".").map { Int($0.prefix { $0.isNumber }) }
      guard !operation.isEmpty, !numbers.isEmpty, numbers.allSatisfy({ $0 != nil }) else { return nil }
      specifiers.append((Substring(operation), numbers.compactMap(\.self), isPrefix))
    }
    let supported = (PythonVersion.oldestSupported.minor...PythonVersion.newestSupported.minor)
    let allowed = supported.filter { minor in
      specifiers.allSatisfy { allows(minor, $0.operation, $0.release, $0.isPrefix) }
    }
    guard let first = allowed.first, let last = allowed.last else { return nil }
    return PythonVersion(3, first)...PythonVersion(3, last)
  }

  /// Whether some release of 3.`minor` is allowed.
  private static func allows(_ minor: Int, _ operation: Substring, _ release: [Int], _ isPrefix: Bool) -> Bool {
    let (major, wanted) = (release[0], release.count > 1 ? release[1] : 0)
    let order = major != 3 ? (major < 3 ? 1 : -1) : minor - wanted
    let isExact = release.count > 2 && release[2] > 0
    switch operation {
    case ">=": return order >= 0
    case ">": return isExact || major != 3 ? order >= 0 : order > 0
    case "<": return isExact ? order <= 0 : order < 0
    case "<=": return order <= 0
    case "==", "===": return release.count == 1 ? major == 3 : order == 0
    case "~=": return release.count > 2 ? order == 0 : major == 3 && order >= 0
    case "!=": return !(isPrefix && (release.count == 1 ? major == 3 : order == 0))
    default: return false
    }
  }
}
