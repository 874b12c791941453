import FormatUnits
import Foundation
import Testing

/// The primitives that the catalogue names are in `argot.h`, in limited API mode from the version on that it gives.
@Suite("Unit catalogue and argot.h")
struct CatalogueHeaderTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The functions that stand for a unit; none for those that need nothing from `argot.h`.
  private static func functions(_ unit: FormatUnit) -> [String] {
    switch (unit.language, unit.lowering) {
    case (.build, .value): ["argot_new_\(unit.primitive)"]
    case (.parse, .value) where unit.spelling == "O": []
    case (.parse, .value), (.parse, .view): ["argot_get_\(unit.primitive)", "argot_any_\(unit.primitive)"]
    case (.parse, .copy): ["argot_get_\(unit.primitive)"]
    case (_, .typed), (_, .converter), (_, .cold), (.build, .view), (.build, .copy): []
    }
  }

  @Test("Without the limited API every primitive is declared")
  func full() throws {
    let all = CatalogueTests.everyUnit.flatMap(Self.functions)
    #expect(try undeclared(all + ["argot_get_nothing"], limited: nil) == ["argot_get_nothing"])
  }

  @Test("With it exactly those whose version has come", arguments: [6, 7, 9, 10, 11].map { PythonVersion(3, $0) })
  func limited(to version: PythonVersion) throws {
    let early = CatalogueTests.everyUnit.filter { unit in unit.limitedSince.map { version < $0 } ?? true }
    let all = CatalogueTests.everyUnit.flatMap(Self.functions)
    #expect(try undeclared(all, limited: version) == Set(early.flatMap(Self.functions)))
  }

  /// Compiles a use of each function and collects those that the compiler does not know.
  private func undeclared(_ functions: [String], limited: PythonVersion?) throws -> Set<String> {
    // Clang gives up after twenty errors.
    try stride(from: 0, to: functions.count, by: 16).reduce(into: []) { unknown, start in
      try unknown.formUnion(undeclared(functions[start..<min(start + 16, functions.count)], limited: limited))
    }
  }

  private func undeclared(_ functions: ArraySlice<String>, limited: PythonVersion?) throws -> Set<String> {
    let uses = functions.map { "  (void)\($0);\n" }.joined()
    let source = "#include <Python.h>\n#include \"argot.h\"\nvoid use(void);\nvoid use(void)\n{\n\(uses)}\n"
    let define = limited.map { "-DPy_LIMITED_API=0x03\(String($0.minor + 0x100, radix: 16).dropFirst())0000" } ?? ""
    let (status, messages) = try compile(source, define)
    // GCC's words and Clang's.
    let unknown = functions.filter {
      messages.contains("'\($0)' undeclared") || messages.contains("undeclared identifier '\($0)'")
    }
    // A compiler that fails for another reason must not look as if it knew everything.
    try #require((status == 0) == unknown.isEmpty, "\(messages)")
    return Set(unknown)
  }

  private func compile(_ source: String, _ define: String) throws -> (status: Int32, messages: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      "cc -std=c11 -fsyntax-only -w -x c \(define) -I Sources/CArgot/include $(pkg-config --cflags python3) - 2>&1",
    ]
    process.currentDirectoryURL = Self.package
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(source.utf8))
    try input.fileHandleForWriting.close()
    let messages = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, messages)
  }
}
