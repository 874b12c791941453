import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// Reads the nodes of a tested call, and its C arguments with them, from a syntax tree without errors.
struct FormatReader {
  let format: [UInt8]
  let choices: [Int: ArgumentChoice]
  private(set) var arguments: [TestedArgument] = []

  init(format: [UInt8], choices: [Int: ArgumentChoice]) {
    self.format = format
    self.choices = choices
  }

  mutating func nodes(_ tree: ParseFormat) throws(TestedCall.Obstacle) -> [CallNode] {
    let nodes = try nodes(tree.nodes)
    return nodes + (tree.trailer.map { [mark($0.range)] } ?? [])
  }

  mutating func nodes(_ tree: BuildFormat) throws(TestedCall.Obstacle) -> [CallNode] {
    try nodes(tree.nodes)
  }

  private mutating func nodes(_ nodes: [ParseNode]) throws(TestedCall.Obstacle) -> [CallNode] {
    var result: [CallNode] = []
    for node in nodes {
      switch node.kind {
      case .unit(let spelling): result.append(.unit(try unit(.parse(spelling), spelling)))
      case .group(let items): result.append(.group(.parentheses, try self.nodes(items)))
      case .optionalMarker, .keywordOnlyMarker, .invalid: result.append(mark(node.range))
      }
    }
    return result
  }

  private mutating func nodes(_ nodes: [BuildNode]) throws(TestedCall.Obstacle) -> [CallNode] {
    var result: [CallNode] = []
    for node in nodes {
      switch node.kind {
      case .unit(let spelling): result.append(.unit(try unit(.build(spelling), spelling)))
      case .container(let container, let items):
        let bracket: CallBracket =
          switch container {
          case .tuple: .parentheses
          case .list: .square
          case .dict: .curly
          }
        result.append(.group(bracket, try self.nodes(items)))
      case .separator, .invalid: result.append(mark(node.range))
      }
    }
    return result
  }

  private func mark(_ range: ByteRange) -> CallNode { .mark(Array(format[range.start..<range.end])) }

  private mutating func unit(_ unit: FormatUnit?, _ spelling: String) throws(TestedCall.Obstacle) -> ChosenUnit {
    guard let unit else { throw .malformed("'\(spelling)' is no unit") }
    var chosen: [ArgumentChoice?] = []
    for argument in unit.arguments {
      let choice = choices[arguments.count]
      // The length behind a literal is the literal's, so that nothing beyond it is read.
      let length: Int? = if case .literal(let bytes)?? = chosen.last { bytes.count } else { nil }
      arguments.append(
        try TestedArgument(argument, of: unit, slot: arguments.count, choice: choice, length: length))
      chosen.append(choice)
    }
    return ChosenUnit(spelling, chosen)
  }
}
