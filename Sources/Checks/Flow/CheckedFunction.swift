import ClangFrontend

/// A function with the ways through it.
struct CheckedFunction {
  let graph: FlowGraph
  let dominators: Dominators

  init(_ graph: FlowGraph) {
    self.graph = graph
    dominators = Dominators(graph)
  }
}
