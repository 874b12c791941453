import OperatingSystem

/// The C and Python files that make the measured calls under an interpreter.
enum BenchmarkHarness {
  /// Writes the files to a folder.
  static func write(to folder: String) throws(SystemError) {
    for file in benchmarkFiles {
      try Files.write(Array("\(file.text)".utf8), to: "\(folder)/\(file.name)")
    }
  }
}
