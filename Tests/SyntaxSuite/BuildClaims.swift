import Differential
import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// What Argot says about a format of the build language.
struct BuildClaims: Claims {
  let tree: BuildFormat
  let errors: [SyntaxError]

  init(_ result: ParseResult<BuildFormat>) {
    tree = result.tree
    errors = result.errors
  }

  var argumentCount: Int { 0 }

  func expectations(_ version: Interpreter) -> [Expectation] {
    var failing = errors.filter { error in
      switch error.effect {
      case .rejectsEveryCall: true
      case .rejects(let releases): releases.contains(versionHex: version.hexversion)
      case .aborts, .rejectsWhenReached, .rejectsWhenGiven, .undefined, .misread, .unsupported, .accepts: false
      }
    }
    for (unit, range) in tree.nodes.flatMap(Self.units) where !unit.exists(in: version.minorVersion) {
      failing.append(SyntaxError(.unknownUnit(tree.bytes[range.start], .build), range, .rejectsEveryCall))
    }
    failing.sort { $0.range.start < $1.range.start }
    let hasUnhashable = tree.nodes.contains(where: Self.hasUnhashableKey)
    if failing.isEmpty { return [hasUnhashable ? .unhashable : .success(shape: shape)] }
    let complaints = failing.flatMap { error in error.kind.buildComplaints.map { ($0, error.kind.id) } }
    return [
      .rejection(
        Rejection(
          errors: failing, complaints: complaints, isText: { $0 == $1.rawValue }, mayBeUnhashable: hasUnhashable))
    ]
  }

  private static func hasUnhashableKey(_ node: BuildNode) -> Bool {
    guard case .container(let container, let children) = node.kind else { return false }
    let keys = items(children).enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    return container == .dict && keys.contains(where: isUnhashable) || children.contains(where: hasUnhashableKey)
  }

  /// Lists and dicts are, and tuples of such.
  private static func isUnhashable(_ node: BuildNode) -> Bool {
    guard case .container(let container, let children) = node.kind else { return false }
    return container != .tuple || children.contains(where: isUnhashable)
  }

  private static func units(_ node: BuildNode) -> [(unit: FormatUnit, range: ByteRange)] {
    switch node.kind {
    case .unit(let spelling): FormatUnit.build(spelling).map { [($0, node.range)] } ?? []
    case .container(_, let children): children.flatMap(units)
    case .separator, .invalid: []
    }
  }

  /// The shape of what is built, as the oracle describes it.
  private var shape: String {
    let items = Self.items(tree.nodes)
    switch tree.family {
    case .value:
      return items.isEmpty ? "0" : items.count == 1 ? Self.shape(items[0]) : "(\(items.map(Self.shape).joined()))"
    case .call:
      if items.count == 1, case .container(.tuple, let children) = items[0].kind {
        return "(\(Self.items(children).map(Self.shape).joined()))"
      }
      return "(\(items.map(Self.shape).joined()))"
    }
  }

  private static func items(_ nodes: [BuildNode]) -> [BuildNode] {
    nodes.filter { $0.kind != .separator && $0.kind != .invalid }
  }

  private static func shape(_ node: BuildNode) -> String {
    switch node.kind {
    // The oracle gives None for objects, and its converter makes None.
    case .unit(let spelling): "OSN".contains(spelling.first!) ? "0" : "."
    case .container(.tuple, let children): "(\(items(children).map(shape).joined()))"
    case .container(.list, let children): "[\(items(children).map(shape).joined())]"
    case .container(.dict, _): "{}"
    case .separator, .invalid: ""
    }
  }
}
