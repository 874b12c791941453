import FormatSema
import FormatSyntax
import FormatUnits

/// One step of a build plan. Temporaries hold new references; their numbers are indices.
public enum BuildStep: Hashable, Sendable {
  /// The unit of these slots makes a value.
  case make(unit: Int, primitive: String, slots: [Int], result: Int)
  /// A converter makes a value.
  case convert(unit: Int, converter: Int, argument: Int, result: Int)
  /// A literal dict key: made once, then shared.
  case key(unit: Int, slot: Int, text: [UInt8], result: Int)
  /// A tuple of the temporaries, which it takes over.
  case tuple([Int], result: Int)
  /// A list of the temporaries, which it takes over.
  case list([Int], result: Int)
  /// An empty dict.
  case dict(result: Int)
  /// A pair is put into the dict; key and value are released.
  case pair(dict: Int, key: Int, value: Int)
  /// None.
  case none(result: Int)
}

/// How one build call is served without interpreting its format.
///
/// Steps run in the order in which CPython makes the values. If one fails, what was made is dropped, and what the
/// units behind it own is consumed: references behind `N` are released, converters behind `O&` are called.
public struct BuildPlan: Sendable {
  /// What a unit needs when an earlier one failed.
  public enum Consumption: Hashable, Sendable {
    case stolen(slot: Int)
    case converter(slot: Int, argument: Int)
  }

  /// What becomes of the values at top level.
  public enum Result: Hashable, Sendable {
    /// The temporary is the result.
    case value(Int)
    /// The temporaries are the arguments of a call.
    case arguments([Int])
    /// The temporary is the argument of a call, or holds its arguments if it is a tuple.
    case unpacked(Int)
  }

  /// The format's meaning: slots in steps are indices into its C arguments.
  public let signature: BuildSignature
  /// The steps, in the order in which CPython makes the values.
  public let steps: [BuildStep]
  /// How many temporaries the steps use, numbered from 0.
  public let temporaries: Int
  /// What becomes of the values that the steps make.
  public let result: Result
  /// How many units the format has; each step's `unit` counts them from 0.
  public let units: Int
  /// The units that must be consumed also behind a failure.
  public let consumptions: [Int: Consumption]

  /// Lowers a signature.
  ///
  /// - Parameter literals: the bytes of arguments that are string literals, by slot.
  /// - Throws: `LoweringObstacle` where a unit is missing from the limited API.
  public init(
    _ signature: BuildSignature, literals: [Int: [UInt8]], target: CompileTarget
  ) throws(LoweringObstacle) {
    guard signature.slots.count <= LoweringObstacle.maximumSlots else { throw .tooManySlots(signature.slots.count) }
    if let limited = target.limitedAPI {
      for unit in signature.items.flatMap(\.units) where unit.limitedSince.map({ limited < $0 }) ?? true {
        throw .limitedUnit(unit.spelling, limited)
      }
    }
    var lowering = BuildLowering(literals: literals)
    if signature.format.family == .call {
      result = try lowering.arguments(signature.items)
    } else if signature.items.count == 1 {
      result = .value(try lowering.item(signature.items[0], isKey: false))
    } else if signature.items.isEmpty {
      result = .value(lowering.append { .none(result: $0) })
    } else {
      let made = try lowering.values(signature.items)
      result = .value(lowering.append { .tuple(made, result: $0) })
    }
    self.signature = signature
    steps = lowering.steps
    temporaries = lowering.temporaries
    units = lowering.units
    consumptions = lowering.consumptions
  }
}

extension BuildItem {
  /// Whether the value is, or holds, an object that was not made by Argot: anything may be behind it, also code that
  /// runs when a dict hashes it.
  fileprivate var isObject: Bool {
    units.contains { unit in unit.arguments.contains { $0.type == .object || $0.type == .buildConverter } }
  }
}

private struct BuildLowering {
  let literals: [Int: [UInt8]]
  var steps: [BuildStep] = []
  var temporaries = 0
  var units = 0
  var consumptions: [Int: BuildPlan.Consumption] = [:]
  /// Whether a container that holds `N` or `O&` is complete.
  private var hasClosedOwner = false

  init(literals: [Int: [UInt8]]) { self.literals = literals }

  mutating func append(_ step: (Int) -> BuildStep) -> Int {
    let result = temporaries
    temporaries += 1
    steps.append(step(result))
    return result
  }

  /// The arguments of a call. One item that is a tuple is unpacked: `( … )` always is one, other containers and plain
  /// values never are, an object may be.
  mutating func arguments(_ items: [BuildItem]) throws(LoweringObstacle) -> BuildPlan.Result {
    guard items.count == 1 else { return .arguments(try values(items)) }
    switch items[0].kind {
    case .container(.tuple, let inner): return .arguments(try values(inner))
    case .unit where items[0].isObject: return .unpacked(try item(items[0], isKey: false))
    default: return .arguments([try item(items[0], isKey: false)])
    }
  }

  /// Appends the steps of some items and returns the temporaries that hold them.
  mutating func values(_ items: [BuildItem]) throws(LoweringObstacle) -> [Int] {
    var made: [Int] = []
    for item in items { made.append(try self.item(item, isKey: false)) }
    return made
  }

  /// Appends the steps of an item and returns the temporary that holds it.
  mutating func item(_ item: BuildItem, isKey: Bool) throws(LoweringObstacle) -> Int {
    let owners = consumptions.count
    defer {
      if case .container = item.kind, consumptions.count > owners { hasClosedOwner = true }
    }
    switch item.kind {
    case .unit(let unit): return try self.unit(unit, Array(item.slots), isKey: isKey)
    case .container(.dict, let items):
      if units > 0, items.indices.contains(where: { $0.isMultiple(of: 2) && items[$0].isObject }) {
        throw .lateDict
      }
      let dict = append { .dict(result: $0) }
      for index in stride(from: 0, to: items.count - 1, by: 2) {
        let key = try self.item(items[index], isKey: true)
        let value = try self.item(items[index + 1], isKey: false)
        steps.append(.pair(dict: dict, key: key, value: value))
      }
      return dict
    case .container(let container, let items):
      let made = try values(items)
      return append { container == .tuple ? .tuple(made, result: $0) : .list(made, result: $0) }
    }
  }

  private mutating func unit(_ unit: FormatUnit, _ slots: [Int], isKey: Bool) throws(LoweringObstacle) -> Int {
    let index = units
    units += 1
    let isConsumed = unit.lowering == .converter || unit.ownership == .stolen
    if isConsumed, hasClosedOwner { throw .ownerBehindOwners }
    if unit.lowering == .converter {
      let result = append { .convert(unit: index, converter: slots[0], argument: slots[1], result: $0) }
      consumptions[index] = .converter(slot: slots[0], argument: slots[1])
      return result
    }
    if isKey, unit.primitive == "str", let text = literals[slots[0]], text.allSatisfy({ $0 < 0x80 && $0 != 0 }) {
      return append { .key(unit: index, slot: slots[0], text: text, result: $0) }
    }
    let result = append { .make(unit: index, primitive: unit.primitive, slots: slots, result: $0) }
    if unit.ownership == .stolen { consumptions[index] = .stolen(slot: slots[0]) }
    return result
  }
}
