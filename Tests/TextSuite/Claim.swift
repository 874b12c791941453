import FormatDiagnostics
import FormatSema
import FormatSyntax
import FormatUnits

/// What Argot says of one format under one version.
struct Claim {
  let line: String

  init(_ format: [UInt8], _ family: TextFamily, _ version: PythonVersion, showsUse: Bool) {
    let result = textFormat(format, family: family)
    let stop = result.stop(in: version)
    let end = stop.flatMap { stop in result.tree.nodes.first { $0.range.end > stop.range.start || stop.range.isEmpty } }
    let offset = stop == nil ? format.count : end?.range.start ?? format.count
    let slots = TextSignature(result.tree).slots.filter { $0.range.start < offset }
    let ignored = result.errors.filter { $0.effect.outcome(in: version) == .ignores }.map(\.range)
    let fields = [
      family.rawValue,
      format.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
      stop.map { $0.effect.outcome(in: version).rawValue } ?? "formats",
      String(offset),
      String(slots.map(Self.letter)),
      Self.text(stop == nil ? ignored : []),
      Self.text(stop == nil && showsUse ? Self.used(result.tree, ignored) : []),
    ]
    line = fields.joined(separator: "\t") + "\n"
  }

  private static func text(_ ranges: [ByteRange]) -> String {
    ranges.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
  }

  /// The options that are not ignored.
  private static func used(_ tree: TextFormat, _ ignored: [ByteRange]) -> [ByteRange] {
    tree.nodes.flatMap { node -> [ByteRange] in
      guard case .conversion(let conversion) = node.kind else { return [] }
      return conversion.flags.map(\.range) + [conversion.width?.range, conversion.precision?.range].compactMap(\.self)
    }.filter { !ignored.contains($0) }
  }

  /// The kind of an argument: i 4 bytes, l 8 bytes, c a character, n a width or precision, s text, w wide text, o an object, t a type, p an
  /// address, v an object that may be null.
  private static func letter(_ slot: Slot) -> Character {
    if slot.unit == "*" { return "n" }
    return switch slot.argument.type {
    case .int, .unsignedInt: slot.unit == "c" ? "c" : "i"
    case .long, .unsignedLong, .longLong, .unsignedLongLong, .ssize, .size, .difference, .longest, .unsignedLongest: "l"
    case .text: "s"
    case .wideText: "w"
    case .object: slot.unit.hasSuffix("V") ? "v" : "o"
    case .type: "t"
    case .address: "p"
    default: "?"
    }
  }
}
