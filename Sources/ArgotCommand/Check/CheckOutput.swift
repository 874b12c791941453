import ArgumentParser
import Checks

/// The values of `--output-format`.
enum CheckOutput: String, ExpressibleByArgument, CaseIterable {
  case full, concise, json, sarif, github

  /// Prints the report to standard output.
  func show(_ report: CheckReport, statistics: Bool) throws {
    if statistics {
      Self.showStatistics(report)
      return
    }
    switch self {
    case .full:
      print(TextRenderer(style: Terminal().style, isFull: true).text(report), terminator: "")
      print(Self.summary(report))
    case .concise: print(TextRenderer(style: Terminal().style, isFull: false).text(report), terminator: "")
    case .json: print(try JSONRenderer.text(report), terminator: "")
    case .sarif: print(try SARIFRenderer.text(report, version: Version.number), terminator: "")
    case .github: print(GitHubRenderer.text(report), terminator: "")
    }
  }

  private static func summary(_ report: CheckReport) -> String {
    let (files, calls, findings) = (report.fileCount, report.callCount, report.findings.count)
    let missing = report.notAnalysed.count
    var parts = ["\(calls) call\(calls == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s")"]
    if findings > 0 { parts.append("\(findings) finding\(findings == 1 ? "" : "s")") }
    if missing > 0 { parts.append("\(missing) file\(missing == 1 ? "" : "s") not analysed") }
    if parts.count == 1 { parts.append("nothing found") }
    return parts.joined(separator: ", ")
  }

  private static func showStatistics(_ report: CheckReport) {
    let counts = Dictionary(grouping: report.findings, by: \.rule).mapValues(\.count)
    for (rule, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { print("\(count)\t\(rule)") }
  }
}
