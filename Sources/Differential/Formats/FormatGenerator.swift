import FormatSema
import FormatUnits

/// Makes formats at random from the grammar of both languages: the same ones for a seed on every machine.
public struct FormatGenerator: Sendable {
  /// How many formats were thrown away, by the name of the obstacle.
  public private(set) var discarded: [String: Int] = [:]

  var random: SplitMix64
  let parseUnits: UnitPool
  let buildUnits: UnitPool

  /// The most C arguments of a format that is made.
  static let maximumArguments = 40
  /// How deep groups are nested, but for the few formats that are there for their depth.
  static let usualDepth = 3

  public init(seed: UInt64) {
    // Mixed, so that no two seeds give the same numbers a few places apart.
    var seeds = SplitMix64(seed: seed)
    random = SplitMix64(seed: seeds.next())
    parseUnits = UnitPool(
      FormatUnit.parseUnits, common: ["O", "i", "s", "d", "n", "U", "O!", "O&", "s#", "y*", "p", "l"])
    buildUnits = UnitPool(FormatUnit.buildUnits, common: ["i", "O", "s", "N", "d", "O&", "n", "s#", "y#", "l"])
  }

  /// The next call. All functions have their turn, the common ones more often.
  public mutating func next() -> TestedCall {
    while true {
      do throws(TestedCall.Obstacle) {
        let call =
          switch random.below(20) {
          case 0..<7: try positionalCall()
          case 7: try singleCall()
          case 8..<14: try keywordCall()
          case 14..<18: try buildCall(.buildValue)
          case 18: try buildCall(.callFunction)
          default: try buildCall(.callMethod)
          }
        if call.arguments.count <= Self.maximumArguments { return call }
        throw .tooManyArguments(call.arguments.count)
      } catch {
        discarded[error.name, default: 0] += 1
      }
    }
  }
}

/// The units that a format is made of.
struct UnitPool: Sendable {
  /// Units that every supported version has.
  let lasting: [FormatUnit]
  /// Units that some versions lack.
  let passing: [FormatUnit]
  /// The units that are met most often.
  let common: [FormatUnit]

  init(_ units: [FormatUnit], common: [String]) {
    let supported = [PythonVersion.oldestSupported, .newestSupported]
    lasting = units.filter { unit in supported.allSatisfy { unit.exists(in: $0) } }
    passing = units.filter { unit in
      supported.contains { unit.exists(in: $0) } && !supported.allSatisfy { unit.exists(in: $0) }
    }
    self.common = units.filter { common.contains($0.spelling) }
  }

  /// A unit: every second one is common. In a format of `passing` units many are such.
  func pick(_ random: inout SplitMix64, passing isPassing: Bool) -> FormatUnit {
    if isPassing, !passing.isEmpty, random.happens(40) { return random.pick(passing) }
    return random.pick(random.happens(50) ? common : lasting)
  }
}
