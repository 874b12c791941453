import FormatUnits
import Foundation

/// What `scripts/interpreters.py` says of an interpreter, as far as it matters here.
struct Interpreter: Decodable, Sendable {
  let path: String
  /// In full: "3.11.7".
  let version: String
  /// Its `PY_VERSION_HEX`.
  let hexversion: Int
  /// The folders of its headers.
  let includes: [String]

  var minor: PythonVersion { PythonVersion(hex: hexversion) }
}

/// A CPython with the extension module that answers questions.
struct Oracle: Sendable {
  let interpreter: Interpreter
  private let script: String
  private let folder: URL

  /// Compiles the extension module for an interpreter into `folder`, which is made.
  init(_ interpreter: Interpreter, script: String, folder: URL) throws {
    self.interpreter = interpreter
    self.script = script
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    _ = try Self.run([interpreter.path, "-B", script, "compile", folder.path] + interpreter.includes)
  }

  /// What a run of the oracle says of the calls that aborted.
  struct Aborts: Sendable {
    var calls = 0
    /// How many were seen again in a process of their own.
    var confirmed = 0
  }

  /// Has all questions in a file answered in another file.
  func answer(_ questions: URL, in answers: URL) throws -> Aborts {
    let output = try Self.run(
      [interpreter.path, "-B", "-W", "ignore", script, "run", folder.path, questions.path, answers.path])
    let words = output.split(separator: " ").compactMap { Int($0) }
    guard words.count == 2 else { throw Failure("\(interpreter.path): \(output)") }
    return Aborts(calls: words[0], confirmed: words[1])
  }

  private static func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure("\(command.joined(separator: " ")) failed with status \(process.terminationStatus)\n\(output)")
    }
    return output
  }
}

struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
