import Checks

#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// What standard output can show.
struct Terminal: Sendable {
  /// Columns to use: those of the terminal, at most 100.
  let width: Int
  private let isColored: Bool

  init() {
    let isTerminal = isatty(1) == 1
    var size = winsize()
    let columns = isTerminal && ioctl(1, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
    width = columns > 0 ? max(40, min(100, columns)) : 100
    // no-color.org: any value but the empty one switches colours off.
    let refuses = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    isColored = isTerminal && !refuses && !isDumb
  }

  /// The same styles for findings.
  var style: TextRenderer.Style {
    TextRenderer.Style(
      bold: { bold($0) }, error: { red($0) }, warning: { magenta($0) }, caret: { green($0) })
  }

  func bold(_ text: String) -> String { styled(text, "1") }
  func dim(_ text: String) -> String { styled(text, "2") }
  func red(_ text: String) -> String { styled(text, "1;31") }
  func green(_ text: String) -> String { styled(text, "1;32") }
  func magenta(_ text: String) -> String { styled(text, "1;35") }

  private func styled(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
