import CodeEmission
import OperatingSystem

/// The folder in which everything is written, built and run, with the harness in it.
package final class Workspace: Sendable {
  package let folder: String
  /// The folder with the C and Python files of the harness.
  let harness: String
  /// The text of `argot.h` that compiled calls are built on.
  let header: String
  private let isTemporary: Bool
  private let modules = Locked([Interpreter: String]())
  private let count = Locked(0)

  /// - Parameters:
  ///   - header: another text than that of `argot.h`, to see that its faults are found.
  ///   - kept: a folder to work in, which stays. It must not exist.
  package init(header: String? = nil, kept: String? = nil) throws {
    if let kept {
      folder = Files.absolute(kept)
      try Files.makeFolder(folder)
    } else {
      folder = try Files.makeTemporaryFolder()
    }
    isTemporary = kept == nil
    self.header = header ?? ArgotHeader.text
    harness = folder + "/harness"
    do {
      try Files.makeFolder(harness)
      try Harness.write(to: harness)
    } catch {
      remove()
      throw error
    }
  }

  /// Removes the folder, unless it is to stay.
  package func remove() {
    if isTemporary { Files.removeTree(folder) }
  }

  /// Removes what was made in a folder of `newFolder(_:)`, unless it is to stay.
  func discard(_ folder: String) {
    if isTemporary { Files.removeTree(folder) }
  }

  /// The path of a folder that does not exist yet.
  func newFolder(_ name: String) -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let plain = name.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "+" ? $0 : "-" }
    return "\(folder)/\(number)-\(String(plain))"
  }

  /// The folder with the module `harness` for an interpreter, which is built the first time.
  func module(for interpreter: Interpreter) throws -> String {
    try modules.withLock { modules in
      if let known = modules[interpreter] { return known }
      let folder = newFolder("harness-\(interpreter.name)")
      try Files.makeFolder(folder)
      // As fast as one file would be: calls from one to the other are inlined, and no name of theirs is looked up.
      let compiler = ModuleCompiler(harness: harness, options: ["-O1", "-flto", "-fvisibility=hidden"])
      try compiler.build(
        Harness.sources.map { "\(harness)/\($0)" }, module: "harness", folder: folder,
        includes: interpreter.includes, isStrict: true)
      modules[interpreter] = folder
      return folder
    }
  }
}
