import ClangFrontend
import FormatDiagnostics
import FormatSema
import FormatSyntax
import FormatUnits

/// One of the texts that a call's format can be, read as CPython reads it.
public struct CheckedFormat: Sendable {
  /// What the format means.
  public enum Signature: Sendable {
    case parse(ParseSignature)
    case build(BuildSignature)
    case text(TextSignature)
  }

  public let format: Format
  /// All that is wrong with the text, whatever the version.
  public let errors: [SyntaxError]
  /// The same for a format of the text language.
  public let textErrors: [TextError]
  public let signature: Signature

  init?(_ format: Format, shape: VariadicFunction.Shape) {
    self.format = format
    var textErrors: [TextError] = []
    switch shape {
    case .parse(let family):
      let result = parseFormat(format.bytes, family: family)
      errors = result.errors
      signature = .parse(ParseSignature(result.tree))
    case .build(let family):
      let result = buildFormat(format.bytes, family: family)
      errors = result.errors
      signature = .build(BuildSignature(result.tree))
    case .text(let family):
      let result = textFormat(format.bytes, family: family)
      errors = []
      textErrors = result.errors
      signature = .text(TextSignature(result.tree))
    case .unpack, .pack, .objects: return nil
    }
    self.textErrors = textErrors
  }

  public var slots: [Slot] {
    switch signature {
    case .parse(let signature): signature.slots
    case .build(let signature): signature.slots
    case .text(let signature): signature.slots
    }
  }

  /// The units of the parse and build languages with the places where they stand, from left to right.
  public var units: [(unit: FormatUnit, range: ByteRange)] {
    switch signature {
    case .parse(let signature): signature.parameters.flatMap(Self.units)
    case .build(let signature): signature.items.flatMap(Self.units)
    case .text: []
    }
  }

  private static func units(_ parameter: ParseParameter) -> [(unit: FormatUnit, range: ByteRange)] {
    switch parameter.kind {
    case .unit(let unit): [(unit, parameter.range)]
    case .group(let items): items.flatMap(units)
    }
  }

  private static func units(_ item: BuildItem) -> [(unit: FormatUnit, range: ByteRange)] {
    switch item.kind {
    case .unit(let unit): [(unit, item.range)]
    case .container(_, let items): items.flatMap(units)
    }
  }
}

/// A call with its formats, as rules see it.
public struct CheckedCall: Sendable {
  /// A C argument of a unit and what the call passes for it.
  typealias Pair = (format: CheckedFormat, slot: Slot, argument: InspectedArgument)

  public let inspected: InspectedCall
  public let formats: [CheckedFormat]
  public let target: CheckTarget
  /// The formats that have a meaning on some of the versions: what stands in the others is a matter of their syntax.
  let readableFormats: [CheckedFormat]
  /// Each unit's C argument with the argument that the call passes for it, where their numbers agree. Lengths without a
  /// certain type are left out.
  let fittingPairs: [Pair]

  init(_ call: InspectedCall, target: CheckTarget) {
    inspected = call
    let target = target.seen(from: call)
    self.target = target
    formats = call.formats.compactMap { CheckedFormat($0, shape: call.function.shape) }
    let readable = formats.filter { format in
      format.errors.allSatisfy { !target.isRejected($0) && $0.effect != .misread }
        && format.textErrors.allSatisfy { !target.stops(at: $0) }
    }
    readableFormats = readable
    fittingPairs = Self.fittingPairs(of: call, readable, target: target)
  }

  private static func fittingPairs(
    of call: InspectedCall, _ formats: [CheckedFormat], target: CheckTarget
  ) -> [Pair] {
    guard call.function.firstVariadicIndex != nil else { return [] }
    let given = Array(call.variadicArguments)
    let length = target.lengthType
    return formats.flatMap { format in
      let slots = format.slots
      guard given.count == slots.count || TrailingNull.isSurplus(in: call, slots: slots.count) else {
        return [] as [Pair]
      }
      return zip(slots, given).compactMap { slot, argument in
        guard slot.isLength else { return (format, slot, argument) }
        return length.map { (format, slot.withType($0), argument) }
      }
    }
  }

  var function: VariadicFunction { inspected.function }

  /// Where a part of a format is written: inside the literal if that is known.
  func span(_ range: ByteRange, of format: CheckedFormat) -> SourceSpan {
    let positions = format.format.positions
    if range.start < positions.count, let first = positions[range.start] {
      guard range.count > 0, let last = positions[min(range.end, positions.count) - 1], last.file == first.file,
        last.offset >= first.offset, last.line == first.line
      else { return SourceSpan(start: first, length: 1) }
      return SourceSpan(start: first, length: last.offset - first.offset + 1)
    }
    // Behind the last byte, as what is missing there.
    if range.start == positions.count, let last = positions.last ?? nil {
      return SourceSpan(
        start: SourcePosition(file: last.file, line: last.line, column: last.column + 1, offset: last.offset + 1),
        length: 1)
    }
    return formatSpan
  }

  /// The whole format argument.
  var formatSpan: SourceSpan {
    guard let index = function.formatIndex, index < inspected.arguments.count else { return inspected.callee }
    return inspected.arguments[index].span ?? inspected.callee
  }
}

/// A translation unit as rules see it.
public struct CheckedUnit: Sendable {
  public let inspection: Inspection
  public let target: CheckTarget
  public let calls: [CheckedCall]
  /// The functions with the ways through them, by their identity.
  let functions: [Int: CheckedFunction]
  /// Each C argument that is the address of a local variable which a parse call fills, with the ways on which it does.
  let filledVariables: [FilledVariable]

  init(_ inspection: Inspection, target: CheckTarget) {
    self.inspection = inspection
    self.target = target
    calls = inspection.calls.map { CheckedCall($0, target: target) }
    let functions = Dictionary(inspection.flow.map { ($0.function.identity, CheckedFunction($0)) }) { first, _ in first
    }
    self.functions = functions
    filledVariables = calls.flatMap { call in
      guard let function = call.inspected.enclosingFunction, let checked = functions[function.identity] else {
        return [] as [FilledVariable]
      }
      return call.fittingPairs.compactMap { FilledVariable(call: call, pair: $0, function: checked) }
    }
  }
}
