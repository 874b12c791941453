import Benchmarking

/// The results of `argot bench` as a bar chart: how many times faster each call is than CPython's, on white and on black.
struct BenchChart {
  private let report: BenchReport

  init(_ report: BenchReport) {
    self.report = report
  }

  private static let (width, left, right) = (960.0, 340.0, 80.0)
  private static let (top, rowHeight, barHeight) = (84.0, 46.0, 15.0)

  /// The whole file.
  var text: String {
    let rows = report.rows
    let height = Self.top + Double(rows.count) * Self.rowHeight + 44
    let most = rows.flatMap { $0.measurement.ratios.values }.map { max($0.median, $0.high) }.max() ?? 1
    let step = Self.step(for: most)
    let end = (most / step).rounded(.up) * step
    let scale = (Self.width - Self.left - Self.right) / end
    var body = ""
    for tick in 0...Int((end / step).rounded()) {
      let value = Double(tick) * step
      let x = Self.left + value * scale
      body += line(x, Self.top - 8, x, height - 36, "grid")
      body += label(
        value == value.rounded() ? value.fixed(0) : value.fixed(1), x, height - 18, "tick", anchor: "middle")
    }
    for (index, row) in rows.enumerated() {
      let y = Self.top + Double(index) * Self.rowHeight
      body += label(Self.shortened(row.call.call.title), Self.left - 12, y + 20, "row", anchor: "end")
      for (place, column) in [Measurement.Column.fastcall, .kept].enumerated() {
        guard let ratio = row.measurement.ratios[column] else { continue }
        let top = y + Double(place) * (Self.barHeight + 2)
        body += bar(Self.left, top, ratio.median * scale, "\(column)")
        let middle = top + Self.barHeight / 2
        body += line(Self.left + ratio.low * scale, middle, Self.left + ratio.high * scale, middle, "spread")
        body += label(
          ratio.median.fixed(2), Self.left + max(ratio.median, ratio.high) * scale + 6, middle + 4.5, "value",
          anchor: "start")
      }
    }
    let one = Self.left + scale
    body += line(one, Self.top - 8, one, height - 36, "one")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.width.fixed(0))" height="\(height.fixed(0))" \
      viewBox="0 0 \(Self.width.fixed(0)) \(height.fixed(0))" role="img">
      <title>Time of CPython divided by that of compiled calls</title>
      <style>
      text { font-family: sans-serif; font-size: 13px; fill: #1f2328; }
      .title { font-size: 17px; font-weight: bold; } .tick, .value, .legend { font-size: 12px; }
      .row { font-family: monospace; font-size: 12px; }
      .grid { stroke: #d0d7de; } .one { stroke: #57606a; stroke-dasharray: 4 3; } .spread { stroke: #1f2328; stroke-width: 1.5; }
      .fastcall { fill: #2f7fd8; } .kept { fill: #e0a030; } .page { fill: #ffffff; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; } .grid { stroke: #30363d; } .one { stroke: #9da7b1; } .spread { stroke: #e6edf3; }
        .fastcall { fill: #4493f8; } .kept { fill: #d29922; } .page { fill: #0d1117; }
      }
      </style>
      <rect class="page" width="100%" height="100%"/>
      \(label("Times as fast as CPython \(report.interpreter.name), calls from C", 16, 28, "title", anchor: "start"))\
      \(bar(16, 42, 14, "fastcall"))\(label("compiled, METH_FASTCALL", 36, 54, "legend", anchor: "start"))\
      \(bar(216, 42, 14, "kept"))\(label("compiled, METH_VARARGS kept", 236, 54, "legend", anchor: "start"))\
      \(line(440, 49.5, 462, 49.5, "spread"))\(label("middle half of the rounds", 470, 54, "legend", anchor: "start"))\
      \(body)</svg>

      """
  }

  /// A round distance of ticks, of which there are to be at most ten.
  private static func step(for most: Double) -> Double {
    [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].first { most / $0 <= 10 } ?? 100
  }

  /// A title that fits in front of the bars.
  private static func shortened(_ title: String) -> String {
    let most = 44
    return title.count <= most ? title : title.prefix(most - 1) + "…"
  }

  private func bar(_ x: Double, _ y: Double, _ width: Double, _ style: String) -> String {
    """
    <rect class="\(style)" x="\(x.fixed(1))" y="\(y.fixed(1))" width="\(max(width, 0).fixed(1))" \
    height="\(Self.barHeight.fixed(0))"/>

    """
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
    """
    <line class="\(style)" x1="\(x1.fixed(1))" y1="\(y1.fixed(1))" x2="\(x2.fixed(1))" y2="\(y2.fixed(1))"/>

    """
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ style: String, anchor: String) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return """
      <text class="\(style)" x="\(x.fixed(1))" y="\(y.fixed(1))" text-anchor="\(anchor)">\(escaped)</text>

      """
  }
}
