import FormatDiagnostics
import FormatUnits

/// One finding about a text format: what it is, where, and what CPython does about it.
public struct TextError: Hashable, Sendable {
  public let kind: TextErrorKind
  public let range: ByteRange
  public let effect: TextEffect

  public init(_ kind: TextErrorKind, _ range: ByteRange, _ effect: TextEffect) {
    self.kind = kind
    self.range = range
    self.effect = effect
  }

  /// A format that some version formats as it is written, or with bytes ignored, is a warning.
  public var severity: Severity { effect.outcomes.allSatisfy(\.isFinal) ? .error : .warning }

  /// The finding as text: what is wrong, then as a note what CPython does.
  public var diagnostic: Diagnostic {
    Diagnostic(
      id: kind.id, severity: severity, message: kind.message, range: range,
      notes: [Note(effect.description, at: range)])
  }
}

/// What parsing a text format gives: always a tree, and what there is to say about it.
public struct TextFormatResult: Hashable, Sendable {
  public let tree: TextFormat
  /// In the order in which CPython meets them.
  public let errors: [TextError]

  /// What CPython `version` makes of the format: it formats it, or stops at the finding.
  public func stop(in version: PythonVersion) -> TextError? {
    let found = errors.first { $0.effect.outcome(in: version).isFinal }
    guard let found, tree.family == .unicode, version >= TextEffect.looksAheadSince else { return found }
    return errors.first { $0.kind == .nonASCII } ?? found
  }
}

/// Everything that can be wrong with a text format, as far as its syntax goes.
public enum TextErrorKind: Hashable, Sendable {
  /// `%q`: length and letter of no conversion of the family.
  case unknownConversion(String, TextFamily)
  /// `%hd`, `%lc`: the letter is a conversion, but not with this length.
  case unsupportedLength(String, letter: String)
  /// `%f`: C's conversions of floating-point numbers do not exist.
  case floatingConversion(String)
  /// `%n`: nothing is stored.
  case countConversion
  /// `100%`, `%-5`: the format ends inside a conversion.
  case incompleteConversion
  /// `%5-d`, `%é`: a byte that is no part of a conversion where it stands.
  case unexpectedConversionByte(UInt8)
  /// `%+d`, `% d`: C's flags that do not exist.
  case unsupportedFlag(UInt8)
  /// `%lx`, `%T`: a conversion that older versions do not have.
  case newerConversion(String, PythonVersion)
  /// `%-d`, `%#T`: a flag that older versions do not have.
  case newerFlag(UInt8, PythonVersion)
  /// `%*d`: older versions take no width or precision from an argument.
  case newerStar
  /// `%05s`, `%#x`, in bytes `%5d`: an option without an effect.
  case ignoredOption(FormatConversion.Option, String)
  /// `%5c`, `%5%`: an option that the conversion does not take.
  case refusedOption(FormatConversion.Option, String)
  /// `%.d`: a precision without digits.
  case missingPrecision
  /// `%--d`
  case repeatedFlag(UInt8)
  /// In bytes, `% d` and `%*d`: bytes that are passed over.
  case skippedBytes
  /// In bytes, `%.0s`: the whole text is copied.
  case zeroPrecision
  /// `%99999999999999999999d`
  case numberTooBig(FormatConversion.Option)
  /// `é` in a format of the unicode family.
  case nonASCII
  /// For CPython the format ends at the first NUL byte.
  case bytesBehindNUL

  /// Stable identifier; never reused for another meaning.
  public var id: String {
    switch self {
    case .unknownConversion: "unknown-conversion"
    case .unsupportedLength: "unsupported-length"
    case .floatingConversion: "floating-conversion"
    case .countConversion: "count-conversion"
    case .incompleteConversion: "incomplete-conversion"
    case .unexpectedConversionByte: "unexpected-conversion-byte"
    case .unsupportedFlag: "unsupported-flag"
    case .newerConversion: "newer-conversion"
    case .newerFlag: "newer-flag"
    case .newerStar: "newer-star"
    case .ignoredOption: "ignored-option"
    case .refusedOption: "refused-option"
    case .missingPrecision: "missing-precision"
    case .repeatedFlag: "repeated-flag"
    case .skippedBytes: "skipped-bytes"
    case .zeroPrecision: "zero-precision"
    case .numberTooBig: "number-too-big"
    case .nonASCII: "non-ascii-text"
    case .bytesBehindNUL: "bytes-behind-nul"
    }
  }
}
