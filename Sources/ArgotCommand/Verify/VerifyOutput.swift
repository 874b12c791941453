import ArgumentParser
import Differential
import FormatSema

/// The values of `--output-format` of `argot verify`.
enum VerifyOutput: String, ExpressibleByArgument, CaseIterable {
  case text, json

  func text(of report: VerifyReport, terminal: Terminal) throws -> String {
    switch self {
    case .text: Self.table(report, terminal)
    case .json: try VerifyJSON.text(report)
    }
  }

  private static func table(_ report: VerifyReport, _ terminal: Terminal) -> String {
    var lines: [String] = []
    for run in report.runs {
      lines.append(terminal.bold("CPython \(run.interpreter.name)") + "  \(run.interpreter.path)")
      lines.append("")
      lines.append("    calls  values  differences  leaks  allocations")
      for (given, result) in zip(report.given.calls, run.results) {
        lines += rows(of: result, places: given.places, terminal)
      }
      lines.append("")
      lines += run.results.flatMap(\.reproductions).flatMap { [terminal.red($0.summary), ""] }
      lines.append(summary(run))
    }
    if !report.given.left.isEmpty {
      lines += ["", "not verified:"] + report.given.left.map { "  \($0.place): \($0.function): \($0.reason)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func rows(of result: VerifiedResult, places: [String], _ terminal: Terminal) -> [String] {
    let counts = [
      result.tried.grouped.leftPadded(to: 9), "\(result.values)".leftPadded(to: 8),
      result.differences.grouped.leftPadded(to: 13), "\(result.leaks)".leftPadded(to: 7),
      result.requests.map { "\($0.plain)".leftPadded(to: 7) + " > " + "\($0.compiled)".rightPadded(to: 3) }
        ?? "-".leftPadded(to: 13),
    ].joined()
    let place = places.first.map { "   \($0)" + (places.count > 1 ? " and \(places.count - 1) more" : "") } ?? ""
    var lines = [(result.differs ? terminal.red(counts) : counts) + "   " + result.call.title + terminal.dim(place)]
    for (convention, reason) in result.reasonsLeft.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      // What is left whichever way is said once.
      if convention == .fastcall, result.reasonsLeft[.varargs] == reason { continue }
      let isBoth = result.conventions.isEmpty
      lines.append(
        terminal.dim(
          "\(String(repeating: " ", count: 53))\(isBoth ? "" : "METH_\(convention.rawValue.uppercased()): ")left to CPython: \(reason)"
        ))
    }
    return lines
  }

  private static func summary(_ run: VerifyReport.Run) -> String {
    let verified = run.results.count { $0.tried > 0 }
    return """
      \(count(verified, "call")) of \(run.results.count) compiled and compared, \(run.compared.grouped) times: \
      \(count(run.differences, "difference")), \(count(run.leaks, "leak"))
      """
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
