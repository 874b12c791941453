import OperatingSystem
import Rewriting

/// A file to check and how it is compiled.
enum CheckInput: Sendable {
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

  /// The inputs that a compilation database describes: those of the files, or all if none is named.
  static func inputs(of database: CompilationDatabase, files: [String]) -> [CheckInput] {
    let entries = Dictionary(grouping: database.entries) { Files.canonical($0.file) ?? $0.file }
    let wanted = files.isEmpty ? database.entries.map(\.file) : files
    var seen: Set<String> = []
    return wanted.flatMap { file -> [CheckInput] in
      let path = Files.canonical(file) ?? file
      guard let found = entries[path] else {
        return [.unknown(file, reason: "\(database.path) does not say how it is compiled")]
      }
      return found.filter { seen.insert("\(path)\n\($0.folder)\n\($0.command.options)").inserted }
        .map { .compile($0.command, folder: $0.folder) }
    }
  }
}
