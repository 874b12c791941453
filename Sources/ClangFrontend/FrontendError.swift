/// Why the front end gave nothing. The text says what to do about it.
public enum FrontendError: Error, Hashable, CustomStringConvertible {
  /// A library that was named explicitly cannot be used.
  case unusableLibrary(path: String, reason: String)
  /// No libclang was found; `tried` lists the candidates that exist but cannot be loaded, with their reasons.
  case noLibrary(tried: [String])
  /// A resource directory that was named explicitly holds no compiler headers.
  case unusableResourceDirectory(String)
  /// No directory with the compiler's own headers was found.
  case noResourceDirectory(library: String)
  /// The file was not analysed; `diagnostic` is libclang's text, with its place where there is one.
  case notAnalysed(file: String, diagnostic: String)

  public var description: String {
    switch self {
    case .unusableLibrary(let path, let reason):
      "cannot use \(path) as libclang: \(reason)"
    case .noLibrary(let tried):
      (["no libclang found; install one (for example `pip install libclang`) or set ARGOT_LIBCLANG to its path"]
        + tried.map { "not usable: \($0)" }).joined(separator: "\n")
    case .unusableResourceDirectory(let path):
      "\(path) holds no include/stddef.h; the resource directory is what `clang -print-resource-dir` prints"
    case .noResourceDirectory(let library):
      "no compiler headers (stddef.h) found for \(library); install clang's or gcc's, or set ARGOT_RESOURCE_DIR to "
        + "what `clang -print-resource-dir` prints"
    case .notAnalysed(let file, let diagnostic):
      "\(file) was not analysed: \(diagnostic)"
    }
  }
}
