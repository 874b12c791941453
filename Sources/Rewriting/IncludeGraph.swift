import ClangFrontend
import OperatingSystem

/// Why something must stay as it is, as a sentence without a full stop.
struct Obstacle: Error, Hashable {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}

/// Which file of a translation unit includes which, and which of them can be replaced by a copy in another folder.
final class IncludeGraph {
  /// A file of the translation unit.
  struct File {
    /// A path under which it can be read.
    let path: String
    let bytes: [UInt8]
    let scan: IncludeScan
  }

  let main: String
  private let inclusions: [Inclusion]
  private var keys: [String: String] = [:]
  private var files: [String: File] = [:]

  /// - Parameter source: the main file as the compiler is given it.
  init(source: String, inclusions: [Inclusion]) {
    self.inclusions = inclusions
    main = Files.canonical(source) ?? source
    keys[source] = main
  }

  /// The identity of a file, however it is named.
  func key(_ path: String) -> String {
    if let known = keys[path] { return known }
    let key = Files.canonical(path) ?? path
    keys[path] = key
    return key
  }

  /// The file behind a path, nil if it cannot be read.
  func file(_ path: String) -> File? {
    let key = key(path)
    if let known = files[key] { return known }
    guard let bytes = Files.read(path) else { return nil }
    let file = File(path: path, bytes: bytes, scan: IncludeScan(bytes))
    files[key] = file
    return file
  }

  /// The source and all files that are reached by names in quotes and are no system headers.
  var projectFiles: [File] {
    let headers = Set(inclusions.filter { $0.isQuoted && !$0.isSystemHeader }.map(\.resolved)).sorted()
    return ([main] + headers).compactMap(file)
  }

  /// The directive of `includer` whose file name starts at `offset`, if the analysis reached it.
  func inclusion(in includer: String, at offset: Int) -> Inclusion? {
    inclusions.first { $0.directive.start == offset && key($0.includer) == includer }
  }

  /// The files, by key, that must be copied so that a copy of `path` is read in its place: itself and everybody who
  /// includes it, up to the main file.
  func closure(of path: String) -> Result<Set<String>, Obstacle> {
    var found: Set<String> = []
    var pending = [path]
    while let path = pending.popLast() {
      guard found.insert(key(path)).inserted else { continue }
      if let obstacle = obstacle(to: path) { return .failure(obstacle) }
      for inclusion in inclusions where key(inclusion.resolved) == key(path) {
        guard inclusion.isQuoted, !inclusion.isComputed else {
          return .failure(Obstacle("the file is included by another name than one in quotes"))
        }
        pending.append(inclusion.includer)
      }
    }
    guard found.contains(main) else { return .failure(Obstacle("the file is not included by the source")) }
    return .success(found)
  }

  /// Why the file cannot be compiled from another folder.
  private func obstacle(to path: String) -> Obstacle? {
    guard let file = file(path) else { return Obstacle("the file cannot be read") }
    if let obstacle = file.scan.obstacle { return Obstacle(obstacle) }
    for include in file.scan.includes where include.form == .computed {
      // One that is skipped here may be reached by the real compiler, and a header of the project may have been found
      // beside the file.
      guard inclusion(in: key(path), at: include.range.lowerBound)?.isSystemHeader == true else {
        return Obstacle("the file includes another one by a macro")
      }
    }
    return nil
  }
}
