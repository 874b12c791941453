import Differential
import OperatingSystem

/// A CPython with the extension module that answers questions.
struct Oracle: Sendable {
  let interpreter: Interpreter
  private let script: String
  private let folder: String

  /// Compiles the extension module for an interpreter into `folder`, which is made.
  init(_ interpreter: Interpreter, script: String, folder: String) throws {
    self.interpreter = interpreter
    self.script = script
    self.folder = folder
    try Files.makeFolder(folder)
    _ = try run(["compile", folder] + interpreter.includes)
  }

  /// What a run of the oracle says of the calls that aborted.
  struct Aborts: Sendable {
    var calls = 0
    /// How many were seen again in a process of their own.
    var confirmed = 0
  }

  /// Has all questions in a file answered in another file.
  func answer(_ questions: String, in answers: String) throws -> Aborts {
    let output = try run(["run", folder, questions, answers])
    let words = output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard words.count == 2 else { throw Failure("\(interpreter.path): \(output)") }
    return Aborts(calls: words[0], confirmed: words[1])
  }

  /// What the script prints under the interpreter. Throws if it fails.
  private func run(_ arguments: [String]) throws -> String {
    let command = [interpreter.path, "-B", "-W", "ignore", script] + arguments
    let result = try Subprocess.run(command, folder: folder, readsInput: false)
    // The C compiler's warnings, too.
    Files.writeAll(result.errors, to: 2)
    let output = String(decoding: result.output, as: UTF8.self)
    switch result.status {
    case .exited(0): return output
    case .exited(let code): throw Failure("\(command.joined(separator: " ")) failed with status \(code)\n\(output)")
    case .signalled(let number):
      throw Failure("\(command.joined(separator: " ")) was ended by signal \(number)\n\(output)")
    }
  }
}

struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Files {
  /// The bytes of a file that has to be there.
  static func contents(_ path: String) throws -> [UInt8] {
    guard let bytes = read(path) else { throw Failure("cannot read \(path)") }
    return bytes
  }
}
