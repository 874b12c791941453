import CodeEmission
import FormatUnits
import OperatingSystem

/// Counts what the comparisons find, and prints it as it comes.
package final class Tally: Sendable {
  /// The counts of one interpreter in one mode.
  package struct Row: Sendable {
    /// Where the calls were made.
    package let interpreter: Interpreter
    /// How they were compiled.
    package let mode: CompileMode
    /// How many formats were tried.
    package fileprivate(set) var formats = 0
    /// How many calls were compared with CPython's.
    package fileprivate(set) var calls = 0
    /// How many of them did something else.
    package fileprivate(set) var differences = 0
    /// How many of them left something behind that CPython's did not.
    package fileprivate(set) var leaks = 0
  }

  /// What calls are compiled for: which of them can be compiled depends on it.
  package struct Target: Hashable, Sendable {
    /// How they are compiled.
    package let mode: CompileMode
    /// The version of the headers.
    package let headers: PythonVersion
    /// Whether the calls are those that debug builds take.
    package let isDebug: Bool
  }

  /// How many calls were compiled for a target, and why the others were not.
  package struct Share: Sendable {
    /// How many were compiled.
    package fileprivate(set) var compiled = 0
    /// How many were left to CPython, by the reason.
    package fileprivate(set) var left: [String: Int] = [:]

    /// How many there were.
    package var calls: Int { compiled + left.values.reduce(0, +) }
    /// The part that was compiled, 1 for all.
    package var part: Double { calls == 0 ? 1 : Double(compiled) / Double(calls) }
  }

  /// A batch as it is compiled for a target.
  fileprivate struct Built: Hashable, Sendable {
    let target: Target
    let batch: Int
  }

  fileprivate struct State: Sendable {
    var rows: [Row] = []
    var shares: [Target: Share] = [:]
    var counted: Set<Built> = []
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

  /// The counts of each interpreter in each mode.
  package var rows: [Row] { state.withLock(\.rows) }
  /// Which part of the calls was compiled.
  package var shares: [Target: Share] { state.withLock(\.shares) }
  /// How many formats, and other things, were as they should be.
  package var passed: Int { state.withLock(\.passed) }
  /// How many were not.
  package var failed: Int { state.withLock(\.failed) }
  /// Whether something was not as it should be.
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

  /// Prints a text between the others.
  package func say(_ text: String) {
    state.withLock { _ in print(text) }
  }

  /// Counts what a batch gave.
  func add(_ report: Worker.Report, of batch: CallBatch, _ comparison: Comparison, batch number: Int) {
    let place = "CPython \(comparison.interpreter.name), \(comparison.mode)"
    state.withLock { state in
      let target = Target(
        mode: comparison.mode, headers: comparison.headers.minorVersion, isDebug: comparison.interpreter.debug)
      state.count(batch.outcomes, Tally.Built(target: target, batch: number))
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

  /// Counts the calls of a batch the first time it comes: other interpreters with such headers get the same.
  fileprivate mutating func count(_ outcomes: [TranslationUnitEmitter.Outcome], _ built: Tally.Built) {
    guard counted.insert(built).inserted else { return }
    for outcome in outcomes {
      switch outcome {
      case .compiled: shares[built.target, default: Tally.Share()].compiled += 1
      case .left(let reason): shares[built.target, default: Tally.Share()].left[reason, default: 0] += 1
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
