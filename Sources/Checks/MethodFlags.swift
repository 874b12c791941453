/// The flags of a method table's entry.
enum MethodFlags {
  /// The kinds of arguments that CPython passes.
  enum Kind { case pointer, size }

  /// Flags that say how the function is bound, not how it is called: `METH_CLASS`, `METH_STATIC`, `METH_COEXIST`.
  private static let binding = 0x10 | 0x20 | 0x40

  /// What CPython calls a function with; nil for flags that it refuses (Objects/methodobject.c, PyCMethod_New).
  static func arguments(_ flags: Int) -> [Kind]? {
    switch flags & ~binding {
    case 0x01, 0x04, 0x08: [.pointer, .pointer]
    case 0x03: [.pointer, .pointer, .pointer]
    case 0x80: [.pointer, .pointer, .size]
    case 0x82: [.pointer, .pointer, .size, .pointer]
    case 0x282: [.pointer, .pointer, .pointer, .size, .pointer]
    default: nil
    }
  }

  /// The flags that decide about the call, by their names.
  static func names(_ flags: Int) -> String {
    let known = [
      (0x200, "METH_METHOD"), (0x80, "METH_FASTCALL"), (0x01, "METH_VARARGS"), (0x02, "METH_KEYWORDS"),
      (0x04, "METH_NOARGS"), (0x08, "METH_O"),
    ]
    return known.filter { flags & $0.0 != 0 }.map(\.1).joined(separator: " | ")
  }
}
