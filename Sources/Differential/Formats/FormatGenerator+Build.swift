import FormatSema
import FormatUnits

extension FormatGenerator {
  mutating func buildCall(_ function: APIFunction) throws(TestedCall.Obstacle) -> TestedCall {
    let flavor = flavor()
    // The functions that call look at a single item closely.
    let counts = function == .buildValue ? [1, 1, 1, 2, 2, 3, 4, 6] : [1, 1, 1, 2, 3]
    let count = random.happens(2) ? 0 : random.pick(counts)
    let isDeep = function == .buildValue && random.happens(1)
    var nodes = isDeep ? deepContainer() : items(count, depth: 0, flavor)
    if function != .buildValue, count == 1, random.happens(40) {
      nodes = [.group(.parentheses, items(random.below(4), depth: 1, flavor))]
    }
    if random.happens(30) { nodes = separated(nodes) }
    return try TestedCall(function: function, nodes: nodes)
  }

  // MARK: Items

  private mutating func items(_ count: Int, depth: Int, _ flavor: FormatFlavor) -> [CallNode] {
    (0..<count).map { _ in item(depth: depth, flavor) }
  }

  private mutating func item(depth: Int, _ flavor: FormatFlavor) -> CallNode {
    guard depth < Self.usualDepth, random.happens(22) else { return unit(flavor) }
    let count = random.pick([0, 1, 2, 2, 3])
    switch random.below(3) {
    case 0: return .group(.parentheses, items(count, depth: depth + 1, flavor))
    case 1: return .group(.square, items(count, depth: depth + 1, flavor))
    default: return dict(count, depth: depth + 1, flavor)
    }
  }

  /// A dict of so many pairs. Most keys are texts, and most of these are literals.
  private mutating func dict(_ count: Int, depth: Int, _ flavor: FormatFlavor) -> CallNode {
    var nodes: [CallNode] = []
    var last: ArgumentChoice?
    for _ in 0..<count {
      if random.happens(75) {
        // Now and then the same key twice.
        let isRepeated = last != nil && random.happens(15)
        let text = isRepeated ? last : random.happens(75) ? random.pick(Self.keys) : nil
        nodes.append(.build(random.pick(["s", "s", "s", "z", "U", "s#", "y"]), text: text))
        last = text
      } else {
        nodes.append(item(depth: depth, flavor))
      }
      nodes.append(item(depth: depth, flavor))
    }
    return .group(.curly, nodes)
  }

  /// Keys that are literals: mostly ASCII; also not ASCII, empty, null, no UTF-8, and with a NUL in them.
  private static let keys: [ArgumentChoice] =
    ["a", "b", "key", "name", "value", "x", "longer_than_eight", "", "café", "日本", "b\0c", "with space", "\"\\?"].map {
      .literal(Array($0.utf8))
    } + [.null, .literal([0xC3, 0x28]), .literal([0x61, 0xFF])]

  private mutating func unit(_ flavor: FormatFlavor) -> CallNode {
    let unit = buildUnits.pick(&random, flavor).spelling
    return .build(unit, text: random.happens(4) ? random.pick(Self.keys) : nil)
  }

  private mutating func deepContainer() -> [CallNode] {
    (0..<random.number(in: 4...40)).reduce([unit(.usual)]) { nodes, _ in
      switch random.below(3) {
      case 0: [.group(.parentheses, nodes)]
      case 1: [.group(.square, nodes)]
      default: [.group(.curly, [.build("s", text: random.pick(Self.keys))] + nodes)]
      }
    }
  }

  // MARK: Separators

  /// The same items with separators in front of some of them; rarely behind the last one, where older versions reject
  /// most.
  private mutating func separated(_ nodes: [CallNode]) -> [CallNode] {
    var result: [CallNode] = []
    for node in nodes {
      if random.happens(40) { result.append(separator()) }
      if case .group(let bracket, let inner) = node {
        result.append(.group(bracket, separated(inner)))
      } else {
        result.append(node)
      }
    }
    if random.happens(6) { result.append(separator()) }
    return result
  }

  private mutating func separator() -> CallNode { .mark(random.pick([",", ",", ", ", " ", ":", "\t", " : "])) }
}
