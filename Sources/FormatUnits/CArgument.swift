/// One C argument that a format unit takes from the call.
public struct CArgument: Sendable, Hashable {
  public enum Role: String, Sendable {
    /// Parse: the address of a variable of `type` that is written.
    case output
    /// Parse: the address of a variable of `type` that is read and written.
    case `inout`
    /// A value of `type` that is read.
    case input
  }

  public let role: Role
  public let type: CValueType

  public init(_ role: Role, _ type: CValueType) {
    self.role = role
    self.type = type
  }

  /// The argument's type as it is written in a C declaration: `int *`, `const char **`.
  public var spelling: String {
    guard role != .input else { return type.rawValue }
    return type.rawValue.hasSuffix("*") ? type.rawValue + "*" : type.rawValue + " *"
  }
}

/// The C types that format units name; the raw value is the spelling in C and in `Grammar/`.
public enum CValueType: String, Sendable, CaseIterable {
  case char, short, int, long, float, double
  case unsignedChar = "unsigned char"
  case unsignedShort = "unsigned short"
  case unsignedInt = "unsigned int"
  case unsignedLong = "unsigned long"
  case longLong = "long long"
  case unsignedLongLong = "unsigned long long"
  case ssize = "Py_ssize_t"
  case size = "size_t"
  case difference = "ptrdiff_t"
  case longest = "intmax_t"
  case unsignedLongest = "uintmax_t"
  case complex = "Py_complex"
  case buffer = "Py_buffer"
  /// `const char *`: text that is read or pointed to.
  case text = "const char *"
  /// `char *`: memory the caller owns afterwards.
  case memory = "char *"
  case wideText = "const wchar_t *"
  case object = "PyObject *"
  case type = "PyTypeObject *"
  /// A pointer to a `Py_complex` that is read (build language).
  case complexPointer = "const Py_complex *"
  /// `int (*)(PyObject *, void *)`
  case parseConverter = "int (*)(PyObject *, void *)"
  /// `PyObject *(*)(void *)`
  case buildConverter = "PyObject *(*)(void *)"
  /// `void *`: what a converter gets.
  case address = "void *"
}
