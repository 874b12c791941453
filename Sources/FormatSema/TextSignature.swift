import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// What a text format means: the C arguments behind it.
public struct TextSignature: Sendable {
  /// The tree the signature was made of.
  public let format: TextFormat
  /// The C arguments behind the format, in order; the unit of a `*` is `*`.
  public let slots: [Slot]

  /// The signature of a format that some version formats as it is written.
  public init(_ format: TextFormat) {
    self.format = format
    slots = format.nodes.flatMap { node -> [Slot] in
      // Other nodes take no argument: for an invalid one there is a finding.
      guard case .conversion(let conversion) = node.kind,
        let known = FormatConversion.find(conversion.spelling, family: format.family)
      else { return [] }
      let stars = [conversion.width, conversion.precision].compactMap(\.self).filter { $0.kind == .argument }
      return stars.map { Slot(argument: CArgument(.input, .int), unit: "*", range: $0.range) }
        + known.arguments.map { Slot(argument: $0, unit: conversion.spelling, range: node.range) }
    }
  }
}
