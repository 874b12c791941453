import OperatingSystem

/// The C and Python files that make the calls under an interpreter.
enum Harness {
  /// The names of the C files, which together are the module `harness`.
  static var sources: [String] { harnessFiles.map { "\($0.name)" }.filter { $0.hasSuffix(".c") } }

  /// Writes the files to a folder.
  static func write(to folder: String) throws(SystemError) {
    for file in harnessFiles {
      try Files.write(Array("\(file.text)".utf8), to: "\(folder)/\(file.name)")
    }
  }
}
