import FormatDiagnostics
import FormatUnits

// The unicode family:
//
//     conversion = "%" , { flag } , [ width ] , [ precision ] , specifier ;
//     flag       = "-" | "0" | "#" ;
//     width      = number | "*" ;
//     precision  = "." , [ number | "*" ] ;

extension TextFormatParser {
  /// `conversion = "%" , { flag } , [ width ] , [ precision ] , specifier ;`
  mutating func parseUnicodeConversion() -> TextNode {
    let start = take(1).start
    var isFinal = false
    let flags = parseFlags(&isFinal)
    let width = parseCount(.width, from: position, &isFinal)
    var precision: TextConversion.Count?
    if next == UInt8(ascii: ".") {
      let dot = take(1)
      precision = parseCount(.precision, from: dot.start, &isFinal) ?? TextConversion.Count(.missing, dot)
    }
    guard var conversion = parseSpecifier(from: start, isFinal: isFinal) else {
      return TextNode(.invalid, ByteRange(start, position))
    }
    conversion.flags = flags
    conversion.width = width
    conversion.precision = precision
    let isFormatted = check(conversion)
    return TextNode(isFormatted ? .conversion(conversion) : .invalid, ByteRange(start, position))
  }

  /// `{ flag }`, and the flags of C that CPython does not know.
  private mutating func parseFlags(_ isFinal: inout Bool) -> [TextConversion.Flag] {
    var flags: [TextConversion.Flag] = []
    while let byte = next, "-0#+ ".utf8.contains(byte) {
      let range = take(1)
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: " ") {
        if !isFinal { reject(.unsupportedFlag(byte), range) }
        isFinal = true
        continue
      }
      if flags.contains(where: { $0.byte == byte }) {
        errors.append(TextError(.repeatedFlag(byte), range, TextEffect(.ignores)))
      } else if let since = FormatConversion.Option(flag: byte).flagSince {
        errors.append(TextError(.newerFlag(byte, since), range, .known(since: since)))
      }
      flags.append(TextConversion.Flag(byte, range))
    }
    return flags
  }

  /// `number | "*"`
  ///
  /// - Parameter start: Where the option begins: of a precision, at the `.`.
  private mutating func parseCount(
    _ option: FormatConversion.Option, from start: Int, _ isFinal: inout Bool
  ) -> TextConversion.Count? {
    if next == UInt8(ascii: "*") {
      let star = take(1)
      errors.append(TextError(.newerStar, star, .known(since: TextEffect.strictSince)))
      return TextConversion.Count(.argument, ByteRange(start, star.end))
    }
    let digits = takeWhile(\.isDigit)
    guard !digits.isEmpty else { return nil }
    if decimal(digits) == nil {
      if !isFinal { errors.append(TextError(.numberTooBig(option), digits, TextEffect(.valueError))) }
      isFinal = true
    }
    return TextConversion.Count(.digits, ByteRange(start, digits.end))
  }

  /// What the conversion's entry says of its options and versions; false if no version formats it.
  private mutating func check(_ conversion: TextConversion) -> Bool {
    guard let known = FormatConversion.find(conversion.spelling, family: .unicode) else { return false }
    if known.since > .oldestSupported {
      errors.append(
        TextError(.newerConversion(known.spelling, known.since), conversion.specifier, .known(since: known.since)))
    }
    var isFormatted = true
    for (option, range) in conversion.options {
      let isMissing = option == .precision && conversion.precision?.kind == .missing
      if known.refuses.contains(option) && (!isMissing || known.arguments.isEmpty) {
        // Up to 3.11 what reads no argument is read as a letter: behind a "." it is none.
        let wasIgnored = option == .width || option == .zero || (option == .precision && !known.arguments.isEmpty)
        let effect = TextEffect(wasIgnored ? .ignores : .copiesRest, (TextEffect.strictSince, .systemError))
        errors.append(TextError(.refusedOption(option, known.spelling), range, effect))
        if !wasIgnored { isFormatted = false }
      } else if isMissing {
        errors.append(TextError(.missingPrecision, range, TextEffect(.ignores)))
      } else if !known.uses.contains(option) {
        errors.append(TextError(.ignoredOption(option, known.spelling), range, TextEffect(.ignores)))
      }
    }
    return isFormatted
  }
}

extension TextFormatParser {
  /// The number that the digits spell; nil if it does not fit in a `Py_ssize_t`.
  func decimal(_ digits: ByteRange) -> Int? {
    var value = 0
    for byte in bytes[digits.start..<digits.end] {
      let (shifted, isTooBig) = value.multipliedReportingOverflow(by: 10)
      let (sum, isGreater) = shifted.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      if isTooBig || isGreater { return nil }
      value = sum
    }
    return value
  }
}

extension TextConversion {
  /// The options that are there, each once, with their places.
  var options: [(option: FormatConversion.Option, range: ByteRange)] {
    var found: [(option: FormatConversion.Option, range: ByteRange)] = []
    for flag in flags {
      let option = FormatConversion.Option(flag: flag.byte)
      if !found.contains(where: { $0.option == option }) { found.append((option, flag.range)) }
    }
    if let width { found.append((.width, width.range)) }
    if let precision { found.append((.precision, precision.range)) }
    return found
  }
}

extension FormatConversion.Option {
  /// The option that one of `- 0 #` stands for.
  fileprivate init(flag: UInt8) {
    switch flag {
    case UInt8(ascii: "-"): self = .left
    case UInt8(ascii: "0"): self = .zero
    default: self = .alternate
    }
  }

  /// The first version with the flag, nil if all have it ("PyUnicode_FromFormat" in the C API's documentation).
  fileprivate var flagSince: PythonVersion? {
    switch self {
    case .left: PythonVersion(3, 12)
    case .alternate: PythonVersion(3, 13)
    case .zero, .width, .precision: nil
    }
  }
}
