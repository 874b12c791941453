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
  func marks() throws {
    func embed(_ text: String) throws -> String {
      try embedding(SourceFile(path: "folder/a.h", text: text), parts: [], as: "name")
    }
    let head = "// Generated from a.h by GrammarCompiler.\n\ninternal let name: StaticString = "
    #expect(try embed("int a;\n") == head + "#\"\"\"\nint a;\n\n\"\"\"#\n")
    #expect(try embed("\"#\"\n#define A \\\n#") == head + "##\"\"\"\n\"#\"\n#define A \\\n#\n\"\"\"##\n")
    #expect(try embed("\\##(a)").hasSuffix("###\"\"\"\n\\##(a)\n\"\"\"###\n"))
  }

  @Test("Parts of a header take the place of the lines that include them, each once and all of them")
  func parts() throws {
    func embed(_ text: String) throws -> String {
      let parts = [SourceFile(path: "a/one.h", text: "1\n"), SourceFile(path: "a/two.h", text: "2\n\n2\n")]
      return try embedding(SourceFile(path: "all.h", text: text), parts: parts, as: "name")
    }
    let text = try embed("#include <stdio.h>\n#include \"a/one.h\"\n#include \"a/two.h\"\nend\n")
    #expect(text.hasSuffix("#\"\"\"\n#include <stdio.h>\n1\n2\n\n2\nend\n\n\"\"\"#\n"))
    for (wrong, message) in [
      ("#include \"a/one.h\"\n", "all.h does not include two.h"),
      ("#include \"a/six.h\"\n", "all.h: #include \"a/six.h\": there is no such part, or it is included twice"),
      (
        "#include \"a/one.h\"\n#include \"a/one.h\"\n",
        "all.h: #include \"a/one.h\": there is no such part, or it is included twice"
      ),
    ] {
      let failure = #expect(throws: Failure.self) { try embed(wrong) }
      #expect(failure?.description == message)
    }
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
