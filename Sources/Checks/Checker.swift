import ClangFrontend
import FormatDiagnostics
import FormatSema
import FormatUnits

/// Runs rules on what is known of a translation unit.
public struct Checker: Sendable {
  public let selection: RuleSelection
  /// The versions on which the code has to work; nil for that of the headers.
  public let versions: ClosedRange<PythonVersion>?

  public init(selection: RuleSelection = RuleSelection(), versions: ClosedRange<PythonVersion>? = nil) {
    self.selection = selection
    self.versions = versions
  }

  /// What the rules say of a translation unit.
  public struct Result: Sendable {
    /// In the order of their places, each once, without those that comments silence.
    public let findings: [Finding]
    /// The identifiers in comments that silence something.
    public let usedSuppressions: Set<SourceSpan>
  }

  public func result(for inspection: Inspection) -> Result {
    var found: Set<Finding> = []
    if let compile = inspection.target {
      let unit = CheckedUnit(inspection, target: CheckTarget(compile: compile, versions: versions))
      for rule in selection.rules {
        switch rule {
        case let rule as any CallRule: for call in unit.calls { found.formUnion(rule.findings(in: call)) }
        case let rule as any UnitRule: found.formUnion(rule.findings(in: unit))
        default: break
        }
      }
    }
    return applySuppressions(to: found, in: inspection)
  }

  private func applySuppressions(to findings: Set<Finding>, in inspection: Inspection) -> Result {
    var left = findings
    var unused: [Finding] = []
    var used: Set<SourceSpan> = []
    for (file, text) in inspection.sources {
      for comment in MarkedComment.all("ignore", in: text, named: file) {
        for word in comment.words where selection.ids.contains(word.text) || !Self.isRule(word.text) {
          let silenced = left.filter { finding in
            finding.rule == word.text && finding.span.start.file == file
              && (comment.line == finding.span.start.line || comment.line == finding.statementLine)
          }
          left.subtract(silenced)
          if silenced.isEmpty { unused.append(self.unused(word)) } else { used.insert(word.span) }
        }
      }
    }
    let all = left.union(selection.ids.contains(UnusedSuppression.id) ? unused : [])
    return Result(findings: all.sorted(by: Finding.isBefore), usedSuppressions: used)
  }

  private static func isRule(_ id: String) -> Bool { RuleSelection.all.contains { $0.info.id == id } }

  private func unused(_ word: MarkedComment.Word) -> Finding {
    Finding(
      rule: UnusedSuppression.id, severity: .warning,
      message: Self.isRule(word.text)
        ? "there is no finding of '\(word.text)' here" : "there is no rule '\(word.text)'",
      span: word.span, statementLine: word.span.start.line)
  }
}
