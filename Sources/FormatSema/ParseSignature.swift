import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// One C argument of a call, and the unit that takes it.
public struct Slot: Hashable, Sendable {
  public let argument: CArgument
  /// Spelling of the unit.
  public let unit: String
  /// Range of the unit in the format.
  public let range: ByteRange

  public init(argument: CArgument, unit: String, range: ByteRange) {
    self.argument = argument
    self.unit = unit
    self.range = range
  }
}

/// One Python argument, or one item of a nested tuple.
public struct ParseParameter: Sendable {
  public indirect enum Kind: Sendable {
    case unit(FormatUnit)
    case group([ParseParameter])
  }

  public let kind: Kind
  /// Where the unit or group stands in the format.
  public let range: ByteRange
  /// Which of the signature's slots belong to it.
  public let slots: Range<Int>

  /// The units in it, from left to right.
  public var units: [FormatUnit] {
    switch kind {
    case .unit(let unit): [unit]
    case .group(let items): items.flatMap(\.units)
    }
  }
}

/// What a parse format means: Python parameters on one side, C arguments on the other.
public struct ParseSignature: Sendable {
  /// The tree the signature was made of.
  public let format: ParseFormat
  /// The Python parameters, in order.
  public let parameters: [ParseParameter]
  /// The C arguments behind the format, in order.
  public let slots: [Slot]
  /// How many leading parameters must be given.
  public let minimum: Int
  /// How many parameters can be given by position.
  public let positionalMaximum: Int

  /// The signature of a format without syntax errors.
  public init(_ format: ParseFormat) {
    var builder = ParseSignatureBuilder()
    let parameters = builder.parameters(format.nodes)
    self.format = format
    self.parameters = parameters
    slots = builder.slots
    minimum = builder.optionalMarker ?? parameters.count
    positionalMaximum = builder.keywordOnlyMarker ?? parameters.count
  }

  /// The function name of the trailer, nil where there is none.
  public var functionName: [UInt8]? {
    guard let trailer = format.trailer, trailer.kind == .functionName else { return nil }
    return Array(format.bytes[trailer.text.start..<trailer.text.end])
  }
}

private struct ParseSignatureBuilder {
  var slots: [Slot] = []
  var optionalMarker: Int?
  var keywordOnlyMarker: Int?

  mutating func parameters(_ nodes: [ParseNode]) -> [ParseParameter] {
    var result: [ParseParameter] = []
    for node in nodes {
      let firstSlot = slots.count
      switch node.kind {
      case .unit(let spelling):
        // A tree without errors holds units of the catalogue only.
        guard let unit = FormatUnit.parse(spelling) else { continue }
        slots += unit.arguments.map { Slot(argument: $0, unit: spelling, range: node.range) }
        result.append(ParseParameter(kind: .unit(unit), range: node.range, slots: firstSlot..<slots.count))
      case .group(let items):
        let inner = parameters(items)
        result.append(ParseParameter(kind: .group(inner), range: node.range, slots: firstSlot..<slots.count))
      case .optionalMarker: optionalMarker = result.count
      case .keywordOnlyMarker: keywordOnlyMarker = result.count
      case .invalid: break
      }
    }
    return result
  }
}
