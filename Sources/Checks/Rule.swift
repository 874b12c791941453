import ClangFrontend
import FormatDiagnostics

/// A group of rules that is switched on and off together.
public enum RuleGroup: String, Hashable, Sendable, CaseIterable {
  /// On by default: certain mistakes.
  case certain = "default"
  /// Right where it was checked, wrong where integers or pointers have other widths.
  case portability
  /// Harmless, but not what readers of the code or of an error message expect.
  case style
  /// Uses for which a later CPython warns.
  case deprecated
  /// What keeps a call from being as fast as it could be.
  case performance
  /// What depends on the way of the program through a function.
  case flow
}

/// What is known about a rule without running it.
public struct RuleInfo: Hashable, Sendable {
  /// Stable identifier in kebab case; never reused for another meaning.
  public let id: String
  public let group: RuleGroup
  public let severity: Severity
  /// The rule in one line.
  public let summary: String

  public init(_ id: String, _ group: RuleGroup = .certain, _ severity: Severity = .error, summary: String) {
    self.id = id
    self.group = group
    self.severity = severity
    self.summary = summary
  }
}

/// A rule. The doc comment of each type is its manual: `argot explain RULE-ID` prints it.
public protocol Rule: Sendable {
  var info: RuleInfo { get }
}

/// A rule about one call.
public protocol CallRule: Rule {
  func findings(in call: CheckedCall) -> [Finding]
}

/// A rule about a translation unit as a whole.
public protocol UnitRule: Rule {
  func findings(in unit: CheckedUnit) -> [Finding]
}

extension Rule {
  /// A finding of this rule.
  func finding(
    _ message: String, at span: SourceSpan, in call: CheckedCall, severity: Severity? = nil, notes: [Label] = [],
    fixes: [Fix] = []
  ) -> Finding {
    let uses = call.labels(ofUse: span).filter { use in !notes.contains { $0.span?.start == use.span?.start } }
    return Finding(
      rule: info.id, severity: severity ?? info.severity, message: message, span: span,
      statementLine: call.inspected.callee.start.line, notes: notes + uses, fixes: fixes)
  }

  /// A finding of this rule outside of calls.
  func finding(_ message: String, at span: SourceSpan, notes: [Label] = [], fixes: [Fix] = []) -> Finding {
    Finding(
      rule: info.id, severity: info.severity, message: message, span: span, statementLine: span.start.line,
      notes: notes, fixes: fixes)
  }
}
