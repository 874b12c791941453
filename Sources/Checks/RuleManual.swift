/// What there is to read about a rule.
public struct RuleManual: Sendable {
  public let info: RuleInfo
  /// Markdown: the doc comment of the rule's type.
  public let text: String

  /// The manual of each rule, in the order of `RuleSelection.all`.
  public static let all: [RuleManual] = RuleSelection.all.map { rule in
    let type = "\(type(of: rule))"
    guard let found = ruleManuals.first(where: { "\($0.name)" == type }) else {
      preconditionFailure("the rule \(type) stands in a file of its name")
    }
    return RuleManual(info: rule.info, text: "\(found.text)")
  }

  public static func named(_ id: String) -> RuleManual? { all.first { $0.info.id == id } }

  /// All rules as one Markdown document.
  public static var document: String {
    let groups = RuleGroup.allCases.filter { group in all.contains { $0.info.group == group } }
    return """
      # Rules

      The rules of `argot check`. Those of the group `default` are on by default and report what is certainly wrong; others are
      switched on by `--select`. This page is what `argot explain --rules` prints.

      | rule | group | severity | |
      |---|---|---|---|
      \(all.map { "| [`\($0.info.id)`](#\($0.info.id)) | \($0.info.group.rawValue) | \($0.info.severity) | \($0.info.summary) |" }.joined(separator: "\n"))

      \(groups.map(section).joined(separator: "\n"))
      """
  }

  private static func section(_ group: RuleGroup) -> String {
    all.filter { $0.info.group == group }.map { "## \($0.info.id)\n\n\($0.text)\n" }.joined(separator: "\n")
  }
}
