import FormatSyntax

/// The functions of CPython's C API that take a format of the parse or build language and variadic arguments.
///
/// Up to the 3.12 headers `PY_SSIZE_T_CLEAN` renames all of them to `_…_SizeT`; `init(declaredName:)` knows both names.
public enum APIFunction: String, Hashable, Sendable, CaseIterable {
  case parseTuple = "PyArg_ParseTuple"
  case parseTupleAndKeywords = "PyArg_ParseTupleAndKeywords"
  case parse = "PyArg_Parse"
  case buildValue = "Py_BuildValue"
  case callFunction = "PyObject_CallFunction"
  case callMethod = "PyObject_CallMethod"

  /// The language of a function's format, and how the function reads it.
  public enum Language: Hashable, Sendable {
    case parse(ParseFamily)
    case build(BuildFamily)
  }

  /// How the function reads its format.
  public var language: Language {
    switch self {
    case .parseTuple: .parse(.positional)
    case .parseTupleAndKeywords: .parse(.keyword)
    case .parse: .parse(.single)
    case .buildValue: .build(.value)
    case .callFunction, .callMethod: .build(.call)
    }
  }

  /// Index of the format among the call's arguments.
  public var formatIndex: Int {
    switch self {
    case .buildValue: 0
    case .parseTuple, .parse, .callFunction: 1
    case .parseTupleAndKeywords, .callMethod: 2
    }
  }

  /// Index of the keyword list among the call's arguments.
  public var keywordListIndex: Int? { self == .parseTupleAndKeywords ? 3 : nil }

  /// Index of the first variadic argument.
  public var firstVariadicIndex: Int { (keywordListIndex ?? formatIndex) + 1 }

  /// The name that the headers declare under `PY_SSIZE_T_CLEAN` up to 3.12.
  public var cleanName: String { Self.cleanName(of: rawValue) }

  /// The name that the headers declare for a function with a format under `PY_SSIZE_T_CLEAN` up to 3.12.
  static func cleanName(of name: String) -> String { "_\(name)_SizeT" }

  /// The function behind a declaration's name, whether or not `PY_SSIZE_T_CLEAN` renamed it.
  public init?(declaredName: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue == declaredName || $0.cleanName == declaredName })
    else { return nil }
    self = found
  }
}
