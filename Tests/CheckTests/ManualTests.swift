import Checks
import Foundation
import Testing

@Suite struct ManualTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func thePageWithAllRulesIsFresh() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/rules.md"), encoding: .utf8)
    #expect(page == RuleManual.document, "argot explain --rules > docs/rules.md")
  }

  @Test func everyRuleHasAManualAndANameOfItsOwn() {
    #expect(RuleManual.all.allSatisfy { !$0.text.isEmpty })
    #expect(Set(RuleManual.all.map(\.info.id)).count == RuleSelection.all.count)
    #expect(RuleManual.named("parse-target")?.text.hasPrefix("An argument of a parse call") == true)
  }

  @Test func groupsAndIdentifiersSelectRules() throws {
    #expect(RuleSelection().ids.contains("parse-target"))
    #expect(!RuleSelection().ids.contains("trailing-null"))
    #expect(
      try RuleSelection(selected: ["style"], ignored: ["function-name", "signedness"]).ids
        == ["trailing-null", "unpacked-tuple"])
    #expect(try RuleSelection(selected: [], ignored: ["default"]).ids == [])
    #expect(throws: RuleSelection.UnknownName.self) {
      try RuleSelection(selected: ["all", "nothing"], ignored: [])
    }
  }
}
