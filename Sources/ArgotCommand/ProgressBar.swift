import OperatingSystem

#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// A bar on the terminal behind standard error; nothing where that is no terminal.
final class ProgressBar: Sendable {
  private let title: String
  private let whole: Int
  private let done = Locked(0)
  private let isShown = isatty(2) == 1

  private static let width = 30

  /// - Parameter whole: what `advance` adds up to at the end, or more.
  init(_ title: String, of whole: Int) {
    self.title = title
    self.whole = whole
    draw(0)
  }

  func advance(by count: Int) {
    done.withLock { done in
      done += count
      draw(done)
    }
  }

  /// Clears the line.
  func remove() {
    if isShown { Files.writeAll(Array("\r\u{1B}[K".utf8), to: 2) }
  }

  private func draw(_ done: Int) {
    guard isShown else { return }
    let filled = min(Self.width, Self.width * done / max(1, whole))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    Files.writeAll(
      Array("\r\(title) [\(bar)] \(min(done, whole).grouped) of \(whole.grouped) calls\u{1B}[K".utf8), to: 2)
  }
}
