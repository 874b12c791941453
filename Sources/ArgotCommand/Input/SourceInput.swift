import OperatingSystem
import Rewriting

/// A source file and how it is compiled.
enum SourceInput: Sendable {
  /// With these options for libclang.
  case file(String, options: [String])
  /// As a command of a compilation database says, which runs in `folder`.
  case compile(CompilerCommand, folder: String)
  /// Nothing is known of how it is compiled.
  case unknown(String, reason: String)

  /// The file's path: absolute for one of a compilation database.
  var file: String {
    switch self {
    case .file(let file, _), .unknown(let file, _): file
    case .compile(let command, let folder): Paths.join(folder, command.source)
    }
  }

  /// The folder in which the file is compiled; nil for the working directory.
  var folder: String? {
    if case .compile(_, let folder) = self { folder } else { nil }
  }

  /// The inputs that the files are: as a build folder says, else with the options behind `--`, else with those of a
  /// Python.
  static func inputs(
    _ files: [String], database: String?, flags: () throws -> [String]
  ) throws -> [SourceInput] {
    if let database { return inputs(of: try CompilationDatabase(in: database), files: files) }
    let given = CompilerFlags.behindTerminator
    let options = given.isEmpty ? try flags() : given
    return files.map { .file($0, options: options) }
  }

  /// The inputs that a compilation database describes: those of the files, or all if none is named.
  static func inputs(of database: CompilationDatabase, files: [String]) -> [SourceInput] {
    let entries = Dictionary(grouping: database.entries) { Files.canonical($0.file) ?? $0.file }
    let wanted = files.isEmpty ? database.entries.map(\.file) : files
    var seen: Set<String> = []
    return wanted.flatMap { file -> [SourceInput] in
      let path = Files.canonical(file) ?? file
      guard let found = entries[path] else {
        return [.unknown(file, reason: "\(database.path) does not say how it is compiled")]
      }
      return found.filter { seen.insert("\(path)\n\($0.folder)\n\($0.command.options)").inserted }
        .map { .compile($0.command, folder: $0.folder) }
    }
  }
}
