import CodeEmission
import OperatingSystem

/// Counts what the comparisons find, and prints it as it comes.
package final class Tally: Sendable {
  /// The counts of one interpreter in one mode.
  package struct Row: Sendable {
    package let interpreter: Interpreter
    package let mode: CompileMode
    package fileprivate(set) var formats = 0
    package fileprivate(set) var calls = 0
    package fileprivate(set) var differences = 0
    package fileprivate(set) var leaks = 0
  }

  /// How many calls of a mode were compiled, and why the others were not.
  package struct Share: Sendable {
    package fileprivate(set) var compiled = 0
    package fileprivate(set) var left: [String: Int] = [:]

    package var calls: Int { compiled + left.values.reduce(0, +) }
    package var part: Double { calls == 0 ? 1 : Double(compiled) / Double(calls) }
  }

  fileprivate struct State: Sendable {
    var rows: [Row] = []
    var shares: [CompileMode: Share] = [:]
    var counted: Set<String> = []
    var passed = 0
    var failed = 0
  }

  /// So many differences of a batch are printed.
  private static let shown = 3

  private let state = Locked(State())
  private let print: @Sendable (String) -> Void

  /// - Parameter print: prints a text that ends with a line; called by one thread at a time.
  package init(print: @escaping @Sendable (String) -> Void) {
    self.print = print
  }

  package var rows: [Row] { state.withLock(\.rows) }
  package var shares: [CompileMode: Share] { state.withLock(\.shares) }
  package var passed: Int { state.withLock(\.passed) }
  package var failed: Int { state.withLock(\.failed) }
  package var hasFailed: Bool { failed > 0 }

  /// Counts something that did not work.
  package func fail(_ text: String) {
    state.withLock { state in
      state.failed += 1
      print("FAILED: \(text)")
    }
  }

  /// Counts something that did work.
  package func pass(_ text: String) {
    state.withLock { state in
      state.passed += 1
      print(text)
    }
  }

  package func say(_ text: String) {
    state.withLock { _ in print(text) }
  }

  /// Counts what a batch gave.
  func add(_ report: Worker.Report, of batch: CallBatch, _ comparison: Comparison, batch number: Int) {
    let place = "CPython \(comparison.interpreter.name), \(comparison.mode)"
    state.withLock { state in
      state.count(batch.outcomes, comparison.mode, key: "\(comparison.mode) \(number)")
      let index = state.row(comparison.interpreter, comparison.mode)
      for difference in report.differences.prefix(Self.shown) {
        print(Self.text(difference, batch.calls[difference.id], comparison))
      }
      let formats = report.totals?.formats ?? 0
      let differing = Set(report.differences.map(\.id)).count
      let leaks = report.differences.count(where: \.isLeak)
      state.rows[index].formats += formats
      state.rows[index].calls += report.totals?.calls ?? 0
      state.rows[index].differences += report.differences.count - leaks
      state.rows[index].leaks += leaks
      state.passed += max(formats - differing, 0)
      state.failed += differing
      if let crash = report.crash {
        state.failed += 1
        print("FAILED: the worker of \(place) broke off: \(crash)")
      } else {
        let calls = report.totals?.calls ?? 0
        print("\(place), batch \(number): \(formats) formats, \(calls) calls, \(differing) formats differ")
      }
    }
  }

  private static func text(_ difference: Difference, _ call: TestedCall, _ comparison: Comparison) -> String {
    let names = call.keywords.map { " {\($0.map(CLiteral.string).joined(separator: ", "))}" } ?? ""
    return """
      DIFFERENCE in the \(difference.what)
        interpreter  \(comparison.interpreter.name): \(comparison.interpreter.text)
        mode         \(comparison.mode), seed \(comparison.seed)
        call         \(call.function.rawValue) \(CLiteral.string(call.format))\(names)
        arguments    \(call.arguments.map(\.expression).joined(separator: ", "))
        values       \(difference.values)
        CPython      \(difference.plain.shortened)
        compiled     \(difference.compiled.shortened)
      """
  }
}

extension Tally.State {
  fileprivate mutating func row(_ interpreter: Interpreter, _ mode: CompileMode) -> Int {
    if let index = rows.firstIndex(where: { $0.interpreter == interpreter && $0.mode == mode }) { return index }
    rows.append(Tally.Row(interpreter: interpreter, mode: mode))
    return rows.count - 1
  }

  /// Counts the calls of a batch the first time it comes: every interpreter gets it.
  fileprivate mutating func count(
    _ outcomes: [TranslationUnitEmitter.Outcome], _ mode: CompileMode, key: String
  ) {
    guard counted.insert(key).inserted else { return }
    for outcome in outcomes {
      switch outcome {
      case .compiled: shares[mode, default: Tally.Share()].compiled += 1
      case .left(let reason): shares[mode, default: Tally.Share()].left[reason, default: 0] += 1
      }
    }
  }
}

extension String {
  /// The text, or its beginning and end if it is long.
  var shortened: String {
    utf8.count <= 1500 ? self : "\(prefix(1000)) … \(suffix(400))"
  }
}
