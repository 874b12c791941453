import CodeEmission
import FormatSema
import FormatUnits
import Testing

@testable import Differential

@Suite("Formats that are always tested")
struct StandardFormatsTests {
  private let calls = StandardFormats.all()

  @Test("each is there once")
  func unique() {
    #expect(Set(calls).count == calls.count)
    #expect(calls.count > 1500)
  }

  @Test("every unit of the catalogue is alone in a format, and in a group")
  func units() {
    for unit in FormatUnit.parseUnits.map(\.spelling) {
      for function in [APIFunction.parseTuple, .parseTupleAndKeywords, .parse] {
        #expect(calls.contains { $0.function == function && $0.nodes.first?.isUnit(unit) ?? false }, "\(unit)")
      }
      #expect(calls.contains { $0.isParse && $0.hasInGroup(unit) }, "(\(unit))")
    }
    for unit in FormatUnit.buildUnits.map(\.spelling) {
      #expect(calls.contains { $0.function == .buildValue && $0.nodes.first?.isUnit(unit) ?? false }, "\(unit)")
      #expect(calls.contains { !$0.isParse && $0.hasInGroup(unit) }, "(\(unit))")
    }
  }

  @Test("most are compiled, by whichever headers, and the source has a token in place of the function")
  func compiled() {
    for version in [PythonVersion.oldestSupported, .newestSupported] {
      let there = calls.filter { $0.exists(in: version) }
      let target = CompileTarget(headers: version, limitedAPI: nil, isSizeClean: true)
      let (text, outcomes) = BatchSource.compiled(there, target: target, header: "/* the header */")
      let tokens = outcomes.compactMap { outcome in
        if case .compiled(let token, _) = outcome { token } else { nil }
      }
      #expect(Double(tokens.count) > 0.85 * Double(there.count))
      #expect(text.split(separator: "return argot_0").count - 1 >= tokens.count)
      #expect(text.contains("\n/* the header */\n"))
      #expect(!BatchSource.plain(there).contains("argot_"))
    }
  }

  @Test("METH_FASTCALL enters what is compiled of the calls that read a tuple")
  func entered() {
    let mode = CompileMode(.full, convention: .fastcall)
    let there = calls.filter { mode.holds($0, in: .newestSupported) }
    let (text, outcomes) = BatchSource.compiled(
      there, target: mode.target(headers: .newestSupported), convention: .fastcall, header: "")
    let entries = text.split(separator: "\n").filter { $0.hasPrefix("    {call_") }
    let expected = outcomes.enumerated().map { index, outcome in
      let isEntered = if case .compiled = outcome { true } else { false }
      return "    {call_\(index), NULL, \(isEntered ? "enter_call_\(index)" : "NULL")},"
    }
    #expect(entries.map { String($0) } == expected)
    #expect(!BatchSource.plain(there).contains("enter_call"))
  }
}
