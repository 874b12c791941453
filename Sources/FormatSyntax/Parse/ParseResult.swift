/// What parsing a format gives: always a tree, and what there is to say about it.
public struct ParseResult<Tree: Hashable & Sendable>: Hashable, Sendable {
  public let tree: Tree
  /// In the order of their ranges.
  public let errors: [SyntaxError]

  public init(tree: Tree, errors: [SyntaxError]) {
    self.tree = tree
    self.errors = errors.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  }

  /// Whether nothing of severity `error` was found: CPython takes the format as the tree says, except in the versions
  /// that a finding's effect names. `.invalid` nodes are then bytes without a meaning.
  public var isAccepted: Bool { errors.allSatisfy { $0.severity == .warning } }
}
