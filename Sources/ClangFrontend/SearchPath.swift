#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folders in which programs are looked up.
struct SearchPath {
  let folders: [String]

  init(_ environment: [String: String]) {
    folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
  }

  /// The full path of the first program with that name.
  func find(_ program: String) -> String? {
    folders.lazy.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

extension String {
  var lastComponent: String { String(self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...]) }

  /// The folder that holds the path's last component, "." if there is none.
  var deletingLastComponent: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  var resolvingLinks: String { URL(fileURLWithPath: self).resolvingSymlinksInPath().path }
}
