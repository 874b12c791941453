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

  /// A generator that has made no format yet.
  public init(seed: UInt64) {
    // Mixed, so that no two seeds give the same numbers a few places apart.
    var seeds = SplitMix64(seed: seed)
    random = SplitMix64(seed: seeds.next())
    parseUnits = UnitPool(
      FormatUnit.parseUnits, common: ["O", "i", "s", "d", "n", "U", "O!", "O&", "s#", "y*", "p", "l"])
    buildUnits = UnitPool(FormatUnit.buildUnits, common: ["i", "O", "s", "N", "d", "O&", "n", "s#", "y#", "l"])
  }

  /// The flavor of the next format.
  mutating func flavor() -> FormatFlavor {
    switch random.below(100) {
    case 0..<5: .passing
    case 5..<10: .owning
    default: .usual
    }
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

/// What the units of one format have in common.
enum FormatFlavor: Sendable {
  case usual
  /// Many are such as some versions lack.
  case passing
  /// Many leave something to clean up if a later one fails, or consume what they are given.
  case owning
}

/// The units that formats of one language are made of.
struct UnitPool: Sendable {
  /// Units that every supported version has.
  let lasting: [FormatUnit]
  /// Units that some versions lack.
  let passing: [FormatUnit]
  /// Units that own something.
  let owning: [FormatUnit]
  /// The units that are met most often.
  let common: [FormatUnit]

  init(_ units: [FormatUnit], common: [String]) {
    let minors = PythonVersion.oldestSupported.minor...PythonVersion.newestSupported.minor
    let versions = minors.map { PythonVersion(3, $0) }
    let supported = units.filter { unit in versions.contains { unit.exists(in: $0) } }
    lasting = supported.filter { unit in versions.allSatisfy { unit.exists(in: $0) } }
    passing = supported.filter { unit in !versions.allSatisfy { unit.exists(in: $0) } }
    owning = lasting.filter { unit in
      switch unit.ownership {
      case .buffer, .memory, .converter, .stolen: true
      case .none, .borrowed, .new: false
      }
    }
    self.common = lasting.filter { common.contains($0.spelling) }
  }

  /// A unit: every second one is common, but for the flavor. Units that only CPython serves leave the whole call to it,
  /// so that there is little to compare: they are rarer.
  func pick(_ random: inout SplitMix64, _ flavor: FormatFlavor) -> FormatUnit {
    let unit =
      switch flavor {
      case .passing where !passing.isEmpty && random.happens(40): random.pick(passing)
      case .owning where random.happens(70): random.pick(owning)
      default: random.pick(random.happens(50) ? common : lasting)
      }
    return unit.lowering == .cold && random.happens(50) ? random.pick(common) : unit
  }
}
