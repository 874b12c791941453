import FormatSema

extension TestedCall {
  /// The call with texts of its own for the keys of its dictionaries, as sources write them.
  ///
  /// - Throws: `Obstacle` as the initializers do.
  public func withLiteralKeys() throws(Obstacle) -> TestedCall {
    guard !isParse else { return self }
    var count = 0
    return try TestedCall(function: function, nodes: Self.withLiteralKeys(nodes, areItems: false, &count))
  }

  /// - Parameter areItems: whether every other value of the nodes is a key.
  private static func withLiteralKeys(_ nodes: [CallNode], areItems: Bool, _ count: inout Int) -> [CallNode] {
    var isKey = areItems
    return nodes.map { node in
      defer { if node.isItem { isKey = areItems && !isKey } }
      switch node {
      case .group(let bracket, let inner):
        return .group(bracket, withLiteralKeys(inner, areItems: bracket == .curly, &count))
      case .unit(let chosen) where isKey && ["s", "z", "U"].contains(chosen.unit):
        count += 1
        return .unit(ChosenUnit(chosen.unit, [.literal(Array("key\(count)".utf8))]))
      case .unit, .mark: return node
      }
    }
  }
}
