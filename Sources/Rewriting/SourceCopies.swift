import OperatingSystem

/// The changed copies of a source and of the project files it includes, in a temporary folder, and how the compiler's
/// view of their names is turned back.
///
/// Each copy stands alone in a folder of its own, so that no name in quotes finds another file than before: the lines
/// that found a neighbour name it by its full path instead, and all others are looked up as ever.
struct SourceCopies {
  /// Why the copies cannot be made.
  struct Failure: Error {
    let reason: String
  }

  /// The copy of the main file.
  private(set) var main = ""
  /// The copies by their paths.
  private(set) var texts: [(path: String, bytes: [UInt8])] = []
  /// What `-ffile-prefix-map` must map to what, the least important first.
  private(set) var prefixes: [(old: String, new: String)] = []
  /// The original's name for each copy.
  private var names: [String: String] = [:]

  private let command: CompilerCommand
  private let graph: IncludeGraph
  private let edits: [String: [SourceEdit]]
  /// What stands behind the main file's last line.
  private let appended: [UInt8]
  /// clang names the files of the working folder `./name`, gcc `name`.
  private let isClang: Bool
  private let workingFolder: String
  private var paths: [String: String] = [:]

  /// - Parameters:
  ///   - folder: an empty folder for the copies.
  ///   - closure: the keys of the files to copy, the main file among them.
  ///   - edits: the changes of each file, by its key.
  ///   - appended: lines to add to the main file.
  init(
    _ command: CompilerCommand, _ graph: IncludeGraph, closure: Set<String>, edits: [String: [SourceEdit]],
    appended: String, folder: String, isClang: Bool
  ) throws(Failure) {
    self.command = command
    self.graph = graph
    self.edits = edits
    self.appended = Array(appended.utf8)
    self.isClang = isClang
    workingFolder = Files.workingDirectory
    for (number, key) in ([graph.main] + closure.subtracting([graph.main]).sorted()).enumerated() {
      paths[key] = "\(folder)/\(number)/\(Paths.name(key == graph.main ? command.source : key))"
    }
    main = paths[graph.main]!
    try copy(graph.main, path: command.source, name: command.source)
    for path in paths.values { try map(path, to: names[path] ?? path) }
    protectIncludeFolders()
  }

  /// The original's name for a file as the compiler names it.
  func originalName(_ name: String) -> String {
    if let original = names[name] { return original }
    for prefix in prefixes.reversed() where name.hasPrefix(prefix.old) {
      return prefix.new + name.dropFirst(prefix.old.count)
    }
    return name
  }

  /// Copies a file under the name that the compiler gives it, and those of its includes that are copied.
  private mutating func copy(_ key: String, path: String, name: String) throws(Failure) {
    let target = paths[key]!
    guard names[target] == nil else { return }
    names[target] = name
    guard let file = graph.file(path) else { throw Failure(reason: "\(name) cannot be read") }
    let original = Paths.join(workingFolder, Paths.folder(path))
    if !Paths.folder(path).hasPrefix("/") {
      try map(original.hasSuffix("/") ? original : original + "/", to: folder(name))
    }

    var edits = edits[key] ?? []
    for include in file.scan.includes where include.form == .quoted {
      guard let replacement = try replacement(include, of: key, path: path, name: name) else { continue }
      try check(replacement)
      edits.append(SourceEdit(include.range, "\"\(replacement)\""))
    }

    try check(name)
    let hasMark = file.bytes.starts(with: Self.byteOrderMark)
    var text = hasMark ? Self.byteOrderMark : []
    text += Array("#line 1 \"\(name.flatMap { $0 == "\\" ? ["\\", $0] : [$0] }.map(String.init).joined())\"\n".utf8)
    text += SourceEdit.apply(edits, to: file.bytes, from: hasMark ? Self.byteOrderMark.count : 0)
    if key == graph.main, !appended.isEmpty { text += [UInt8(ascii: "\n")] + appended }
    texts.append((target, text))
  }

  /// What a name in quotes must become in the copy; nil if it may stay.
  private mutating func replacement(
    _ include: IncludeDirective, of key: String, path: String, name: String
  ) throws(Failure) -> String? {
    let neighbor = Paths.join(Paths.folder(path), include.name)
    if Files.isReadable(neighbor) {
      guard let target = paths[graph.key(neighbor)] else {
        return neighbor == include.name && neighbor.hasPrefix("/") ? nil : Paths.join(workingFolder, neighbor)
      }
      try copy(graph.key(neighbor), path: neighbor, name: Paths.join(folder(name), include.name))
      return target
    }
    guard let resolved = graph.inclusion(in: key, at: include.range.lowerBound)?.resolved,
      let target = paths[graph.key(resolved)]
    else { return nil }
    try copy(graph.key(resolved), path: resolved, name: resolved)
    return target
  }

  /// The folder of a file as the compiler names it in front of the neighbours that the file includes.
  private func folder(_ name: String) -> String {
    let folder = Paths.folder(name)
    return folder.isEmpty && isClang ? "./" : folder
  }

  private mutating func map(_ old: String, to new: String) throws(Failure) {
    guard !prefixes.contains(where: { $0.old == old }) else { return }
    // The option ends the old name at the first '='.
    if old.contains("=") { throw Failure(reason: "a folder's name contains '='") }
    prefixes.append((old, asMappedByUser(new)))
  }

  /// Folders of `-I` that lie below a mapped one keep their names.
  private mutating func protectIncludeFolders() {
    for value in command.includeFolders where value.hasPrefix("/") && !value.contains("=") {
      let folder = value.hasSuffix("/") ? value : value + "/"
      let isMapped = prefixes.contains { folder.hasPrefix($0.old) }
      if isMapped, !prefixes.contains(where: { $0.old == folder }) { prefixes.append((folder, asMappedByUser(folder))) }
    }
  }

  /// What the command's own maps make of a name: of several that fit the last one holds.
  private func asMappedByUser(_ name: String) -> String {
    for map in command.prefixMaps.reversed() {
      guard let equals = map.firstIndex(of: "="), name.hasPrefix(map[..<equals]) else { continue }
      return String(map[map.index(after: equals)...] + name.dropFirst(map[..<equals].count))
    }
    return name
  }

  /// A name that can be written between quotes.
  private func check(_ name: String) throws(Failure) {
    if name.contains(where: { $0 == "\"" || $0.isNewline }) {
      throw Failure(reason: "a file's name contains a quote or a newline")
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
