import CodeEmission
import FormatSema
import FormatUnits

/// The C variables of a call: what is passed, how it is declared, filled, shown and released.
struct CallVariables {
  /// The expressions behind the format and the keyword list.
  private(set) var passed: [String] = []
  private(set) var declarations = ""
  private(set) var preparations = ""
  private(set) var shows = ""
  private(set) var releases = ""
  /// Shows the references of objects that have more or fewer than before the call, when all is released. Those of the
  /// Python arguments of a parsing call are `ReproductionText.counted`.
  private(set) var references = ""
  /// Drops what the variables were made of.
  private(set) var drops = ""
  /// The names of the helper functions that are called.
  private(set) var needs: [String] = []

  init(_ call: TestedCall, _ values: TestedCase) {
    if call.isParse { need("show_references") }
    for (slot, argument) in call.units.flatMap(\.arguments).enumerated() {
      let tested = call.arguments[slot]
      if call.isParse {
        addOutput(slot, argument, tested)
      } else {
        addInput(slot, argument, tested, values.values.flatMap { slot < $0.count ? $0[slot] : nil })
      }
    }
  }

  /// The C expression of a new reference to an object. `NULL` alone stands for the null pointer.
  static func value(_ expression: String?) -> String {
    guard let expression, expression != "NULL" else { return "NULL" }
    return "evaluated(\(CLiteral.string(Array(expression.utf8))), Py_eval_input)"
  }

  private mutating func need(_ helper: String) {
    if !needs.contains(helper) { needs.append(helper) }
  }

  // MARK: Parse language

  private mutating func addOutput(_ slot: Int, _ argument: CArgument, _ tested: TestedArgument) {
    if tested.kind == .input {
      passed.append(shared(tested.expression))
      return
    }
    let name = "v\(slot)"
    // What a converter stores is an object.
    let type = argument.type == .address ? .object : argument.type
    let isPointer = type.rawValue.hasSuffix("*")
    declarations += "    \(type.rawValue)\(isPointer ? "" : " ")\(name);\n"
    passed.append(argument.type == .address ? "(void *)&\(name)" : "&\(name)")
    need("is_untouched")
    switch tested.kind {
    case .sizedCopy:
      preparations += "    \(name) = NULL;\n"
    case .callersMemory:
      // Longer than the call is told, so that a byte too many can be seen.
      declarations += "    char memory\(slot)[16];\n"
      preparations += "    memset(memory\(slot), 0xA5, sizeof(memory\(slot)));\n    \(name) = memory\(slot);\n"
    default:
      let size = argument.role == .inout ? "    \(name) = 8;\n" : ""
      preparations += "    memset(&\(name), 0xA5, sizeof(\(name)));\n\(size)"
    }
    switch type {
    case _ where tested.kind == .callersMemory:
      need("show_bytes")
      shows += "        show_bytes(\"memory\(slot)\", memory\(slot), sizeof(memory\(slot)));\n"
    case .object:
      need("show_object")
      shows += "        show_object(\"\(name)\", &\(name));\n"
    case .text, .memory:
      need("show_text")
      shows += "        show_text(\"\(name)\", (const char *const *)&\(name));\n"
    case .buffer:
      need("show_buffer")
      shows += "        show_buffer(\"\(name)\", &\(name));\n"
      releases += "        if (!is_untouched(&\(name), sizeof(\(name)))) PyBuffer_Release(&\(name));\n"
    default:
      need("show_bytes")
      shows += "        show_bytes(\"\(name)\", &\(name), sizeof(\(name)));\n"
    }
    if tested.kind == .copy || tested.kind == .sizedCopy {
      releases += "        if (!is_untouched(&\(name), sizeof(\(name)))) PyMem_Free(\(name));\n"
    }
  }

  /// What the harness lends to a batch, by its name here.
  private mutating func shared(_ expression: String) -> String {
    switch expression {
    case "environment->converter":
      need("mode_of")
      need("converter")
      return "converter"
    case "environment->maker":
      need("mode_of")
      need("maker")
      return "maker"
    case TestedType.lent.rawValue:
      return "(PyTypeObject *)PyDict_GetItemString(names, \"Typed\")"
    default:
      return expression
    }
  }

  // MARK: Build language

  private mutating func addInput(_ slot: Int, _ argument: CArgument, _ tested: TestedArgument, _ value: String?) {
    guard tested.expression.hasPrefix("v[\(slot)]") else {
      passed.append(shared(tested.expression))
      return
    }
    let name = "v\(slot)"
    let object = "o\(slot)"
    passed.append(name)
    declarations += "    PyObject *\(object) = \(Self.value(value));\n"
    let number = "PyLong_AsUnsignedLongLongMask(\(object))"
    switch tested.kind {
    case .int: declare("int", name, "(int)\(number)")
    case .unsignedInt: declare("unsigned int", name, "(unsigned int)\(number)")
    case .long: declare("long", name, "(long)\(number)")
    case .unsignedLong: declare("unsigned long", name, "(unsigned long)\(number)")
    case .longLong: declare("long long", name, "(long long)\(number)")
    case .unsignedLongLong: declare("unsigned long long", name, number)
    case .size: declare("Py_ssize_t", name, "(Py_ssize_t)\(number)")
    case .double: declare("double", name, "PyFloat_AsDouble(\(object))")
    case .complex:
      declarations += "    Py_complex complex\(slot) = PyComplex_AsCComplex(\(object));\n"
      declare("Py_complex *", name, "&complex\(slot)")
    case .text: declare("const char *", name, "\(object) == Py_None ? NULL : PyBytes_AsString(\(object))")
    case .wideText:
      declare("wchar_t *", name, "\(object) == Py_None ? NULL : PyUnicode_AsWideCharString(\(object), NULL)")
      releases += "    PyMem_Free(\(name));\n"
    default:
      declare("PyObject *", name, object)
      need("show_references")
      declarations += "    Py_ssize_t before\(slot) = \(name) ? Py_REFCNT(\(name)) : 0;\n"
      if tested.kind == .stolen { preparations += "    Py_XINCREF(\(name));\n" }
      references += "    if (shows) show_references(\"\(name)\", \(name), before\(slot));\n"
    }
    drops += "    Py_XDECREF(\(object));\n"
  }

  private mutating func declare(_ type: String, _ name: String, _ value: String) {
    declarations += "    \(type)\(type.hasSuffix("*") ? "" : " ")\(name) = \(value);\n"
  }
}
