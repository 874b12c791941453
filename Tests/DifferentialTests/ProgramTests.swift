// Running programs on several threads.
import FormatSema
import FormatUnits
import OperatingSystem
import Testing

@testable import Differential

struct ProgramTests {
  @Test("programs that run at the same time do not mix their outputs")
  func manyPrograms() throws {
    let folder = try Files.makeTemporaryFolder()
    defer { Files.removeTree(folder) }
    let outputs = Locked([Int: String]())
    Threads.forEach(Array(0..<20), atATime: 8) { number in
      let result = try? Subprocess.run(
        ["/bin/sh", "-c", "sleep 0.02; echo \(number)"], folder: folder, readsInput: false)
      outputs.withLock { $0[number] = result.map { String(decoding: $0.output, as: UTF8.self) } }
    }
    #expect(outputs.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, "\($0)\n") }))
  }

  @Test("a program has the variables it is given, no input, and an end")
  func surroundings() throws {
    let folder = try Files.makeTemporaryFolder()
    defer { Files.removeTree(folder) }
    let shown = try Subprocess.run(
      ["/bin/sh", "-c", "cat; echo \"$ARGOT_TEST ${PATH:+path}\""], folder: folder, environment: ["ARGOT_TEST": "a=b"],
      readsInput: false)
    #expect(String(decoding: shown.output, as: UTF8.self) == "a=b path\n")
    let killed = try Subprocess.run(["sleep", "60"], folder: folder, readsInput: false, limit: 1)
    #expect(killed.status == .signalled(9))
  }

  @Test("every item is handled once, also by more threads than items")
  func threads() {
    let seen = Locked([Int]())
    Threads.forEach(Array(0..<5), atATime: 50) { item in seen.withLock { $0.append(item) } }
    #expect(seen.withLock { $0.sorted() } == [0, 1, 2, 3, 4])
    Threads.forEach([Int](), atATime: 0) { _ in Issue.record("there is no item") }
  }

  @Test("a limited API is asked for by its hexadecimal number")
  func limitedMacro() {
    #expect(CompileMode.limited(PythonVersion(3, 9)).options == ["-DPy_LIMITED_API=0x03090000"])
    #expect(CompileMode.limited(PythonVersion(3, 11)).options == ["-DPy_LIMITED_API=0x030b0000"])
    #expect(CompileMode.full.options.isEmpty)
  }

  @Test("METH_FASTCALL enters functions that read a tuple, and no others")
  func fastcall() throws {
    let mode = CompileMode(.limited(PythonVersion(3, 11)), convention: .fastcall)
    #expect(mode.description == "C, limited API 3.11, METH_FASTCALL")
    #expect(mode.isLimited && mode.options == CompileMode.limited(PythonVersion(3, 11)).options)
    for (function, isHeld) in [(APIFunction.parseTuple, true), (.parse, false), (.buildValue, false)] {
      let call = try TestedCall(function: function, format: Array("i".utf8))
      #expect(mode.holds(call, in: PythonVersion(3, 13)) == isHeld)
      #expect(CompileMode.limited(PythonVersion(3, 11)).holds(call, in: PythonVersion(3, 13)))
    }
  }
}
