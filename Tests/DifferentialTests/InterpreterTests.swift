import Testing

@testable import Differential

struct InterpreterTests {
  private static let line = """
    {"path": "/p", "version": "3.13.1", "minor": [3, 13], "hexversion": 51183088, "text": "3.13.1 (main)",
     "includes": ["/i"], "ext_suffix": ".so", "debug": true, "free_threaded": false}
    """.replacing("\n", with: "")

  @Test("descriptions are read line by line, with fields that nobody needs")
  func described() throws {
    let lines = Array("\(Self.line)\n\(Self.line)\n".utf8)
    let interpreters = try Interpreter.described(by: lines, of: "a file")
    #expect(interpreters.map(\.name) == ["3.13.1d", "3.13.1d"])
    #expect(interpreters.map(\.includes) == [["/i"], ["/i"]])
  }

  @Test(
    "a line that describes no interpreter is an error that names the origin",
    arguments: ["nonsense", "{}", line.replacing("[3, 13]", with: "[3]")])
  func undescribed(wrong: String) {
    #expect { try Interpreter.described(by: Array("\(Self.line)\n\(wrong)\n".utf8), of: "a file") } throws: { error in
      "\(error)".hasPrefix("a file lists what is no interpreter:\n") && "\(error)".contains(wrong)
    }
  }
}
