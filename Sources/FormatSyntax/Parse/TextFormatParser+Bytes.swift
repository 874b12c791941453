import FormatDiagnostics
import FormatUnits

// The bytes family:
//
//     conversion = "%" , [ number ] , [ "." , [ number ] ] , { skipped } , specifier ;

extension TextFormatParser {
  /// `conversion = "%" , [ number ] , [ "." , [ number ] ] , { skipped } , specifier ;`
  mutating func parseBytesConversion() -> TextNode {
    let start = take(1).start
    let width = takeWhile(\.isDigit)
    var precision: TextConversion.Count?
    if next == UInt8(ascii: ".") {
      let dot = take(1)
      let digits = takeWhile(\.isDigit)
      precision = TextConversion.Count(digits.isEmpty ? .missing : .digits, dot.union(digits))
    }
    let skipped = takeWhile { !$0.isLetter && $0 != Self.percent }
    guard var conversion = parseSpecifier(from: start, isFinal: false) else {
      return TextNode(.invalid, ByteRange(start, position))
    }
    if !width.isEmpty { conversion.width = TextConversion.Count(.digits, width) }
    conversion.precision = precision
    if !skipped.isEmpty { conversion.skipped = skipped }
    check(conversion)
    return TextNode(.conversion(conversion), ByteRange(start, position))
  }

  private mutating func check(_ conversion: TextConversion) {
    guard let known = FormatConversion.find(conversion.spelling, family: .bytes) else { return }
    if let width = conversion.width { ignore(.ignoredOption(.width, known.spelling), width.range) }
    if let precision = conversion.precision {
      if !known.bytesUses.contains(.precision) {
        ignore(.ignoredOption(.precision, known.spelling), precision.range)
      } else if precision.kind == .missing {
        ignore(.missingPrecision, precision.range)
      } else {
        switch decimal(ByteRange(precision.range.start + 1, precision.range.end)) {
        case 0: ignore(.zeroPrecision, precision.range)
        case nil: ignore(.numberTooBig(.precision), precision.range)
        default: break
        }
      }
    }
    if let skipped = conversion.skipped { ignore(.skippedBytes, skipped) }
  }

  private mutating func ignore(_ kind: TextErrorKind, _ range: ByteRange) {
    errors.append(TextError(kind, range, TextEffect(.ignores)))
  }
}
