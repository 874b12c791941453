import FormatSyntax
import FormatUnits

/// A function that takes variadic C arguments as a format, a number or a final NULL says, and where its parts stand.
///
/// Signatures are those of CPython 3.9 to 3.15 ("Parsing arguments and building values", "Call Protocol" and "Tuple
/// Objects" of the C API reference); `PyEval_Call*` went in 3.13, `PyArg_ParseArray*` came in 3.15.
public struct VariadicFunction: Hashable, Sendable {
  /// What says which variadic arguments there have to be.
  public enum Shape: Hashable, Sendable {
    /// A format of the parse language.
    case parse(ParseFamily)
    /// A format of the build language.
    case build(BuildFamily)
    /// A format of the text language.
    case text(TextFamily)
    /// `PyArg_UnpackTuple`: the maximum says how many `PyObject **` follow it.
    case unpack
    /// `PyTuple_Pack`: the first argument says how many objects follow.
    case pack
    /// `PyObject_Call…ObjArgs`: objects up to a NULL.
    case objects
  }

  public let name: String
  public let shape: Shape
  /// Index of the format among the call's arguments.
  public let formatIndex: Int?
  /// Index of the keyword list among the call's arguments.
  public let keywordListIndex: Int?
  /// Index of the first variadic argument, nil for a function that takes a `va_list`.
  public let firstVariadicIndex: Int?

  /// Whether `PY_SSIZE_T_CLEAN` renames the function in the headers up to 3.12.
  public var isRenamedWhenClean: Bool {
    switch shape {
    case .parse, .build: !name.hasPrefix("PyEval_")
    case .text, .unpack, .pack, .objects: false
    }
  }

  public init(
    name: String, shape: Shape, formatIndex: Int?, keywordListIndex: Int? = nil, firstVariadicIndex: Int?
  ) {
    self.name = name
    self.shape = shape
    self.formatIndex = formatIndex
    self.keywordListIndex = keywordListIndex
    self.firstVariadicIndex = firstVariadicIndex
  }

  /// The functions of CPython's C API.
  ///
  /// `PySys_WriteStdout` and `PySys_WriteStderr` are not among them: they read C's own language, which compilers check.
  public static let ofCPython: [VariadicFunction] =
    APIFunction.allCases.map(VariadicFunction.init) + [
      parse("PyArg_VaParse", .positional, format: 1),
      parse("PyArg_VaParseTupleAndKeywords", .keyword, format: 2, keywords: 3),
      parse("PyArg_ParseArray", .positional, format: 2, variadic: 3),
      parse("PyArg_ParseArrayAndKeywords", .keyword, format: 3, keywords: 4, variadic: 5),
      build("Py_VaBuildValue", .value, format: 0),
      build("PyEval_CallFunction", .call, format: 1, variadic: 2),
      build("PyEval_CallMethod", .call, format: 2, variadic: 3),
      VariadicFunction(name: "PyArg_UnpackTuple", shape: .unpack, formatIndex: nil, firstVariadicIndex: 4),
      VariadicFunction(name: "PyTuple_Pack", shape: .pack, formatIndex: nil, firstVariadicIndex: 1),
      VariadicFunction(name: "PyObject_CallFunctionObjArgs", shape: .objects, formatIndex: nil, firstVariadicIndex: 1),
      VariadicFunction(name: "PyObject_CallMethodObjArgs", shape: .objects, formatIndex: nil, firstVariadicIndex: 2),
      text("PyUnicode_FromFormat", format: 0, variadic: 1), text("PyUnicode_FromFormatV", format: 0),
      text("PyErr_Format", format: 1, variadic: 2), text("PyErr_FormatV", format: 1),
      text("PyErr_FormatUnraisable", format: 0, variadic: 1),
      text("PyErr_WarnFormat", format: 2, variadic: 3), text("PyErr_ResourceWarning", format: 2, variadic: 3),
      text("PySys_FormatStdout", format: 0, variadic: 1), text("PySys_FormatStderr", format: 0, variadic: 1),
      text("PyBytes_FromFormat", .bytes, format: 0, variadic: 1), text("PyBytes_FromFormatV", .bytes, format: 0),
    ]

  private init(_ function: APIFunction) {
    let shape: Shape =
      switch function.language {
      case .parse(let family): .parse(family)
      case .build(let family): .build(family)
      }
    self.init(
      name: function.rawValue, shape: shape, formatIndex: function.formatIndex,
      keywordListIndex: function.keywordListIndex, firstVariadicIndex: function.firstVariadicIndex)
  }

  private static func parse(
    _ name: String, _ family: ParseFamily, format: Int, keywords: Int? = nil, variadic: Int? = nil
  ) -> VariadicFunction {
    VariadicFunction(
      name: name, shape: .parse(family), formatIndex: format, keywordListIndex: keywords, firstVariadicIndex: variadic)
  }

  private static func build(
    _ name: String, _ family: BuildFamily, format: Int, variadic: Int? = nil
  ) -> VariadicFunction {
    VariadicFunction(name: name, shape: .build(family), formatIndex: format, firstVariadicIndex: variadic)
  }

  private static func text(
    _ name: String, _ family: TextFamily = .unicode, format: Int, variadic: Int? = nil
  ) -> VariadicFunction {
    VariadicFunction(name: name, shape: .text(family), formatIndex: format, firstVariadicIndex: variadic)
  }
}

/// The functions whose calls are looked at, by the names of their declarations.
public struct VariadicFunctions: Sendable {
  private var byName: [String: VariadicFunction] = [:]

  /// Those of CPython, under `PY_SSIZE_T_CLEAN`'s names too.
  public init() {
    for function in VariadicFunction.ofCPython {
      byName[function.name] = function
      byName[APIFunction.cleanName(of: function.name)] = function
    }
  }

  /// These and a project's own.
  public func adding(_ own: [VariadicFunction]) -> VariadicFunctions {
    var all = self
    for function in own { all.byName[function.name] = function }
    return all
  }

  public subscript(declaredName: String) -> VariadicFunction? { byName[declaredName] }
}
