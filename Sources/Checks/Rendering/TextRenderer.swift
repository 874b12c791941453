import ClangFrontend
import FormatDiagnostics

/// Findings as compilers print them.
public struct TextRenderer: Sendable {
  /// Styles a text for a terminal.
  public struct Style: Sendable {
    let bold: @Sendable (String) -> String
    let error: @Sendable (String) -> String
    let warning: @Sendable (String) -> String
    let caret: @Sendable (String) -> String

    public init(
      bold: @escaping @Sendable (String) -> String, error: @escaping @Sendable (String) -> String,
      warning: @escaping @Sendable (String) -> String, caret: @escaping @Sendable (String) -> String
    ) {
      self.bold = bold
      self.error = error
      self.warning = warning
      self.caret = caret
    }

    /// Text as it is.
    public static let plain = Style(bold: { $0 }, error: { $0 }, warning: { $0 }, caret: { $0 })
  }

  let style: Style
  /// Whether source lines, notes and fixes are shown.
  let isFull: Bool

  public init(style: Style = .plain, isFull: Bool) {
    self.style = style
    self.isFull = isFull
  }

  public func text(_ report: CheckReport) -> String {
    report.findings.map { text($0, report) }.joined()
  }

  private func text(_ finding: Finding, _ report: CheckReport) -> String {
    let severity = finding.severity == .error ? style.error("error:") : style.warning("warning:")
    var text = "\(style.bold(place(finding.span.start) + ":")) \(severity) "
    text += "\(style.bold(finding.message)) [\(finding.rule)]\n"
    guard isFull else { return text }
    // An argument in the same line is underlined there; others are shown on their own.
    let start = finding.span.start
    let (here, elsewhere) = finding.notes.divided { note in
      note.span.map { $0.length > 0 && $0.start.file == start.file && $0.start.line == start.line } == true
    }
    text += excerpt(finding.span, also: here.compactMap(\.span), report)
    for note in here + elsewhere {
      guard let span = note.span, !here.contains(note) else {
        text += here.contains(note) ? "" : "note: \(note.message)\n"
        continue
      }
      text += "\(style.bold(place(span.start) + ":")) note: \(note.message)\n"
      text += excerpt(span, also: [], report)
    }
    for fix in finding.fixes { text += "fix: \(fix.message)\n" }
    return text
  }

  private func place(_ position: SourcePosition) -> String { "\(position.file):\(position.line):\(position.column)" }

  /// The line in which a span starts, with a caret under it and tildes under others.
  private func excerpt(_ span: SourceSpan, also others: [SourceSpan], _ report: CheckReport) -> String {
    guard let text = report.lines[span.start.file]?[span.start.line] else { return "" }
    let line = Array(text.utf8)
    var marks = [Character](repeating: " ", count: line.count + 1)
    func mark(_ span: SourceSpan, _ first: Character, _ other: Character) {
      let start = span.start.column - 1
      for column in start..<max(start + span.length, start + 1) where column < marks.count {
        marks[column] = column == start ? first : other
      }
    }
    for other in others { mark(other, "~", "~") }
    mark(span, "^", "~")
    while marks.last == " " { marks.removeLast() }
    let number = String(span.start.line)
    let margin = String(repeating: " ", count: max(5 - number.count, 0)) + number
    let blank = String(repeating: " ", count: margin.count)
    let shown = Self.columns(line, marks)
    return "\(margin) | \(shown.text)\n\(blank) | \(style.caret(shown.marks))\n"
  }

  /// The line and its marks with one column for each character; tabs become a space.
  private static func columns(_ line: [UInt8], _ marks: [Character]) -> (text: String, marks: String) {
    var text = ""
    var shown = ""
    var offset = 0
    for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
      text += scalar == "\t" ? " " : String(scalar)
      if offset < marks.count { shown.append(marks[offset]) }
      offset += String(scalar).utf8.count
    }
    if offset < marks.count { shown += String(marks[offset...]) }
    return (text, shown)
  }
}

extension Array {
  fileprivate func divided(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
