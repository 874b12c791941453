/// A comment that silences a rule where the rule finds nothing.
///
/// `// argot: ignore[rule-id]` on the line of a finding, on the first line of the call, or alone on the line above
/// either, silences that rule there; several identifiers are separated by commas. If the rule has nothing to say in that
/// place, the comment is left over from older code, or stands in the wrong line, and hides what may come. Comments for
/// rules that the run does not use are not reported.
struct UnusedSuppression: Rule {
  static let id = "unused-suppression"
  let info = RuleInfo(Self.id, .certain, .warning, summary: "a comment silences a rule that finds nothing there")
}
