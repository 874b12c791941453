import ClangFrontend
import CodeEmission
import FormatSema
import Testing

@testable import CallingConvention
@testable import Rewriting

@Suite("Report lines")
struct ReportTests {
  private func site(_ format: [UInt8]) -> CallSite {
    CallSite(
      function: .parseTuple, file: "src/a \"b\".c", line: 7, column: 9, offset: 100, enclosingFunction: "peek",
      format: Format(bytes: format, positions: format.map { _ in nil }), keywords: nil, arguments: [], obstacle: nil)
  }

  @Test("a compiled call")
  func compiled() {
    let outcome = TranslationUnitEmitter.Outcome.compiled(token: "argot_0000000001", tiers: [1, 2, 3])
    let line = Report.line(site(Array("si:peek".utf8)), outcome, .fastcall)
    let expected =
      #"{"kind": "call", "file": "src/a \"b\".c", "line": 7, "column": 9, "function": "peek", "#
      + #""api": "PyArg_ParseTuple", "#
      + #""format": "si:peek", "status": "compiled", "tiers": [1, 2, 3], "reason": "", "convention": "fastcall"}"#
    #expect(line == expected)
  }

  @Test("a call that was left")
  func left() {
    let line = Report.line(site([]), .left(reason: "because"), .varargs)
    #expect(line.contains(#""status": "left", "tiers": [], "reason": "because""#))
  }

  @Test("a method that is entered in the fast way, and one that is not")
  func methods() {
    func entry(_ decision: EntryDecision.Decision) -> EntryDecision {
      let position = SourcePosition(file: "a.c", line: 3, column: 5, offset: 40)
      return EntryDecision(
        table: "methods", methodName: "peek", function: "c_peek", position: position, decision: decision)
    }
    #expect(
      Report.line(entry(.fastcall)) == #"{"kind": "method", "file": "a.c", "line": 3, "column": 5, "#
        + #""table": "methods", "method": "peek", "function": "c_peek", "reason": "", "convention": "fastcall"}"#)
    #expect(Report.line(entry(.varargs(reason: "why"))).hasSuffix(#""reason": "why", "convention": "varargs"}"#))
  }

  @Test("strings are escaped, and bytes that are no text become the characters of their number")
  func strings() {
    #expect(JSON.string("a\"\\\n\t\r\u{1}\u{7F}é") == #""a\"\\\n\t\r\u0001\u007fé""#)
    #expect(JSON.string([0x69, 0xE9]) == "\"ié\"")
    #expect(JSON.string([UInt8]()) == "\"\"")
  }
}
