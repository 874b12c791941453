import Foundation
import Testing

@testable import GrammarCompiler

/// Files that are read, embedded and replaced.
@Suite("Files of the grammar compiler")
struct FilesTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "grammar compiler \(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test("A literal gets as many marks as its text makes necessary")
  func marks() {
    func embed(_ text: String) -> String { embedding(SourceFile(path: "folder/a.h", text: text), as: "name") }
    let head = "// Generated from a.h by GrammarCompiler.\n\ninternal let name: StaticString = "
    #expect(embed("int a;\n") == head + "#\"\"\"\nint a;\n\n\"\"\"#\n")
    #expect(embed("\"#\"\n#define A \\\n#") == head + "##\"\"\"\n\"#\"\n#define A \\\n#\n\"\"\"##\n")
    #expect(embed("\\##(a)").hasSuffix("###\"\"\"\n\\##(a)\n\"\"\"###\n"))
  }

  @Test("A file is read as it is")
  func reading() throws {
    let file = try write("# é\n\n")
    #expect(try SourceFile(path: file).text == "# é\n\n")
  }

  @Test("Bytes that a Swift literal would change are refused with their line")
  func refusedBytes() throws {
    for (bytes, message) in [
      ("a\nb\r\n", ":2: error: the file has a carriage return here; remove it"),
      ("a\nb\n\0", ":3: error: the file has a NUL here; remove it"),
    ] {
      let file = try write(bytes)
      let failure = #expect(throws: Failure.self) { try SourceFile(path: file) }
      #expect(failure?.description == file + message)
    }
    let file = try write("")
    try Data([0x61, 0xFF]).write(to: URL(filePath: file))
    let failure = #expect(throws: Failure.self) { try SourceFile(path: file) }
    #expect(failure?.description == file + ": error: the file is not UTF-8")
  }

  @Test("A missing file is named")
  func missing() {
    let path = folder.appending(path: "missing").path(percentEncoded: false)
    let failure = #expect(throws: Failure.self) { try SourceFile(path: path) }
    #expect(failure?.description.hasPrefix(path + ": error: cannot be read: ") == true)
  }

  @Test("Output takes the place of what was there and leaves nothing else behind")
  func replacing() throws {
    let file = try write("old")
    try writeFile(file, "new\n")
    #expect(try SourceFile(path: file).text == "new\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) == ["a.txt"])
  }

  @Test("Output that cannot be written leaves nothing behind")
  func refusedOutput() throws {
    // A folder in the file's place: the text can be written beside it, but cannot take its name.
    let path = folder.appending(path: "taken").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path + "/inside", withIntermediateDirectories: true)
    let failure = #expect(throws: Failure.self) { try writeFile(path, "new") }
    #expect(failure?.description.hasPrefix(path + ": error: cannot be written: ") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) == ["taken"])
  }

  private func write(_ text: String) throws -> String {
    let file = folder.appending(path: "a.txt")
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }
}
