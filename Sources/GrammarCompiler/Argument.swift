/// The value of an `argument` field: a role and a C type, `output int`.
struct Argument {
  let role: String
  /// The case of `CValueType`.
  let type: String

  init(_ field: Field, in entry: Entry) throws {
    let parts = field.value.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, Self.roles.contains(parts[0]) else {
      throw entry.failure("write output, inout or input and a C type, as in 'output int'", at: field)
    }
    guard let type = Self.types.first(where: { $0.spelling == parts[1] }) else {
      let known = Self.types.map { "'\($0.spelling)'" }.joined(separator: ", ")
      throw entry.failure("unknown C type '\(parts[1])'; the known ones are \(known)", at: field)
    }
    role = parts[0]
    self.type = type.name
  }

  private static let roles = ["output", "inout", "input"]

  /// Spelling in the grammar, case of `CValueType`; a pair that does not fit fails to compile there.
  private static let types: [(spelling: String, name: String)] = [
    ("char", "char"), ("short", "short"), ("int", "int"), ("long", "long"), ("long long", "longLong"),
    ("unsigned char", "unsignedChar"), ("unsigned short", "unsignedShort"), ("unsigned int", "unsignedInt"),
    ("unsigned long", "unsignedLong"), ("unsigned long long", "unsignedLongLong"), ("Py_ssize_t", "ssize"),
    ("size_t", "size"),
    ("ptrdiff_t", "difference"), ("intmax_t", "longest"), ("uintmax_t", "unsignedLongest"),
    ("float", "float"), ("double", "double"), ("Py_complex", "complex"), ("const Py_complex *", "complexPointer"),
    ("Py_buffer", "buffer"), ("const char *", "text"), ("char *", "memory"), ("const wchar_t *", "wideText"),
    ("PyObject *", "object"), ("PyTypeObject *", "type"), ("int (*)(PyObject *, void *)", "parseConverter"),
    ("PyObject *(*)(void *)", "buildConverter"), ("void *", "address"),
  ]
}

/// A version of CPython, `3.14`.
struct Version: Comparable {
  let major: Int
  let minor: Int

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), major >= 0, minor >= 0 else {
      return nil
    }
    self.major = major
    self.minor = minor
  }

  static func < (left: Version, right: Version) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
