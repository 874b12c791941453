import ArgumentParser
import Checks

/// The values of `--output-format`.
enum CheckOutput: String, ExpressibleByArgument, CaseIterable {
  case full, concise, json, sarif, github

  func text(of report: CheckReport, statistics: Bool, style: TextRenderer.Style) throws -> String {
    if statistics { return Self.statistics(of: report) }
    switch self {
    case .full: return TextRenderer(style: style, isFull: true).text(report) + Self.summary(report) + "\n"
    case .concise: return TextRenderer(style: style, isFull: false).text(report)
    case .json: return try JSONReport.text(report)
    case .sarif: return try SARIFRenderer.text(report, version: Version.number)
    case .github: return GitHubRenderer.text(report)
    }
  }

  private static func summary(_ report: CheckReport) -> String {
    let (files, calls, findings) = (Set(report.units.map(\.file)).count, report.callCount, report.findings.count)
    let missing = report.notAnalysed.count
    var parts = ["\(calls) call\(calls == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s")"]
    if findings > 0 { parts.append("\(findings) finding\(findings == 1 ? "" : "s")") }
    if missing > 0 { parts.append("\(missing) file\(missing == 1 ? "" : "s") not analysed") }
    if parts.count == 1 { parts.append("nothing found") }
    return parts.joined(separator: ", ")
  }

  private static func statistics(of report: CheckReport) -> String {
    let counts = Dictionary(grouping: report.findings, by: \.rule).mapValues(\.count)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value)\t\($0.key)\n" }.joined()
  }
}
