import FormatSema

/// A call that differs, or may differ, with the values that show it.
struct Finding: Hashable, Sendable {
  let call: TestedCall
  let `case`: TestedCase

  /// How much there is to read.
  var size: Int {
    call.format.count + (call.keywords ?? []).reduce(0) { $0 + $1.count } + 4 * call.arguments.count
      + `case`.size
  }

  /// All findings with one thing less in the format: an item with its value, a pair of brackets, a marker, the trailer, a
  /// letter of a keyword. Those that are no proper calls are left out.
  var reductions: [Finding] {
    let found = call.isParse ? parseReductions() : buildReductions()
    return found.filter { $0 != self }
  }

  // MARK: Parse language

  private func parseReductions() -> [Finding] {
    let nodes = call.nodes.pinned(call.arguments)
    let values = `case`.parts?.args
    let isSingle = call.function == .parse
    var found: [Finding] = []
    // The object of PyArg_Parse is the value of the only item.
    let itemValues = isSingle ? values.map { [$0] } : values?.items
    for reduced in Self.reduced(nodes, itemValues) {
      let args = reduced.values.flatMap { items in isSingle ? items.first : values?.with(items) }
      var keywords = call.keywords
      if let parameter = reduced.dropped { keywords?.remove(at: parameter) }
      found += findings(reduced.nodes, keywords: keywords, args: args, kwargs: `case`.parts?.kwargs)
      guard reduced.dropped != nil, let kwargs = `case`.parts?.kwargs, let pairs = kwargs.items else { continue }
      // Which of the keyword arguments is the dropped one's, if any, is tried.
      for place in pairs.indices {
        var rest = pairs
        rest.remove(at: place)
        found += findings(reduced.nodes, keywords: keywords, args: args, kwargs: kwargs.with(rest))
      }
    }
    found += shorterKeywords(nodes)
    if call.function == .parseTupleAndKeywords, `case`.kwargs == nil {
      found += findings(nodes, function: .parseTuple, keywords: nil, args: values, kwargs: nil)
    }
    return found
  }

  /// The keyword list with one name of a single letter.
  private func shorterKeywords(_ nodes: [CallNode]) -> [Finding] {
    guard let keywords = call.keywords else { return [] }
    return keywords.indices.flatMap { index -> [Finding] in
      let name = Array("abcdefghijklmnopqrstuvwxyz".utf8)[index % 26]
      guard keywords[index].count > 1, !keywords.contains([name]) else { return [] }
      var shorter = keywords
      shorter[index] = [name]
      let old = "'\(String(decoding: keywords[index], as: UTF8.self))'"
      let new = "'\(String(decoding: [name], as: UTF8.self))'"
      let parts = `case`.parts
      return findings(
        nodes, keywords: shorter, args: parts?.args, kwargs: parts?.kwargs.map { $0.renaming(old, new) })
    }
  }

  private func findings(
    _ nodes: [CallNode], function: APIFunction? = nil, keywords: [[UInt8]]?, args: Expression?, kwargs: Expression?
  ) -> [Finding] {
    guard
      let smaller = try? TestedCall(function: function ?? call.function, nodes: nodes, keywords: keywords)
    else { return [] }
    guard let args else { return [] }
    return [Finding(call: smaller, case: TestedCase(TestedCase.Parts(args: args, kwargs: kwargs)))]
  }

  // MARK: Build language

  private func buildReductions() -> [Finding] {
    let nodes = call.nodes.pinned(call.arguments)
    var found: [Finding] = []
    let values = `case`.values.map { $0.map(Expression.text) }
    for reduced in Self.reducedFlat(nodes, values) {
      guard let smaller = try? TestedCall(function: call.function, nodes: reduced.nodes) else { continue }
      guard let texts = reduced.values?.map(\.text) else { continue }
      var made = `case`
      made.values = texts
      found.append(Finding(call: smaller, case: made))
    }
    return found
  }
}

// MARK: - Nodes and their values

extension Finding {
  fileprivate typealias Reduced = (nodes: [CallNode], values: [Expression]?, dropped: Int?)

  /// Parse nodes with one thing less, beside the values of their items: `values` are as many as were passed, and `dropped`
  /// is the item at this level that is gone.
  fileprivate static func reduced(_ nodes: [CallNode], _ values: [Expression]?) -> [Reduced] {
    var found: [Reduced] = []
    var item = 0
    for (index, node) in nodes.enumerated() {
      func replaced(by nodes2: [CallNode]) -> [CallNode] {
        Array(nodes[..<index]) + nodes2 + Array(nodes[(index + 1)...])
      }
      func replaced(item place: Int, by expressions: [Expression]) -> [Expression]? {
        guard let values, place < values.count else { return values }
        return Array(values[..<place]) + expressions + Array(values[(place + 1)...])
      }
      switch node {
      case .mark:
        found.append((replaced(by: []), values, nil))
        continue
      case .unit:
        found.append((replaced(by: []), replaced(item: item, by: []), item))
      case .group(let bracket, let inner):
        let value = values.flatMap { item < $0.count ? $0[item] : nil }
        found.append((replaced(by: []), replaced(item: item, by: []), item))
        if let items = value?.items {
          // Only one item takes the group's place, so that keywords still fit.
          for (place, only) in inner.filter(\.isItem).enumerated() where place < items.count {
            found.append((replaced(by: [only]), replaced(item: item, by: [items[place]]), nil))
          }
        }
        for smaller in reduced(inner, value?.items) {
          let group = CallNode.group(bracket, smaller.nodes)
          let other = smaller.values.flatMap { items in value.map { [$0.with(items)] } }
          if value == nil || value?.items == nil {
            // The value is no container: it stays.
            found.append((replaced(by: [group]), values, nil))
          } else if let other {
            found.append((replaced(by: [group]), replaced(item: item, by: other), nil))
          }
        }
      }
      item += 1
    }
    return found
  }

  /// Build nodes with one thing less, beside the values of all their C arguments.
  fileprivate static func reducedFlat(_ nodes: [CallNode], _ values: [Expression]?) -> [Reduced] {
    var found: [Reduced] = []
    var start = 0
    for (index, node) in nodes.enumerated() {
      let end = start + node.units.reduce(0) { $0 + $1.choices.count }
      let front = values.map { Array($0[..<start]) }
      let own = values.map { Array($0[start..<end]) }
      let rest = values.map { Array($0[end...]) }
      func add(_ other: [CallNode], _ expressions: [Expression]?) {
        let all = front.flatMap { front in expressions.flatMap { own in rest.map { front + own + $0 } } }
        found.append((Array(nodes[..<index]) + other + Array(nodes[(index + 1)...]), all, nil))
      }
      add([], [])
      if case .group(let bracket, let inner) = node {
        add(inner, own)
        for smaller in reducedFlat(inner, own) + (bracket == .curly ? withoutPairs(inner, own) : []) {
          add([.group(bracket, smaller.nodes)], smaller.values)
        }
      }
      start = end
    }
    return found
  }

  /// The content of a dict with one pair less.
  private static func withoutPairs(_ nodes: [CallNode], _ values: [Expression]?) -> [Reduced] {
    let places = nodes.indices.filter { nodes[$0].isItem }
    return stride(from: 0, to: places.count - 1, by: 2).map { pair in
      let widths = nodes.map { $0.units.reduce(0) { $0 + $1.choices.count } }
      let gone = [places[pair], places[pair + 1]]
      let start = widths[..<gone[0]].reduce(0, +)
      let end = widths[...gone[1]].reduce(0, +)
      return (
        nodes.indices.filter { !gone.contains($0) }.map { nodes[$0] },
        values.map { Array($0[..<start]) + Array($0[end...]) }, nil
      )
    }
  }
}

extension [CallNode] {
  /// The nodes with the types behind `O!` as they are in the call: the usual ones go by the place, which changes.
  fileprivate func pinned(_ arguments: [TestedArgument]) -> [CallNode] {
    var rest = arguments[...]
    return map { $0.pinned(&rest) }
  }
}

extension CallNode {
  fileprivate func pinned(_ arguments: inout ArraySlice<TestedArgument>) -> CallNode {
    switch self {
    case .mark: return self
    case .group(let bracket, let nodes): return .group(bracket, nodes.map { $0.pinned(&arguments) })
    case .unit(var chosen):
      for index in chosen.choices.indices {
        guard let argument = arguments.popFirst() else { preconditionFailure("a unit without its C arguments") }
        if let type = TestedType(rawValue: argument.expression) { chosen.choices[index] = .type(type) }
      }
      return .unit(chosen)
    }
  }
}

extension Expression {
  /// The expression with one text in the place of another.
  fileprivate func renaming(_ old: String, _ new: String) -> Expression {
    switch self {
    case .text(let text): text == old ? .text(new) : self
    case .container(let before, let items, let after):
      .container(before: before, items: items.map { $0.renaming(old, new) }, after: after)
    }
  }
}
