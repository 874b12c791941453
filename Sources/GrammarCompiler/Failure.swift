/// Why nothing was generated, as it is printed.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A mistake in a line of a file, in the form that editors and build logs link to.
  init(_ file: String, _ line: Int, _ message: String) {
    self.init("\(file):\(line): error: \(message)")
  }
}
