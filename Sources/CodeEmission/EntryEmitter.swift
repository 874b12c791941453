/// Emits the functions by which METH_FASTCALL enters functions that are written for METH_VARARGS.
///
///     argot_entry_3   a macro for the table of methods: the function below as a PyCFunction
///     argot_enter_3   puts the arguments on its stack as an ArgotCall and calls the user's function, which takes the
///                     address of that for its argument tuple
public struct EntryEmitter {
  /// A function that is entered.
  public struct Function: Hashable, Sendable {
    /// The name by which file scope reaches it, with namespaces and classes.
    public let name: String
    /// 2 for `self` and the arguments, 3 with the keyword dictionary.
    public let parameterCount: Int
    /// Whether the table says METH_KEYWORDS.
    public let takesKeywords: Bool

    public init(name: String, parameterCount: Int, takesKeywords: Bool) {
      self.name = name
      self.parameterCount = parameterCount
      self.takesKeywords = takesKeywords
    }
  }

  /// What `METH_VARARGS` becomes in the table: of the same length.
  public static let flag = "argot_vector"

  /// What reads the arguments in place of the functions and macros that read a tuple, each of the same length.
  public static let tupleReads = [
    "PyTuple_GET_SIZE": "argot_call_count", "PyTuple_Size": "argot_nitems", "PyTuple_GET_ITEM": "argot_vector_get",
    "PyTuple_GetItem": "argot_call_item",
  ]

  private var functions: [Function] = []

  public init() {}

  /// Adds a function.
  ///
  /// - Returns: what stands for its name in the table, a constant expression.
  public mutating func enter(_ function: Function) -> String {
    functions.append(function)
    return "argot_entry_\(functions.count)"
  }

  private var numbered: [(number: Int, function: Function)] {
    functions.enumerated().map { ($0 + 1, $1) }
  }

  /// The text to be placed behind `argot.h`, in front of all tables; empty without functions.
  public var declarations: String {
    if functions.isEmpty { return "" }
    return "#define \(Self.flag) METH_FASTCALL\n"
      + inCPlusPlus(numbered.map { Self.prototype($0, $1) + ";\n" }.joined())
      + numbered.map { number, _ in
        "#define argot_entry_\(number) ((PyCFunction)(void (*)(void))argot_enter_\(number))\n"
      }.joined()
  }

  /// The text to be placed behind everything else, at file scope; empty without functions.
  public var definitions: String {
    if functions.isEmpty { return "" }
    return inCPlusPlus(numbered.map(Self.definition).joined())
  }

  /// Python.h may be included where C++ declares what is C.
  private func inCPlusPlus(_ text: String) -> String {
    """
    #ifdef __cplusplus
    extern "C++" {
    #endif
    \(text)\
    #ifdef __cplusplus
    }
    #endif

    """
  }

  private static func prototype(_ number: Int, _ function: Function) -> String {
    let keywords = function.takesKeywords ? ", PyObject *names" : ""
    return "static PyObject *argot_enter_\(number)(PyObject *self, PyObject *const *argv, Py_ssize_t count\(keywords))"
  }

  private static func definition(_ number: Int, _ function: Function) -> String {
    let pointers = ["self", "&call"] + (function.parameterCount > 2 ? ["NULL"] : [])
    return """
      \(prototype(number, function)) {
        ArgotCall call = {argv, count, \(function.takesKeywords ? "names" : "NULL")};
        return (PyObject *)\(function.name)(\(pointers.map { "ARGOT_ANY(\($0))" }.joined(separator: ", ")));
      }

      """
  }
}
