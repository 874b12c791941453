import FormatUnits

/// How wide C's integers are on a kind of system.
enum DataModel: CaseIterable {
  /// 64-bit Linux and macOS.
  case lp64
  /// 64-bit Windows.
  case llp64
  /// 32-bit systems.
  case ilp32

  var description: String {
    switch self {
    case .lp64: "64-bit Linux"
    case .llp64: "64-bit Windows"
    case .ilp32: "32-bit systems"
    }
  }

  /// The size in bytes of a type by its name in the source; nil for one whose size is not known everywhere.
  func size(of name: String) -> Int? {
    switch name {
    case "int", "unsigned int", "int32_t", "uint32_t", "Py_UCS4": 4
    case "long", "unsigned long": self == .lp64 ? 8 : 4
    case "long long", "unsigned long long", "int64_t", "uint64_t": 8
    case "Py_ssize_t", "Py_hash_t", "Py_uhash_t", "ssize_t", "size_t", "ptrdiff_t", "intptr_t", "uintptr_t":
      self == .ilp32 ? 4 : 8
    default: nil
    }
  }

  /// The size in bytes of what a unit reads or stores; nil for what is no integer.
  func size(of type: CValueType) -> Int? { size(of: type.rawValue) }
}
