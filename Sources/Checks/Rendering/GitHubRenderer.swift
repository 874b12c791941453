import FormatDiagnostics

/// Findings as the workflow commands that GitHub Actions shows at the lines of a change.
public enum GitHubRenderer {
  public static func text(_ report: CheckReport) -> String {
    report.findings.map { finding in
      let (start, columns) = (finding.span.start, report.characterColumns(of: finding.span))
      let fields = [
        "file=\(property(start.file))", "line=\(start.line)", "col=\(columns.lowerBound)",
        "endColumn=\(columns.upperBound)", "title=\(property("argot \(finding.rule)"))",
      ]
      return "::\(finding.severity.rawValue) \(fields.joined(separator: ","))::\(data(finding.message))\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    text.map { ["%": "%25", "\r": "%0D", "\n": "%0A"][$0] ?? String($0) }.joined()
  }

  private static func property(_ text: String) -> String {
    data(text).map { [":": "%3A", ",": "%2C"][$0] ?? String($0) }.joined()
  }
}
