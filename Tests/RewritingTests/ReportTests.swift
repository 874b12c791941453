import ClangFrontend
import CodeEmission
import FormatSema
import Testing

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
    let line = Report.line(site(Array("si:peek".utf8)), .compiled(token: "argot_0000000001", tiers: [1, 2, 3]))
    let expected =
      #"{"file": "src/a \"b\".c", "line": 7, "column": 9, "function": "peek", "api": "PyArg_ParseTuple", "#
      + #""format": "si:peek", "status": "compiled", "tiers": [1, 2, 3], "reason": "", "convention": "varargs"}"#
    #expect(line == expected)
  }

  @Test("a call that was left")
  func left() {
    let line = Report.line(site([]), .left(reason: "because"))
    #expect(line.contains(#""status": "left", "tiers": [], "reason": "because""#))
  }

  @Test("strings are escaped, and bytes that are no text become the characters of their number")
  func strings() {
    #expect(JSON.string("a\"\\\n\t\r\u{1}\u{7F}é") == #""a\"\\\n\t\r\u0001\u007fé""#)
    #expect(JSON.string([0x69, 0xE9]) == "\"ié\"")
    #expect(JSON.string([UInt8]()) == "\"\"")
  }
}
