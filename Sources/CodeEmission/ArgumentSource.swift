import FormatSema
import FormatSyntax

/// How the generated functions of a call reach its Python arguments: what they take in front of the C arguments of
/// the format, and how they read it.
///
/// Everything is borrowed from the caller of the function that parses. Formats that differ in their trailer only share
/// their functions, so the format is handed on, to CPython's own function.
struct ArgumentSource {
  let family: ParseFamily
  let convention: MethodConvention

  /// What is handed from one generated function to the next, as C declares it.
  private struct Parameter {
    let type: String
    let name: String
    /// How the macro at the call computes it.
    let expression: String
  }

  private var given: [Parameter] {
    guard convention == .fastcall else {
      let object = isKeyword ? "args" : "object"
      return [Parameter(type: "PyObject *", name: "args", expression: object)]
        + (isKeyword ? [Parameter(type: "PyObject *", name: "kwargs", expression: "kwargs")] : [])
    }
    // Fields by value: compilers dissolve a structure whose address is not taken.
    return fields("ARGOT_CALL(args)->")
  }

  /// The fields of an ArgotCall that is reached by this text.
  private func fields(_ call: String) -> [Parameter] {
    [
      Parameter(type: "PyObject *const *", name: "argv", expression: call + "argv"),
      Parameter(type: "Py_ssize_t ", name: "n", expression: call + "nargs"),
    ] + (isKeyword ? [Parameter(type: "PyObject *", name: "kwnames", expression: call + "kwnames")] : [])
  }

  /// What only CPython's own function needs.
  private var texts: [Parameter] {
    [Parameter(type: "const char *", name: "format", expression: "format")]
      + (isKeyword ? [Parameter(type: "void *", name: "names", expression: "ARGOT_PTR(names)")] : [])
  }

  private var parameters: [Parameter] { given + texts }

  var isKeyword: Bool { family == .keyword }
  /// Whether there is one object in the place of the arguments.
  var isSingle: Bool { family == .single }
  /// Whether the number of arguments is handed over, not read from a tuple.
  var isCounted: Bool { convention == .fastcall }

  /// Whether CPython's own function takes a tuple that has to be made for it, and nothing else.
  var lacksTuple: Bool { family == .positional && convention == .fastcall }

  /// The parameters of generated functions.
  var declarations: [String] { parameters.map { $0.type + $0.name } }
  /// Their names, to hand them on.
  var names: [String] { parameters.map(\.name) }

  /// Whether the arguments are bound to parameters by functions of their own, in a structure that holds the call, too.
  var isBinding: Bool { isKeyword && isCounted }
  /// The parameters whose values that structure holds, and their names.
  var bindingDeclarations: [String] { given.map { $0.type + $0.name } }
  var bindingNames: [String] { given.map(\.name) }
  /// The other parameters, and their names.
  var textDeclarations: [String] { texts.map { $0.type + $0.name } }
  var textNames: [String] { texts.map(\.name) }
  /// What `names` stands for where only a pointer `bound` to that structure is at hand.
  var boundNames: [String] { fields("bound->call.").map(\.expression) + textNames }
  /// What the macro at the call takes in front of the C arguments.
  var macroParameters: [String] {
    switch family {
    case .keyword: ["args", "kwargs", "format", "names"]
    case .positional, .single: [isCounted ? "args" : "object", "format"]
    }
  }
  /// What it makes of them.
  var macroArguments: [String] { parameters.map(\.expression) }
  /// The name of what holds the keyword arguments, or their names; NULL without any.
  var keywords: String { isCounted ? "kwnames" : "kwargs" }

  /// The object at a position; there must be one.
  func item(_ index: String) -> String {
    if isSingle { return "args" }
    return isCounted ? "argv[\(index)]" : "argot_item(args, \(index))"
  }

  /// Conditions, one of which holds where `n` is not the number of arguments or cannot be made so.
  var refusals: [String] {
    if isCounted { return [] }
    // Without an argument tuple the keyword family raises an exception; the positional one crashes.
    return (isKeyword ? ["!args"] : []) + ["!argot_count(args, &n)"]
  }

  /// The call of CPython's own function with these C arguments behind `names`, or what they are called there.
  func fallback(_ slots: [String], _ names: [String]) -> String {
    let function: String
    var list = names
    switch (family, convention) {
    case (.positional, .varargs): function = "PyArg_ParseTuple"
    case (.single, _): function = "PyArg_Parse"
    case (.keyword, .varargs):
      function = "PyArg_ParseTupleAndKeywords"
      list[list.count - 1] = "(char **)names"
    case (.positional, .fastcall): function = "argot_parse_vector"
    case (.keyword, .fastcall): function = "argot_parse_vector_and_keywords"
    }
    return "\(function)(\((list + slots).joined(separator: ", ")))"
  }
}
