import CodeEmission
import FormatSema

/// The C source of a batch: an extension module with a function for each call, and a table of them.
///
/// Both versions of a batch are C11 and C++17; `BATCH` is to be defined as the module's name.
public enum BatchSource {
  /// The module that makes the calls by CPython's own functions.
  public static func plain(_ calls: [TestedCall]) -> String {
    source(
      calls, callees: calls.map(\.function.rawValue), entered: calls.map { _ in false }, generated: "")
  }

  /// The module with every call compiled that can be.
  ///
  /// - Parameters:
  ///   - convention: how the functions are entered that make the calls.
  ///   - header: the text of `argot.h`.
  /// - Returns: The source, and what became of each call. A call that was left is made by CPython's own function, with
  ///   its arguments in a tuple.
  public static func compiled(
    _ calls: [TestedCall], target: CompileTarget, convention: MethodConvention = .varargs,
    header: String = ArgotHeader.text
  ) -> (text: String, outcomes: [TranslationUnitEmitter.Outcome]) {
    var emitter = TranslationUnitEmitter(target: target)
    let outcomes = calls.map { emitter.compile($0.description, convention: convention) }
    let callees = zip(calls, outcomes).map { call, outcome in
      if case .compiled(let token, _) = outcome { token } else { call.function.rawValue }
    }
    let isEntered = convention == .fastcall
    let generated = (isEntered ? countingFunctions : "") + header + "\n" + emitter.text
    let entered = zip(calls, outcomes).map { call, outcome in
      if case .compiled = outcome { isEntered && call.takesTuple } else { false }
    }
    return (source(calls, callees: callees, entered: entered, generated: generated), outcomes)
  }

  /// Why a call is left to CPython's own function; nil if it is compiled.
  static func reasonLeft(_ call: TestedCall, target: CompileTarget, convention: MethodConvention) -> String? {
    var emitter = TranslationUnitEmitter(target: target)
    guard case .left(let reason) = emitter.compile(call.description, convention: convention) else { return nil }
    return reason
  }

  /// Stand in front of `argot.h` for the functions that it calls with arguments it has put into a tuple, and count that.
  private static let countingFunctions = """
    static inline int counted_parse(PyObject *args, const char *format, va_list targets)
    {
        ++*environment->rebuilt;
        return PyArg_VaParse(args, format, targets);
    }

    static inline int counted_parse_with_keywords(PyObject *args, PyObject *kwargs, const char *format, char **names,
                                                  va_list targets)
    {
        ++*environment->rebuilt;
        return PyArg_VaParseTupleAndKeywords(args, kwargs, format, names, targets);
    }

    #undef PyArg_VaParse
    #undef PyArg_VaParseTupleAndKeywords
    #define PyArg_VaParse counted_parse
    #define PyArg_VaParseTupleAndKeywords counted_parse_with_keywords

    """

  /// - Parameter entered: which of the calls are made by a function that METH_FASTCALL enters.
  private static func source(
    _ calls: [TestedCall], callees: [String], entered: [Bool], generated: String
  ) -> String {
    var functions = ""
    var entries = ""
    for (index, (call, callee)) in zip(calls, callees).enumerated() {
      let name = "call_\(index)"
      switch call.function.language {
      case .parse:
        functions += parseFunction(name, call, callee)
        if entered[index] { functions += entry(name) }
        entries += "    {\(name), NULL, \(entered[index] ? "enter_\(name)" : "NULL")},\n"
      case .build:
        functions += buildFunction(name, call, callee)
        entries += "    {NULL, \(name), NULL},\n"
      }
    }
    return """
      #include "harness.h"
      static const Environment *environment;

      \(generated)
      \(functions)static const Entry entries[] = {
      \(entries)    {NULL, NULL, NULL},
      };

      static const Table table = {&environment, entries};

      static struct PyModuleDef definition = {
          PyModuleDef_HEAD_INIT, "batch", NULL, -1, NULL, NULL, NULL, NULL, NULL,
      };

      #ifdef Py_LIMITED_API
      #define LIMITED 1
      #else
      #define LIMITED 0
      #endif
      #define JOINED(a, b) a##b
      #define INIT(name) JOINED(PyInit_, name)

      PyMODINIT_FUNC INIT(BATCH)(void);

      PyMODINIT_FUNC INIT(BATCH)(void)
      {
          PyObject *module = PyModule_Create(&definition);
          PyObject *capsule = PyCapsule_New((void *)(uintptr_t)&table, "table", NULL);
          if (module == NULL || capsule == NULL || PyModule_AddObject(module, "table", capsule) < 0
              || PyModule_AddIntConstant(module, "limited", LIMITED) < 0
              || PyModule_AddIntConstant(module, "entered", \(entered.contains(true) ? 1 : 0)) < 0)
              return NULL;
          return module;
      }

      """
  }

  private static func parseFunction(_ name: String, _ call: TestedCall, _ callee: String) -> String {
    return """
      static int \(name)(PyObject *args, PyObject *kwargs, Slot *s)
      {
      \(call.keywordDeclaration)    (void)kwargs; (void)s;
          return \(callee)(\(call.written(call.arguments.map(\.expression))));
      }


      """
  }

  /// The function that enters another one as the generated code of an extension does.
  private static func entry(_ name: String) -> String {
    return """
      static int enter_\(name)(PyObject *const *argv, Py_ssize_t nargs, PyObject *kwnames, Slot *s)
      {
          ArgotCall call = {argv, nargs, kwnames};
          return \(name)((PyObject *)(void *)&call, NULL, s);
      }


      """
  }

  private static func buildFunction(_ name: String, _ call: TestedCall, _ callee: String) -> String {
    return """
      static PyObject *\(name)(PyObject *target, const char *name, Input *v)
      {
          (void)target; (void)name; (void)v;
          return \(callee)(\(call.written(call.arguments.map(\.expression))));
      }


      """
  }
}
