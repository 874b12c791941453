import ClangFrontend
import OperatingSystem

/// The compile of a rewritten source: its files in a temporary folder, its command line, and what it left behind.
struct RewrittenCompile {
  /// Why it was given up.
  struct Failure: Error {
    let reason: String
  }

  /// The command line; the original's with another source, other outputs and some options more.
  let arguments: [String]
  /// Where the compiler puts the object: beside its final place, so that moving it there is one step.
  let object: String

  private let command: CompilerCommand
  private let folder: String
  private let copies: SourceCopies
  private let isClang: Bool
  private var dependencyPath: String { folder + "/dependencies" }
  private var includeFolder: String { folder + "/include" }

  /// Writes the files.
  ///
  /// - Parameters:
  ///   - folder: the absolute path of a temporary folder, which is made.
  ///   - closure: the keys of the files that have to be copied.
  init(
    _ command: CompilerCommand, _ calls: CompiledCalls, _ graph: IncludeGraph, _ analysis: TranslationUnitAnalysis,
    closure: Set<String>, folder: String, clangVersion: Int?
  ) throws {
    self.command = command
    self.folder = folder
    let isClang = clangVersion != nil
    self.isClang = isClang
    let sources = folder + "/sources"
    let appended = calls.definitions.isEmpty ? "" : "#include <\(ShadowHeader.entriesName)>\n"
    do throws(SourceCopies.Failure) {
      copies = try SourceCopies(
        command, graph, closure: closure, edits: calls.edits, appended: appended, folder: sources, isClang: isClang)
    } catch {
      throw Failure(reason: error.reason)
    }
    try Files.makeFolder(folder)
    try Files.makeFolder(sources)
    for (path, bytes) in copies.texts {
      try Files.makeFolder(String(Paths.folder(path).dropLast()))
      try Files.write(bytes, to: path)
    }
    let include = folder + "/include"
    try Files.makeFolder(include)
    let shadow = ShadowHeader.shadow(Self.way(command, analysis, isClang: isClang))
    try Files.write(Array(shadow.utf8), to: include + "/Python.h")
    let generated = ShadowHeader.generated(calls.generated)
    try Files.write(Array(generated.utf8), to: "\(include)/\(ShadowHeader.generatedName)")
    let entries = ShadowHeader.entries(calls.definitions)
    try Files.write(Array(entries.utf8), to: "\(include)/\(ShadowHeader.entriesName)")

    object = Files.neighbor(of: command.object)
    var arguments = command.compiler + ["-I", include] + command.options
    arguments += copies.prefixes.map { map in
      // distcc takes an argument that ends as a source does for one.
      let suffix = "." + Paths.suffix(map.old)
      guard map.old.hasSuffix(suffix), map.new.hasSuffix(suffix), suffix.count > 1 else {
        return "-ffile-prefix-map=\(map.old)=\(map.new)"
      }
      return "-ffile-prefix-map=\(map.old.dropLast(suffix.count))=\(map.new.dropLast(suffix.count))"
    }
    // From this version on a map changes "./name" to "name" as well, unless told otherwise.
    if let clangVersion, clangVersion >= 15, command.prefixMaps.isEmpty { arguments.append("-fno-file-reproducible") }
    // Debug information must not name a folder that is gone and called otherwise each time.
    arguments.append("-ffile-prefix-map=\(include)/=argot/")
    arguments += command.dependencies?.options ?? ["-MD"]
    let isTargetNamed = command.dependencies?.options.contains { $0.hasPrefix("-MT") || $0.hasPrefix("-MQ") }
    if isTargetNamed != true { arguments += ["-MQ", command.object] }
    arguments += ["-MF", folder + "/dependencies", "-c", copies.main, "-o", object]
    self.arguments = arguments
  }

  /// What the compile has read, under the names of the originals and without the generated headers; nil if the
  /// generated header was not read: then calls may name functions that do not exist, which is no error in old C.
  func dependencies() -> DependencyFile? {
    guard let bytes = Files.read(dependencyPath) else { return nil }
    var result = DependencyFile(bytes)
    // The shadow includes the generated header, which -MMD may leave out.
    guard result.inputs.contains("\(includeFolder)/Python.h") else { return nil }
    result.renameInputs { name in
      if name.hasPrefix(includeFolder + "/") { return nil }
      let original = copies.originalName(name)
      // clang says "./name" everywhere but here.
      return isClang && original.hasPrefix("./") ? String(original.dropFirst(2)) : original
    }
    return result
  }

  /// The first thing that only one of the two compiles says, nil if both say the same but for the names of copies and
  /// the way headers were reached.
  func difference(_ rewritten: Subprocess.Result, from original: Subprocess.Result) -> String? {
    for (mine, theirs) in [(rewritten.output, original.output), (rewritten.errors, original.errors)] {
      var text = String(decoding: mine, as: UTF8.self)
      for (path, _) in copies.texts { text.replace(path, with: copies.originalName(path)) }
      for prefix in copies.prefixes.reversed() { text.replace(prefix.old, with: prefix.new) }
      let (found, expected) = (Self.findings(text), Self.findings(String(decoding: theirs, as: UTF8.self)))
      if found != expected {
        return found.first { !expected.contains($0) } ?? expected.first { !found.contains($0) } ?? "another order"
      }
    }
    return nil
  }

  /// Removes what is left beside the object's place.
  func discard() {
    Files.remove(object)
  }

  /// The lines of a compiler's messages that say what was found and on which line.
  ///
  /// The rest may differ although nothing new was found: the shadow header adds to the chains of includes, a callee that
  /// is a macro adds notes about its expansion, moves some columns within its arguments, and clang quotes the line.
  private static func findings(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("In file included from") || line.hasPrefix("                 from ") { return nil }
      if line.contains("macro") && line.contains("argot_") { return nil }
      // A quoted line, or the marks below it: "   12 |   text".
      if line.drop(while: { $0 == " " || $0.isNumber }).hasPrefix("|") { return nil }
      return withoutColumn(line)
    }
  }

  /// `file:line:column: text` without the column.
  private static func withoutColumn(_ line: Substring) -> String {
    var parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, Int(parts[1]) != nil, Int(parts[2]) != nil else { return String(line) }
    parts.remove(at: 2)
    return parts.joined(separator: ":")
  }

  private static func way(
    _ command: CompilerCommand, _ analysis: TranslationUnitAnalysis, isClang: Bool
  ) -> ShadowHeader.Way {
    let isPedantic = command.options.contains { ["-pedantic", "-Wpedantic", "-pedantic-errors"].contains($0) }
    guard isPedantic || command.options.contains("-Werror=pedantic"), !isClang else { return .next }
    let header = analysis.inclusions.first { Paths.name($0.resolved) == "Python.h" }
    guard let header, !header.isSystemHeader, header.resolved.hasPrefix("/") else { return .nextOfSystem }
    return .path(header.resolved)
  }
}
