import FormatSema
import FormatUnits

extension FormatGenerator {
  mutating func positionalCall() throws(TestedCall.Obstacle) -> TestedCall {
    let nodes = random.happens(1) ? deepGroup(atMost: 29) : parameters()
    let optional = random.happens(40) ? random.number(in: 0...nodes.count) : nil
    return try TestedCall(function: .parseTuple, nodes: nodes.marked(optional: optional, trailer: trailer()))
  }

  mutating func singleCall() throws(TestedCall.Obstacle) -> TestedCall {
    let flavor = flavor()
    let nodes = [parameter(depth: 0, flavor)]
    return try TestedCall(function: .parse, nodes: nodes.marked(trailer: trailer()))
  }

  mutating func keywordCall() throws(TestedCall.Obstacle) -> TestedCall {
    let nodes = random.happens(4) ? longList() : parameters()
    let positionalOnly = random.happens(30) ? random.number(in: 0...nodes.count) : 0
    let optional = random.happens(60) ? random.number(in: 0...nodes.count) : nil
    // `$` comes behind `|`, and behind the names that are positional only.
    let keywordOnly =
      random.happens(40) ? random.number(in: max(positionalOnly, optional ?? 0)...nodes.count) : nil
    let names =
      [[UInt8]](repeating: [], count: positionalOnly) + self.names(nodes.count - positionalOnly)
    return try TestedCall(
      function: .parseTupleAndKeywords,
      nodes: nodes.marked(optional: optional, keywordOnly: keywordOnly, trailer: trailer()), keywords: names)
  }

  // MARK: Parameters

  private mutating func parameters() -> [CallNode] {
    let count = random.happens(2) ? 0 : random.pick([1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8])
    let flavor = flavor()
    return (0..<count).map { _ in parameter(depth: 0, flavor) }
  }

  private mutating func parameter(depth: Int, _ flavor: FormatFlavor) -> CallNode {
    if depth < Self.usualDepth, random.happens(flavor == .owning ? 30 : 12) {
      let count = random.pick([0, 1, 1, 2, 2, 3, 5])
      return .group(.parentheses, (0..<count).map { _ in parameter(depth: depth + 1, flavor) })
    }
    return .unit(chosen(parseUnits.pick(&random, flavor)))
  }

  /// As many parameters as some functions have; most are small ones.
  private mutating func longList() -> [CallNode] {
    let small = parseUnits.lasting.filter { $0.arguments.count == 1 }
    return (0..<random.number(in: 9...32)).map { _ in
      .unit(chosen(random.pick(random.happens(80) ? small : parseUnits.common)))
    }
  }

  private mutating func deepGroup(atMost limit: Int) -> [CallNode] {
    (0..<random.number(in: 4...limit)).reduce([.unit(chosen(random.pick(parseUnits.lasting)))]) { nodes, _ in
      [.group(.parentheses, nodes)]
    }
  }

  /// The unit, with an encoding, a type and an owner of its memory.
  private mutating func chosen(_ unit: FormatUnit) -> ChosenUnit {
    ChosenUnit(
      unit.spelling,
      unit.arguments.map { argument in
        switch (argument.role, argument.type) {
        case (.input, .text): random.happens(50) ? nil : random.pick(StandardFormats.encodings)
        case (.input, .type): random.happens(50) ? nil : .type(random.pick(TestedType.allCases))
        case (.inout, .memory): random.happens(50) ? nil : .callersMemory
        default: nil
        }
      })
  }

  // MARK: Trailers, names

  /// The function's name, a message, or nothing.
  private mutating func trailer() -> String {
    random.happens(10) ? random.pick(StandardFormats.trailers) : random.pick(["", ":f", ":f", ";text"])
  }

  /// So many names of a keyword list, different ones but for a few lists.
  private mutating func names(_ count: Int) -> [[UInt8]] {
    let style = random.below(8)
    var names = (0..<count).map { index -> String in
      let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
      let round = index < 26 ? "" : String(index / 26)
      return switch style {
      // Each is the beginning of the next.
      case 0: String(repeating: "a", count: index + 1)
      // All are as long as each other, and differ at their end or at their beginning.
      case 1: "parameter_" + (index < 10 ? "0" : "") + String(index)
      case 2: letter + (round.isEmpty ? "0" : round) + "_of_a_longer_name_than_usual"
      // Not ASCII: all of one length in bytes, or in characters.
      case 3: index.isMultiple(of: 2) ? "é" + letter + round : letter + letter + letter + round
      case 4: index % 3 == 1 ? "日" + letter + round : index % 3 == 2 ? "😀" + letter + round : letter + round
      // No identifiers.
      case 5: letter + round + ["", " ", "\"", "\\", "?", "-"][index % 6]
      default: letter + round
      }
    }
    if count > 1, random.happens(25) { names = shuffled(names) }
    if count > 1, random.happens(3) { names[count - 1] = names[0] }
    return names.map { Array($0.utf8) }
  }

  private mutating func shuffled(_ names: [String]) -> [String] {
    var result = names
    for index in result.indices.dropFirst() { result.swapAt(index, random.below(index + 1)) }
    return result
  }
}
