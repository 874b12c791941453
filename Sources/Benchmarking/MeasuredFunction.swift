import CodeEmission
import Differential
import FormatSema
import FormatUnits

/// The C function that makes one call, as an extension would have it: it reads its arguments into variables, gives back
/// what the units hand over, and returns None; or it builds an object and returns that.
struct MeasuredFunction {
  let call: TestedCall

  /// What the function is given: an argument tuple, with a dictionary or without, one object, or nothing.
  private enum Form {
    case arguments, keywords, object, nothing
  }

  private var form: Form {
    switch call.function {
    case .parseTuple: .arguments
    case .parseTupleAndKeywords: .keywords
    case .parse, .callFunction, .callMethod: .object
    case .buildValue: .nothing
    }
  }

  /// The flags of the method's entry.
  func flags(_ convention: MethodConvention) -> String {
    switch form {
    case .arguments: convention == .fastcall ? "METH_FASTCALL" : "METH_VARARGS"
    case .keywords: (convention == .fastcall ? "METH_FASTCALL" : "METH_VARARGS") + " | METH_KEYWORDS"
    case .object: "METH_O"
    case .nothing: "METH_NOARGS"
    }
  }

  /// The variables outside the function, from which a call builds: the C compiler must not know their values.
  func inputs(prefix: String) -> String {
    guard !call.isParse else { return "" }
    return call.arguments.indices.compactMap { slot in
      value(slot).map { "\($0.type)\($0.type.hasSuffix("*") ? "" : " ")\(prefix)\(slot) = \($0.value);\n" }
    }.joined()
  }

  /// The definition of a function of this name.
  ///
  /// - Parameters:
  ///   - callee: what is called: CPython's function, or the compiled one.
  ///   - prefix: what the names of the variables outside begin with.
  func definition(_ name: String, callee: String, prefix: String) -> String {
    let keywords = form == .keywords ? ", PyObject *kwargs" : ""
    let unused = form == .nothing ? "    (void)args;\n" : ""
    return """
      static PyObject *\(name)(PyObject *self, PyObject *args\(keywords))
      {
          (void)self;
      \(unused)\(call.isParse ? parsing(callee) : building(callee, prefix))}


      """
  }

  /// The function that METH_FASTCALL enters in the place of that one.
  func entry(_ name: String, entering entered: String) -> String {
    let hasKeywords = form == .keywords
    return """
      static PyObject *\(name)(PyObject *self, PyObject *const *argv, Py_ssize_t nargs\
      \(hasKeywords ? ", PyObject *kwnames" : ""))
      {
          ArgotCall call = {argv, nargs, \(hasKeywords ? "kwnames" : "NULL")};
          return \(entered)(self, (PyObject *)(void *)&call\(hasKeywords ? ", NULL" : ""));
      }


      """
  }

  // MARK: Parse language

  private func parsing(_ callee: String) -> String {
    var declarations = call.keywordDeclaration
    var releases = ""
    var passed: [String] = []
    for (slot, argument) in call.units.flatMap(\.arguments).enumerated() {
      let (tested, name) = (call.arguments[slot], "v\(slot)")
      switch tested.kind {
      case .input:
        passed.append(Self.lent(tested.expression))
        continue
      case .view:
        declarations += "    Py_buffer \(name) = {0};\n"
        releases += "    PyBuffer_Release(&\(name));\n"
      case .copy, .sizedCopy:
        declarations += "    char *\(name) = NULL;\n"
        releases += "    PyMem_Free(\(name));\n"
      default:
        let type = argument.type == .address ? CValueType.object.rawValue : argument.type.rawValue
        let isRead = argument.role == .inout
        declarations += "    \(type)\(type.hasSuffix("*") ? "" : " ")\(name)\(isRead ? " = 0" : "");\n"
      }
      passed.append(argument.type == .address ? "(void *)&\(name)" : "&\(name)")
    }
    return """
      \(declarations)    if (!\(callee)(\(call.written(passed)))) return NULL;
      \(releases)    Py_RETURN_NONE;

      """
  }

  /// What stands in the place of what the comparison's harness lends.
  private static func lent(_ expression: String) -> String {
    switch expression {
    case "environment->converter": "take_object"
    case "environment->maker": "give_object"
    case TestedType.lent.rawValue: TestedType.list.rawValue
    default: expression
    }
  }

  // MARK: Build language

  private func building(_ callee: String, _ prefix: String) -> String {
    let passed = call.arguments.indices.map { slot in
      switch call.arguments[slot].kind {
      case .object: "self"
      case .stolen: "(Py_INCREF(self), self)"
      default: value(slot).map { _ in "\(prefix)\(slot)" } ?? Self.lent(call.arguments[slot].expression)
      }
    }
    let written = call.written(passed, name: "\"take\"").replacing("target, ", with: "args, ", maxReplacements: 1)
    return "    return \(callee)(\(written));\n"
  }

  /// The type and the value of the variable for a C argument that is read; nil for one that is written at the call.
  private func value(_ slot: Int) -> (type: String, value: String)? {
    guard call.arguments[slot].expression == "v[\(slot)].\(call.arguments[slot].kind.rawValue)" else {
      return call.arguments[slot].kind == .complex ? ("Py_complex *", "&(Py_complex){1.5, 2}") : nil
    }
    switch call.arguments[slot].kind {
    case .int: return ("int", isCharacter(slot) ? "'W'" : "1000")
    case .unsignedInt: return ("unsigned int", "1000")
    case .long: return ("long", "1000")
    case .unsignedLong: return ("unsigned long", "1000")
    case .longLong: return ("long long", "1000")
    case .unsignedLongLong: return ("unsigned long long", "1000")
    case .size: return ("Py_ssize_t", isLength(slot) ? "9" : "1000")
    case .double: return ("double", "1.5")
    case .text: return ("const char *", "\"Whirlwind\"")
    case .wideText: return ("const wchar_t *", "L\"Whirlwind\"")
    default: return nil
    }
  }

  private var spellings: [String] { call.units.flatMap { unit in unit.arguments.map { _ in unit.spelling } } }

  private func isCharacter(_ slot: Int) -> Bool { ["c", "C"].contains(spellings[slot]) }

  /// Whether the argument is the length of the text in front of it.
  private func isLength(_ slot: Int) -> Bool { spellings[slot].hasSuffix("#") }
}
