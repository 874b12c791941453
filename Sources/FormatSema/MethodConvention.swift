/// How CPython enters the function that parses its arguments.
public enum MethodConvention: String, Hashable, Sendable, CaseIterable {
  /// `METH_VARARGS`, perhaps with `METH_KEYWORDS`: an argument tuple, and a dict or NULL.
  case varargs
  /// `METH_FASTCALL`, perhaps with `METH_KEYWORDS`: a vector of arguments, and a tuple of names or NULL.
  case fastcall
}
