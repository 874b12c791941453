import OperatingSystem

/// The C and C++ files that paths on the command line stand for.
enum SourceFiles {
  /// A folder that holds none.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The files, and those in the folders, each once: by the name that the user gave it, or the one that is no link.
  static func named(by paths: [String]) throws(Failure) -> [String] {
    var inside: [String] = []
    for folder in paths where Files.isFolder(folder) {
      let found = Files.tree(folder).filter(isSource)
      if found.isEmpty { throw Failure(description: "\(folder) holds no C or C++ file") }
      inside += found
    }
    let named = paths.filter { !Files.isFolder($0) }
    var seen: Set<String> = []
    return (named + inside.filter { !Files.isLink($0) } + inside.filter(Files.isLink))
      .filter { seen.insert(Files.canonical($0) ?? $0).inserted }
  }

  /// Whether the name is that of a C or C++ file, which need not exist.
  static func isSource(_ path: String) -> Bool { suffixes.contains(Paths.suffix(path)) }

  private static let suffixes: Set<String> = ["c", "cc", "cp", "cpp", "cxx", "c++", "C"]
}
