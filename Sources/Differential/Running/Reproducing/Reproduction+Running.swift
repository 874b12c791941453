import OperatingSystem

extension Reproduction {
  /// Why a reproduction shows nothing.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Builds the module, without a warning, and makes the call.
  ///
  /// - Parameter header: the text of `argot.h` that the call is compiled on; nil for CPython's own function.
  /// - Returns: what is printed.
  package func shown(compiledOn header: String?, in workspace: Workspace) throws -> String {
    let folder = workspace.newFolder("reproduction")
    try Files.makeFolder(folder)
    defer { workspace.discard(folder) }
    guard let text = header.map(compiledSource) ?? source else {
      throw Failure(description: "the call is left, so that there is nothing to reproduce")
    }
    try Files.write(Array(text.utf8), to: "\(folder)/\(sourceName)")
    for command in [compileCommand + ["-Werror"], linkCommand] {
      let words = command.map { $0.hasPrefix("reproduction.") ? "\(folder)/\($0)" : $0 }
      let built = try Subprocess.run(words, folder: folder, readsInput: false)
      guard built.status.isSuccess else {
        throw Failure(
          description: "the reproduction does not compile:\n\(String(decoding: built.errors, as: UTF8.self))")
      }
    }
    // What is printed last may be lost where the interpreter ends with the call.
    let run = try Subprocess.run(
      runCommand, folder: folder, environment: ["PYTHONPATH": folder, "PYTHONUNBUFFERED": "1"], readsInput: false,
      limit: 60)
    return String(decoding: run.output + run.errors, as: UTF8.self)
  }
}
