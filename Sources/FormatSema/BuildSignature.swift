import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// One value that a build format makes.
public struct BuildItem: Sendable {
  public indirect enum Kind: Sendable {
    case unit(FormatUnit)
    case container(BuildNode.Container, [BuildItem])
  }

  public let kind: Kind
  /// Where the unit or container stands in the format.
  public let range: ByteRange
  /// Which of the signature's slots belong to it.
  public let slots: Range<Int>

  /// The units in it, from left to right.
  public var units: [FormatUnit] {
    switch kind {
    case .unit(let unit): [unit]
    case .container(_, let items): items.flatMap(\.units)
    }
  }

  fileprivate var keySlots: [Int] {
    guard case .container(let container, let items) = kind else { return [] }
    let inner = items.flatMap(\.keySlots)
    guard container == .dict else { return inner }
    return inner
      + stride(from: 0, to: items.count, by: 2).flatMap { index -> [Int] in
        if case .unit = items[index].kind { Array(items[index].slots) } else { [] }
      }
  }
}

/// What a build format means: C arguments on one side, the values made of them on the other.
public struct BuildSignature: Sendable {
  /// The tree the signature was made of.
  public let format: BuildFormat
  /// The items at top level: none makes None, one itself, several a tuple.
  public let items: [BuildItem]
  /// The C arguments behind the format, in order.
  public let slots: [Slot]

  /// The signature of a format without syntax errors.
  public init(_ format: BuildFormat) {
    var slots: [Slot] = []
    self.format = format
    items = Self.items(format.nodes, &slots)
    self.slots = slots
  }

  /// The slots of the units that are dict keys.
  public var keySlots: [Int] { items.flatMap(\.keySlots) }

  private static func items(_ nodes: [BuildNode], _ slots: inout [Slot]) -> [BuildItem] {
    var result: [BuildItem] = []
    for node in nodes {
      let firstSlot = slots.count
      switch node.kind {
      case .unit(let spelling):
        // A tree without errors holds units of the catalogue only.
        guard let unit = FormatUnit.build(spelling) else { continue }
        slots += unit.arguments.map { Slot(argument: $0, unit: spelling, range: node.range) }
        result.append(BuildItem(kind: .unit(unit), range: node.range, slots: firstSlot..<slots.count))
      case .container(let container, let inner):
        let made = items(inner, &slots)
        result.append(
          BuildItem(kind: .container(container, made), range: node.range, slots: firstSlot..<slots.count))
      case .separator, .invalid: break
      }
    }
    return result
  }
}
