import Checks
import OperatingSystem

/// Reads files and runs the rules on them.
struct CheckRun: Sendable {
  /// What a run has to show.
  struct Result: Sendable {
    var report: CheckReport
    /// The files that were read, headers too.
    let dependencies: [String]
    /// The text of the files with findings.
    let sources: [String: [UInt8]]
  }

  let reader: SourceReader
  let checker: Checker

  func result(on inputs: [SourceInput], atATime count: Int) -> Result {
    let parts = Locked<[Result]>([])
    Threads.forEach(inputs, atATime: count) { input in
      let part = part(of: input)
      parts.withLock { $0.append(part) }
    }
    let all = parts.withLock { $0 }
    return Result(
      report: CheckReport(merging: all.map(\.report)), dependencies: Set(all.flatMap(\.dependencies)).sorted(),
      sources: all.reduce(into: [:]) { $0.merge($1.sources) { first, _ in first } })
  }

  private func part(of input: SourceInput) -> Result {
    let file = reader.names.name(of: input.file)
    do {
      let selection = checker.selection
      let inspection = try reader.inspection(
        of: input, hasFlow: selection.needsFlow, hasAnalysis: selection.needsAnalysis)
      let result = checker.result(for: inspection)
      let changeable = Set(result.findings.flatMap(\.fixes).flatMap(\.edits).map(\.file))
      let name: (String) -> String = { reader.names.name(of: $0, in: input.folder) }
      let report = CheckReport(
        result, unit: CheckReport.Unit(file: file, calls: inspection.calls.count), sources: inspection.sources)
      let sources = inspection.sources.filter { changeable.contains($0.key) }.map { (name($0.key), $0.value) }
      return Result(
        report: report.renamed(name),
        dependencies: inspection.dependencies.map { FileNames.asWritten($0, in: input.folder) },
        sources: Dictionary(sources) { first, _ in first })
    } catch {
      let missing = CheckReport.NotAnalysed(file: file, reason: reader.reason(error, for: input))
      let report = CheckReport(findings: [], notAnalysed: [missing], units: [], lines: [:])
      return Result(report: report, dependencies: [file], sources: [:])
    }
  }
}
