import ArgumentParser
import Benchmarking

/// The values of `--output-format` of `argot bench`.
enum BenchOutput: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, svg

  /// Whether the output tells of calls that were not measured, too.
  var tellsAll: Bool { self == .text || self == .json }

  func text(of report: BenchReport, terminal: Terminal) throws -> String {
    switch self {
    case .text: Self.table(report, terminal)
    case .json: try BenchJSON.text(report)
    case .csv: Self.csv(report)
    case .svg: BenchChart(report).text
    }
  }

  private static func table(_ report: BenchReport, _ terminal: Terminal) -> String {
    var lines = [
      terminal.bold("CPython \(report.interpreter.name)") + "  \(report.interpreter.path)",
      "Calls from C, by PyObject_Vectorcall, measured whole. kept: compiled, METH_VARARGS; fast: compiled, METH_FASTCALL.",
      "",
      ["time: CPython / kept", "CPython / fast"].map { $0.leftPadded(to: 21) }.joined()
        + ["instr.: CPython", "kept", "fast", "alloc.: CPython", "kept", "fast"].enumerated()
        .map { $1.leftPadded(to: [17, 8, 8, 17, 6, 6][$0]) }.joined(),
    ]
    for row in report.rows {
      let measured = row.measurement
      let (instructions, allocations) = (measured.instructions, measured.allocations)
      let cells =
        [ratio(measured.ratios[.kept]), ratio(measured.ratios[.fastcall])]
        + zip(Measurement.Column.allCases, [17, 8, 8]).map { number(instructions[$0]).leftPadded(to: $1) }
        + zip(Measurement.Column.allCases, [17, 6, 6]).map { number(allocations[$0]).leftPadded(to: $1) }
      // What a call gives is of interest where it raises.
      let raised = measured.outcome.contains("Error: ") ? terminal.dim("  raises " + measured.outcome) : ""
      lines.append(cells.joined() + "   " + row.call.call.title + raised)
    }
    if !report.notMeasured.isEmpty {
      lines += ["", "not measured:"] + report.notMeasured.map { "  \($0.title): \($0.reason)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The median and the middle half: `6.43 (6.30-6.51)`.
  private static func ratio(_ ratio: Measurement.Ratio?) -> String {
    guard let ratio else { return "-".leftPadded(to: 21) }
    return "\(ratio.median.fixed(2)) (\(ratio.low.fixed(2))-\(ratio.high.fixed(2)))".leftPadded(to: 21)
  }

  private static func number(_ value: Double?) -> String { value.map { $0.fixed(0) } ?? "-" }

  /// RFC 4180: a line for each call and column that was measured.
  private static func csv(_ report: BenchReport) -> String {
    var lines = ["python,call,column,ratio,low,high,instructions,allocations"]
    for row in report.rows {
      for column in Measurement.Column.allCases where row.measurement.allocations[column] != nil {
        let ratio = row.measurement.ratios[column]
        let cells = [
          report.interpreter.name, row.call.call.title, "\(column)", ratio?.median.fixed(4) ?? "",
          ratio?.low.fixed(4) ?? "", ratio?.high.fixed(4) ?? "",
          row.measurement.instructions[column]?.fixed(2) ?? "", row.measurement.allocations[column]?.fixed(2) ?? "",
        ]
        lines.append(cells.map(quoted).joined(separator: ","))
      }
    }
    return lines.map { $0 + "\r\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
