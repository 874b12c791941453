import CLibclang

/// The declarations of a translation unit that stand in no other, but for those of the compiler itself.
struct TopLevel {
  /// Those of the project files.
  private(set) var project: [CXCursor] = []
  /// Those of all other files.
  private(set) var other: [CXCursor] = []
  /// How many of the project's stand in front of each of the others.
  private var projectBefore: [Int] = []

  mutating func append(_ declaration: CXCursor, isProject: Bool) {
    if isProject {
      project.append(declaration)
    } else {
      other.append(declaration)
      projectBefore.append(project.count)
    }
  }

  /// The declarations of other files that can name what `declarations` declare: they stand behind the first one.
  func other(behind declarations: [CXCursor], in unit: TranslationUnit) -> ArraySlice<CXCursor> {
    guard let last = projectBefore.last, last > 0 else { return [] }
    let places = declarations.map(unit.place)
    let first = project.prefix(last).firstIndex { candidate in
      guard let (file, range) = unit.extent(of: candidate) else { return true }
      return places.contains { $0.file == file && range.contains($0.offset) }
    }
    guard let first, let start = projectBefore.firstIndex(where: { $0 > first }) else { return [] }
    return other[start...]
  }
}
