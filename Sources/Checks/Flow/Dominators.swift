import ClangFrontend

/// Which block has to be passed on every way to another one.
///
/// The algorithm is that of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
struct Dominators {
  /// For each block the last one before it that every way passes; nil for the first and for those that nothing reaches.
  private var above: [Int?]
  /// The blocks that lead to each, of those that are reached.
  private var predecessors: [[Int]]
  private let graph: FlowGraph

  init(_ graph: FlowGraph) {
    self.graph = graph
    above = [Int?](repeating: nil, count: graph.blocks.count)
    predecessors = [[Int]](repeating: [], count: graph.blocks.count)
    let order = Self.reversePostorder(of: graph)
    var place = [Int](repeating: 0, count: graph.blocks.count)
    for (index, block) in order.enumerated() {
      place[block] = index
      for next in graph.blocks[block].successors { predecessors[next].append(block) }
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      for block in order.dropFirst() {
        let known = predecessors[block].filter { above[$0] != nil || $0 == 0 }
        guard var common = known.first else { continue }
        for other in known.dropFirst() {
          var (left, right) = (common, other)
          while left != right {
            if place[left] > place[right] { left = above[left] ?? 0 } else { right = above[right] ?? 0 }
          }
          common = left
        }
        if above[block] != common {
          above[block] = common
          isChanged = true
        }
      }
    }
  }

  /// The blocks in an order in which, loops aside, each stands behind those that lead to it.
  private static func reversePostorder(of graph: FlowGraph) -> [Int] {
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: graph.blocks.count)
    isSeen[0] = true
    var open = [(block: 0, rest: graph.blocks[0].successors[...])]
    while let (block, rest) = open.last {
      guard let next = rest.first else {
        order.append(block)
        open.removeLast()
        continue
      }
      open[open.count - 1].rest = rest.dropFirst()
      guard !isSeen[next] else { continue }
      isSeen[next] = true
      open.append((next, graph.blocks[next].successors[...]))
    }
    return order.reversed()
  }

  /// The conditions that have been decided on every way to a block, with their outcomes.
  func decisions(before block: Int) -> [(condition: FlowGraph.Condition, outcome: Bool)] {
    var found: [(FlowGraph.Condition, Bool)] = []
    var next: Int? = block
    while let current = next {
      if predecessors[current].count == 1,
        case .branch(let condition, let yes, let no) = graph.blocks[predecessors[current][0]].end, yes != no
      {
        found.append((condition, yes == current))
      }
      next = above[current]
    }
    return found
  }
}
