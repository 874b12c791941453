import FormatSyntax
import FormatUnits

/// A format that both CPython and Argot judge.
struct SyntaxCase {
  /// What `oracle.py` must answer.
  enum Expectation {
    case aborts
    /// No call succeeds.
    case never
    /// Calls with all arguments fail, others succeed.
    case notWithAll
    /// Calls with all arguments fail.
    case failsWithAll
    /// Calls succeed with these numbers of arguments, and with the last alone by name or not.
    case succeeds(ClosedRange<Int>, lastAlone: Bool)

    func allows(_ answer: String) -> Bool {
      guard answer != "aborts" else { if case .aborts = self { return true } else { return false } }
      let words = answer.split(separator: " ").map(String.init)
      guard let count = words.last else { return false }
      let accepted = words.prefix { $0 != "of" }
      return switch self {
      case .aborts: false
      case .never: accepted.isEmpty
      case .notWithAll: !accepted.isEmpty && !accepted.contains(count)
      case .failsWithAll: !accepted.contains(count)
      case .succeeds(let counts, let lastAlone):
        accepted == counts.map { "\($0)" } + (lastAlone ? ["last"] : []) && count == "\(counts.upperBound)"
      }
    }
  }

  let family: String
  let format: [UInt8]
  private let errors: [SyntaxError]
  /// What CPython counts as arguments, and how many of them are required, according to the tree.
  private let count: Int
  private let required: Int
  private let units: [FormatUnit]

  init(_ result: ParseResult<ParseFormat>) {
    let nodes = result.tree.nodes
    let marker = nodes.firstIndex { $0.kind == .optionalMarker } ?? nodes.count
    family = result.tree.family.rawValue
    format = result.tree.bytes
    errors = result.errors
    count = nodes.count(where: Self.isArgument)
    required = nodes[..<marker].count(where: Self.isArgument)
    units = nodes.flatMap(Self.units)
  }

  init(_ result: ParseResult<BuildFormat>) {
    family = result.tree.family.rawValue
    format = result.tree.bytes
    errors = result.errors
    (count, required) = (1, 1)
    units = result.tree.nodes.flatMap(Self.units)
  }

  /// What Argot promises about the CPython with this `PY_VERSION_HEX`; nil where it promises nothing.
  func expectation(versionHex: Int) -> Expectation? {
    let effects = errors.map(\.effect)
    let version = PythonVersion(hex: versionHex)
    if effects.contains(where: { [.undefined, .misread, .unsupported].contains($0) }) { return nil }
    // Semantic analysis reports units that a version does not have.
    if !units.allSatisfy({ $0.exists(in: version) }) { return nil }
    if effects.contains(.aborts) { return .aborts }
    if effects.contains(.rejectsEveryCall) { return .never }
    if effects.contains(.rejectsWhenReached) { return .notWithAll }
    let isRejected = effects.contains { effect in
      if case .rejects(let releases) = effect { releases.contains(versionHex: versionHex) } else { false }
    }
    if isRejected { return .failsWithAll }
    let lastAlone = family == ParseFamily.keyword.rawValue && count > 0 && (required == 0 || count == 1)
    return .succeeds(required...count, lastAlone: lastAlone)
  }

  private static func isArgument(_ node: ParseNode) -> Bool {
    switch node.kind {
    case .unit, .group: true
    case .optionalMarker, .keywordOnlyMarker, .invalid: false
    }
  }

  private static func units(_ node: ParseNode) -> [FormatUnit] {
    switch node.kind {
    case .unit(let spelling): FormatUnit.parse(spelling).map { [$0] } ?? []
    case .group(let children): children.flatMap(units)
    case .optionalMarker, .keywordOnlyMarker, .invalid: []
    }
  }

  private static func units(_ node: BuildNode) -> [FormatUnit] {
    switch node.kind {
    case .unit(let spelling): FormatUnit.build(spelling).map { [$0] } ?? []
    case .container(_, let children): children.flatMap(units)
    case .separator, .invalid: []
    }
  }
}
