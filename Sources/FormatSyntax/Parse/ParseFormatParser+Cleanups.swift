import FormatDiagnostics
import FormatUnits

extension ParseFormatParser {
  /// CPython notes what a later failure must release in a list of eight places, or of as many as there are units
  /// outside parentheses if these are more. It never checks that the list is long enough for the units inside.
  mutating func checkCleanups() {
    let places = max(8, count.total)
    let noted = nodes.flatMap(Self.unitsWithCleanup)
    guard noted.count > places else { return }
    findings.add(.tooManyCleanups(noted.count, places: places), noted[places], .undefined)
  }

  private static func unitsWithCleanup(_ node: ParseNode) -> [ByteRange] {
    switch node.kind {
    case .unit(let spelling):
      guard let unit = FormatUnit.parse(spelling) else { return [] }
      switch unit.ownership {
      case .buffer, .memory, .converter: return [node.range]
      case .none, .borrowed, .new, .stolen: return []
      }
    case .group(let children): return children.flatMap(unitsWithCleanup)
    case .optionalMarker, .keywordOnlyMarker, .invalid: return []
    }
  }
}
