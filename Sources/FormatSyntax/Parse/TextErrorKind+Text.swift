import FormatUnits

extension TextErrorKind {
  /// One line that says what is wrong and, where it is not plain, what would be right.
  public var message: String {
    switch self {
    case .unknownConversion(let spelling, .unicode): "'%\(spelling)' is not a conversion of PyUnicode_FromFormat"
    case .unknownConversion(let spelling, .bytes): "'%\(spelling)' is not a conversion of PyBytes_FromFormat"
    case .unsupportedLength(let length, let letter): "'%\(letter)' does not exist with the length '\(length)'"
    case .floatingConversion(let spelling):
      "'%\(spelling)' does not exist: make a float object and write '%R', or a string with PyOS_double_to_string"
    case .countConversion: "'%n' does not exist, and nothing is stored"
    case .incompleteConversion: "the format ends inside a conversion; a percent sign is written '%%'"
    case .unexpectedConversionByte(let byte): "'\(escaped(byte))' cannot stand here in a conversion"
    case .unsupportedFlag(0x20): "the flag ' ' does not exist; a percent sign is written '%%'"
    case .unsupportedFlag(let byte): "the flag '\(escaped(byte))' does not exist"
    case .newerConversion(let spelling, let version): "'%\(spelling)' exists from Python \(version) on"
    case .newerFlag(let byte, let version): "the flag '\(escaped(byte))' exists from Python \(version) on"
    case .newerStar: "a width or precision is taken from an argument from Python \(TextEffect.strictSince) on"
    case .ignoredOption(.alternate, let spelling): "the flag '#' changes nothing in '%\(spelling)'"
    case .ignoredOption(let option, let spelling): "\(option.phrase) changes nothing in '%\(spelling)'"
    case .refusedOption(let option, let spelling): "'%\(spelling)' does not take \(option.phrase)"
    case .missingPrecision: "'.' without a number is not a precision of 0, but none"
    case .repeatedFlag(let byte): "the flag '\(escaped(byte))' appears more than once"
    case .skippedBytes: "PyBytes_FromFormat passes over these bytes; a percent sign is written '%%'"
    case .zeroPrecision: "a precision of 0 is none: PyBytes_FromFormat copies the whole text"
    case .numberTooBig(let option): "\(option.phrase) of this size does not fit in a Py_ssize_t"
    case .nonASCII: "the format of PyUnicode_FromFormat has to be ASCII; pass other text as an argument"
    case .bytesBehindNUL: "the format ends at its first NUL byte; what follows is not part of it"
    }
  }
}

extension FormatConversion.Option {
  /// The option with its article.
  public var phrase: String {
    switch self {
    case .left: "the flag '-'"
    case .zero: "the flag '0'"
    case .alternate: "the flag '#'"
    case .width: "a width"
    case .precision: "a precision"
    }
  }
}
