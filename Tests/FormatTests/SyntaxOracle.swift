import Foundation

/// A CPython that can compile and run `Tests/syntax_oracle`, and what it says about formats.
struct SyntaxOracle {
  let interpreter: String

  struct Answers {
    let versionHex: Int
    /// One line for each question; `oracle.py` describes them.
    let lines: [String]
  }

  /// The interpreters of versions 3.9 to 3.15 that pyenv has, and the `python3` on the PATH if it comes with headers.
  static func all() throws -> [SyntaxOracle] {
    let root =
      ProcessInfo.processInfo.environment["PYENV_ROOT"].map { URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".pyenv")
    let versions = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "versions").path)
    let installed = (versions ?? []).sorted().map { root.appending(path: "versions/\($0)/bin/python3").path }
    let search = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    let known = installed + search.map { "\($0)/python3" } + ["/usr/bin/python3"]
    let question = """
      import os, sys, sysconfig
      header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
      print(os.path.realpath(sys.executable) if (3, 9) <= sys.version_info < (3, 16) and os.path.exists(header) else "")
      """
    var found: [String] = []
    for path in known where FileManager.default.isExecutableFile(atPath: path) {
      guard let output = try? run(path, ["-c", question], input: "") else { continue }
      let interpreter = output.trimmingCharacters(in: .whitespacesAndNewlines)
      if !interpreter.isEmpty && !found.contains(interpreter) { found.append(interpreter) }
    }
    return found.map(SyntaxOracle.init)
  }

  /// Asks about formats, each a family and its bytes.
  func answers(to questions: [(family: String, format: [UInt8])]) throws -> Answers {
    let folder = FileManager.default.temporaryDirectory.appending(path: "syntax-oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../syntax_oracle/oracle.py").standardizedFileURL.path
    let input = questions.map { "\($0.family) \(Self.hexadecimal($0.format))\n" }.joined()
    let output = try Self.run(interpreter, ["-B", "-W", "ignore", script, folder.path], input: input)
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let version = Int(lines.removeFirst()) ?? 0
    return Answers(versionHex: version, lines: lines.dropLast())
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return bytes.isEmpty ? "-" : String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private struct Failure: Error {
    let status: Int32
  }

  /// What a program prints; its input comes from a file, so that neither side waits for the other.
  private static func run(_ program: String, _ arguments: [String], input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "syntax-oracle-\(UUID().uuidString).txt")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return String(decoding: output, as: UTF8.self)
  }
}
