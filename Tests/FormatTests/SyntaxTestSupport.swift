import FormatDiagnostics
import FormatSyntax
import Testing

/// A finding as tests write it down: what, from byte to byte, and what CPython does.
func finding(_ kind: SyntaxErrorKind, _ range: Range<Int>, _ effect: SyntaxEffect) -> SyntaxError {
  SyntaxError(kind, ByteRange(range.lowerBound, range.upperBound), effect)
}

/// Parses `format` and compares the tree's description and all findings.
func expectParse(
  _ format: String, _ family: ParseFamily, _ description: String, _ findings: [SyntaxError] = [],
  at location: SourceLocation = #_sourceLocation
) {
  let result = parseFormat(Array(format.utf8), family: family)
  #expect(result.tree.description == description, "\(format)", sourceLocation: location)
  #expect(result.errors == findings, "\(format)", sourceLocation: location)
  #expect(result.tree.printed == Array(format.utf8), "\(format)", sourceLocation: location)
}

/// Parses the build format `format` and compares the tree's description and all findings.
func expectBuild(
  _ format: String, _ family: BuildFamily, _ description: String, _ findings: [SyntaxError] = [],
  at location: SourceLocation = #_sourceLocation
) {
  let result = buildFormat(Array(format.utf8), family: family)
  #expect(result.tree.description == description, "\(format)", sourceLocation: location)
  #expect(result.errors == findings, "\(format)", sourceLocation: location)
  #expect(result.tree.printed == Array(format.utf8), "\(format)", sourceLocation: location)
}
