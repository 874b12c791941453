import FormatUnits

/// What the harness is told about a tested call, as a member of a JSON array; the doc comment of worker.py says what the
/// members mean.
public struct CallRecord: Encodable, Sendable {
  let id: Int
  let call: TestedCall

  private enum Key: String, CodingKey {
    case id, api, format, names, tree, kinds, arguments, literals, minimum, positional
  }

  public func encode(to encoder: any Encoder) throws {
    var record = encoder.container(keyedBy: Key.self)
    try record.encode(id, forKey: .id)
    try record.encode(call.function.rawValue, forKey: .api)
    try record.encode(String(decoding: call.format, as: UTF8.self), forKey: .format)
    // Functions without a keyword list have null there.
    try record.encode(call.keywords?.map { String(decoding: $0, as: UTF8.self) }, forKey: .names)
    try record.encode(call.nodes.filter(\.isItem).map(TreeNode.init), forKey: .tree)
    try record.encode(call.arguments.map(\.kind.rawValue).joined(), forKey: .kinds)
    try record.encode(call.arguments.map(\.expression), forKey: .arguments)
    try record.encode(call.fixedTexts, forKey: .literals)
    try record.encode(call.minimum, forKey: .minimum)
    try record.encode(call.positional, forKey: .positional)
  }
}

extension TestedCall {
  /// The record of the call, which is number `id` of its batch.
  public func record(id: Int) -> CallRecord { CallRecord(id: id, call: self) }

  /// The texts to build from that are the same in every call.
  fileprivate var fixedTexts: [FixedText] {
    arguments.indices.compactMap { slot in
      let argument = arguments[slot]
      guard argument.kind == .text, argument.expression != "v[\(slot)].s" else { return nil }
      return FixedText(slot: slot, expression: argument.expression)
    }
  }
}

/// `[slot, C expression]`.
private struct FixedText: Encodable {
  let slot: Int
  let expression: String

  func encode(to encoder: any Encoder) throws {
    var pair = encoder.unkeyedContainer()
    try pair.encode(slot)
    try pair.encode(expression)
  }
}

/// `["u", unit]` or `[bracket, nodes]`.
private struct TreeNode: Encodable {
  let node: CallNode

  func encode(to encoder: any Encoder) throws {
    var pair = encoder.unkeyedContainer()
    switch node {
    case .unit(let chosen):
      try pair.encode("u")
      try pair.encode(chosen.unit + (chosen.usesCallersMemory ? "own" : ""))
    case .group(let bracket, let nodes):
      try pair.encode(bracket.rawValue)
      try pair.encode(nodes.filter(\.isItem).map(TreeNode.init))
    case .mark: break
    }
  }
}
