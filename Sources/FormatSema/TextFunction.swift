import FormatUnits

/// The functions of CPython's C API that take a format of the text language.
///
/// `PySys_WriteStdout` and `PySys_WriteStderr` read C's own language, which compilers check.
public enum TextFunction: String, Hashable, Sendable, CaseIterable {
  case unicodeFromFormat = "PyUnicode_FromFormat"
  case unicodeFromFormatV = "PyUnicode_FromFormatV"
  case errorFormat = "PyErr_Format"
  case errorFormatV = "PyErr_FormatV"
  case errorFormatUnraisable = "PyErr_FormatUnraisable"
  case warnFormat = "PyErr_WarnFormat"
  case resourceWarning = "PyErr_ResourceWarning"
  case formatStdout = "PySys_FormatStdout"
  case formatStderr = "PySys_FormatStderr"
  case bytesFromFormat = "PyBytes_FromFormat"
  case bytesFromFormatV = "PyBytes_FromFormatV"

  public var family: TextFamily {
    switch self {
    case .bytesFromFormat, .bytesFromFormatV: .bytes
    default: .unicode
    }
  }

  /// Index of the format among the call's arguments.
  public var formatIndex: Int {
    switch self {
    case .unicodeFromFormat, .unicodeFromFormatV, .errorFormatUnraisable, .formatStdout, .formatStderr,
      .bytesFromFormat, .bytesFromFormatV:
      0
    case .errorFormat, .errorFormatV: 1
    case .warnFormat, .resourceWarning: 2
    }
  }

  /// Whether the arguments stand in the call; else there is a `va_list` behind the format.
  public var isVariadic: Bool {
    switch self {
    case .unicodeFromFormatV, .errorFormatV, .bytesFromFormatV: false
    default: true
    }
  }

  /// The first version that has the function, of those that are supported.
  public var since: PythonVersion {
    self == .errorFormatUnraisable ? PythonVersion(3, 13) : .oldestSupported
  }
}
