import Testing

@testable import Differential

@Suite("What the worker tells")
struct WorkerTests {
  private static let difference = """
    {"id": 3, "what": "outcome", "values": "(1,)", "plain": "1", "compiled": "2", "definitions": "", "case": \
    {"args": "(1,)", "kwargs": null, "parts": {"args": "(1,)", "kwargs": null}}}
    """

  private static func report(_ lines: String...) -> Worker.Report {
    Worker.Report(output: Array(lines.map { "\($0)\n" }.joined().utf8))
  }

  private static func totals(_ differences: Int) -> String {
    #"{"formats": 4, "calls": 50, "differences": \#(differences), "leaks": 0, "python": "3.13"}"#
  }

  @Test("all that was found is read")
  func whole() {
    let report = Self.report(Self.difference, "printed by user code", Self.totals(1))
    #expect(report.differences.map(\.id) == [3])
    #expect(report.totals?.calls == 50)
    #expect(report.crash == nil)
  }

  @Test("a difference that cannot be read is not passed over")
  func damaged() {
    let report = Self.report(Self.difference.replacing("\"id\": 3", with: "\"id\": \"3\""), Self.totals(1))
    #expect(report.totals == nil)
    #expect(report.crash == "it found 1 differences, of which 0 can be read")
  }

  @Test("nothing is taken for whole without the last line")
  func broken() {
    let report = Self.report(Self.difference)
    #expect(report.differences.count == 1)
    #expect(report.totals == nil)
  }
}
