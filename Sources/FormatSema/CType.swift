/// The little of C's type system that formats care about: width, kind, what a pointer points to.
///
/// Types are canonical (typedefs resolved); of a variadic argument it is the type after the default promotions.
public indirect enum CType: Hashable, Sendable {
  /// Any integer, character, `_Bool` or enumeration type, with its size in bytes.
  case integer(size: Int, isSigned: Bool)
  /// `float`, `double` or `long double`.
  case floating(size: Int)
  /// A pointer (arrays are decayed).
  case pointer(CType)
  /// A structure, union or class, by its tag or, where it has none, by its typedef name, with its size in bytes
  /// (nil for an incomplete type).
  case record(name: String, size: Int?)
  /// A function; as an argument it appears behind `pointer`.
  case function
  case void
  /// Anything else, by its spelling.
  case other(String)
}
