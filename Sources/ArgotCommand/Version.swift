import ClangFrontend

/// What `argot --version` prints.
enum Version {
  static let number = "0.1.0"

  /// The version, with the libclang that C is read with where the version is asked for: looking for it takes time.
  static var text: String {
    guard CommandLine.arguments.contains("--version") else { return number }
    do {
      let frontend = try ClangFrontend()
      return "\(number)\n\(frontend.libraryVersion) in \(frontend.libraryPath)"
    } catch {
      return "\(number)\nno libclang: \(error)"
    }
  }
}
