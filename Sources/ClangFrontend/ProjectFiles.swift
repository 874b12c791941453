/// The files of a translation unit that belong to the project: the main file and what project files include in
/// quotes, without system headers and CPython's own headers.
struct ProjectFiles {
  private(set) var names: Set<String>
  let mainFile: String

  /// `inclusions` are in the order in which they were read, so that an includer is known before what it includes.
  init(mainFile: String, inclusions: [Inclusion]) {
    self.mainFile = mainFile
    names = [mainFile]
    let resolved = Set(inclusions.map(\.resolved))
    let pythonFolders = resolved.filter { $0.lastComponent == "patchlevel.h" }.map(\.deletingLastComponent)
      .filter { resolved.contains("\($0)/Python.h") }.map { "\($0)/" }
    for inclusion in inclusions where inclusion.isQuoted && !inclusion.isSystemHeader {
      guard names.contains(inclusion.includer) else { continue }
      if !pythonFolders.contains(where: inclusion.resolved.hasPrefix) { names.insert(inclusion.resolved) }
    }
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
}
