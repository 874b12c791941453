import OperatingSystem

/// The C and Python files that make the calls under an interpreter.
enum Harness {
  /// Writes the files to a folder.
  static func write(to folder: String) throws(SystemError) {
    for file in harnessFiles {
      try Files.write(Array("\(file.text)".utf8), to: "\(folder)/\(file.name)")
    }
  }
}
