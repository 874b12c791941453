#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where libclang finds the headers that belong to a compiler: stddef.h, stdarg.h and their like. Without them a file
/// that includes Python.h is not understood at all.
enum ResourceDirectory: Hashable, Sendable {
  /// One that belongs to a clang.
  case clang(String)
  /// The headers of gcc, which are enough for Python.h.
  case gcc(include: String)

  var arguments: [String] {
    switch self {
    case .clang(let path): ["-resource-dir", path]
    case .gcc(let include): ["-isystem", include]
    }
  }

  /// The directory that is named, else the library's own, the system's of the same version, or gcc's.
  static func find(
    for library: Libclang, path: String?, environment: [String: String]
  ) throws(FrontendError) -> ResourceDirectory {
    let variable = environment["ARGOT_RESOURCE_DIR"].flatMap { $0.isEmpty ? nil : $0 }
    if let named = path ?? variable {
      guard holdsHeaders("\(named)/include") else { throw .unusableResourceDirectory(named) }
      return .clang(named)
    }
    // Up to version 15 the folder carries the whole version number, since then only its first part.
    let versions = [library.major, library.number]
    for folder in folders(around: library, environment: environment) {
      for version in versions where holdsHeaders("\(folder)/clang/\(version)/include") {
        return .clang("\(folder)/clang/\(version)")
      }
    }
    if let include = gccHeaders(environment) { return .gcc(include: include) }
    throw .noResourceDirectory(library: library.path)
  }

  private static func folders(around library: Libclang, environment: [String: String]) -> [String] {
    var folders = [library.path.deletingLastComponent, library.path.resolvingLinks.deletingLastComponent]
    folders += ["/usr/lib", "/usr/lib64", "/usr/lib/llvm-\(library.major)/lib"]
    let path = SearchPath(environment)
    for compiler in ["clang-\(library.major)", "clang", "swiftc"] {
      guard let found = path.find(compiler) else { continue }
      folders.append("\(found.resolvingLinks.deletingLastComponent.deletingLastComponent)/lib")
    }
    return folders
  }

  private static func holdsHeaders(_ include: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(include)/stddef.h")
  }

  private static func gccHeaders(_ environment: [String: String]) -> String? {
    guard let gcc = SearchPath(environment).find("gcc") else { return nil }
    let quoted = gcc.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    guard let output = popen("'\(quoted)' -print-file-name=include 2>/dev/null", "r") else { return nil }
    defer { pclose(output) }
    var line = [UInt8](repeating: 0, count: 4096)
    let count = fread(&line, 1, line.count, output)
    let path = String(decoding: line.prefix(count), as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    return holdsHeaders(path) ? path : nil
  }
}
