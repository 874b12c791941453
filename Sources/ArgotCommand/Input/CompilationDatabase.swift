import OperatingSystem
import Rewriting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A `compile_commands.json`, as CMake, Meson and Bear write it
/// (clang documentation, "JSON Compilation Database Format Specification").
struct CompilationDatabase {
  /// Why it cannot be used, and what to do.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// One compile of a C or C++ source.
  struct Entry {
    /// The folder in which the command runs, as an absolute path.
    let folder: String
    let command: CompilerCommand

    /// The source's absolute path.
    var file: String { Paths.join(folder, command.source) }
  }

  let path: String
  let entries: [Entry]

  /// Reads the database in `folder`.
  init(in folder: String) throws(Failure) {
    path = Paths.join(folder, "compile_commands.json")
    guard let bytes = Files.read(path) else {
      throw Failure(
        description:
          "\(path) cannot be read; -p takes the folder in which CMake (CMAKE_EXPORT_COMPILE_COMMANDS), Meson "
          + "or Bear wrote it")
    }
    let raw: [RawEntry]
    do {
      raw = try JSONDecoder().decode([RawEntry].self, from: Data(bytes))
    } catch {
      throw Failure(description: "\(path) is no compilation database: \(error)")
    }
    let base = Files.absolute(folder)
    entries = raw.compactMap { entry in
      let words = entry.arguments ?? entry.command.map(Self.words) ?? []
      // Entries for assembler and other languages are none of ours.
      guard let command = CompilerCommand(words) else { return nil }
      return Entry(folder: Paths.join(base, entry.directory), command: command)
    }
  }

  private struct RawEntry: Decodable {
    let directory: String
    let command: String?
    let arguments: [String]?
  }

  /// The words of a command as a POSIX shell cuts it, as far as such a file uses it: quotes and backslashes.
  static func words(_ command: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = command[...]
    while let character = rest.popFirst() {
      switch (quote, character) {
      case (nil, " "), (nil, "\t"), (nil, "\n"):
        if let done = word { words.append(done) }
        word = nil
      case (nil, "'"), (nil, "\""):
        quote = character
        word = word ?? ""
      case (let open?, let close) where open == close: quote = nil
      case (nil, "\\"): word = (word ?? "") + (rest.popFirst().map(String.init) ?? "")
      case ("\"", "\\"):
        let next = rest.popFirst()
        let isEscaped = next.map { "\"\\$`\n".contains($0) } == true
        word = (word ?? "") + (isEscaped ? "" : "\\") + (next.map(String.init) ?? "")
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
