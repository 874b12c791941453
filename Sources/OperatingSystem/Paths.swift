/// Paths as text; nothing here looks at the file system.
package enum Paths {
  /// What stands before the last slash, with the slash; empty for a bare name.
  package static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// What stands behind the last slash.
  package static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The suffix of the name without its dot, empty if there is none.
  package static func suffix(_ path: String) -> String {
    let name = name(path)
    return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
  }

  /// The path with another suffix.
  package static func replacingSuffix(of path: String, with suffix: String) -> String {
    let name = name(path)
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return "\(folder(path))\(stem).\(suffix)"
  }

  /// `path` as seen from `folder`, which may be empty (the working directory) or end with a slash.
  package static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// The path without empty parts, `.`, and names with a `..` behind them. Where a name is a link, that may be another
  /// file.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let short = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + short : short.isEmpty ? "." : short
  }
}
