import OperatingSystem

/// What files are called in a report: each by one name, however it was reached.
///
/// A file that the user named keeps that name. Others are called by their true path: as seen from the working directory
/// if they are in it, else as the named files are whose folder they are in.
struct FileNames: Sendable {
  private let given: [String: String]
  /// The folders of the named files: their true paths with a slash, and what files in them are called by.
  private let folders: [(path: String, name: String)]
  private let known = Locked<[String: String]>([:])

  init(given files: [String]) {
    var given: [String: String] = [:]
    var folders: [String: String] = [:]
    for file in files {
      guard let path = Files.canonical(file) else { continue }
      given[path] = given[path] ?? Self.relative(Self.shortened(file))
      let folder = Paths.folder(path)
      // A link to the file itself says nothing of what is beside it.
      if Files.canonical(Paths.folder(Files.absolute(file))).map(Self.withSlash) == folder {
        folders[folder] = folders[folder] ?? Paths.folder(Self.relative(Self.shortened(file)))
      }
    }
    let base = Files.canonical(Files.workingDirectory).map(Self.withSlash)
    let others = folders.filter { folder in base.map { !folder.key.hasPrefix($0) } ?? true }
    self.given = given
    self.folders =
      (base.map { [($0, "")] } ?? [])
      + others.sorted { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// - Parameter folder: Where `path` starts if it is relative; nil for the working directory.
  func name(of path: String, in folder: String? = nil) -> String {
    let whole = folder.map { Paths.join($0, path) } ?? path
    if let name = known.withLock({ $0[whole] }) { return name }
    let name = found(whole)
    known.withLock { $0[whole] = name }
    return name
  }

  private func found(_ path: String) -> String {
    guard let real = Files.canonical(path) else { return Self.relative(Self.shortened(path)) }
    if let name = given[real] { return name }
    guard let folder = folders.first(where: { real.hasPrefix($0.path) }) else { return real }
    return folder.name + real.dropFirst(folder.path.count)
  }

  /// The path as the system is asked for it, without detours: links stay, for a rule for make is about them, too.
  static func asWritten(_ path: String, in folder: String?) -> String {
    relative(shortened(folder.map { Paths.join($0, path) } ?? path))
  }

  /// The path without `.` and `..`, as far as it still leads to the same file: behind a link `..` leads elsewhere.
  private static func shortened(_ path: String) -> String {
    let short = Paths.normalized(path)
    return short == path || Files.canonical(short) == Files.canonical(path) ? short : path
  }

  /// The path as seen from the working directory, if that is above the file.
  private static func relative(_ path: String) -> String {
    let base = withSlash(Files.workingDirectory)
    return path.hasPrefix(base) && path.utf8.count > base.utf8.count ? String(path.dropFirst(base.count)) : path
  }

  private static func withSlash(_ folder: String) -> String { folder.hasSuffix("/") ? folder : folder + "/" }
}
